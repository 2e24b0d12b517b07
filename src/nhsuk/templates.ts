import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type nunjucks from 'nunjucks'
import { SafeHtml, trusted } from '#lib/html'
import { lazily } from '#lib/lazy'

/** The folder of the official package's built files. */
export const officialFolder = join(dirname(fileURLToPath(import.meta.resolve('nhsuk-frontend/package.json'))), 'dist')

/** Where a component is: its folder in the package, and the name of the macro in there. */
export type Official = { folder: string; macro: string }

/**
 * Draws a component with its official template, `inside` being the content of a call block.
 * SafeHtml passes as it stands, text is escaped, and an option that is undefined is an option not given.
 */
export function draw(official: Official, params: unknown, inside?: SafeHtml): SafeHtml {
  const macro = macroOf(official)
  const options = toTemplate(params)
  const drawn = inside ? macro(options, named({ caller: () => toTemplate(inside) })) : macro(options)
  return trusted(String(drawn).trim())
}

/** The text escaped as the templates escape it. */
export const escapeAsOfficial = (text: string): string => library().lib.escape(text)

type Macro = (...options: unknown[]) => unknown

const library = lazily<typeof nunjucks>('nunjucks')

const named = (options: object) => library().runtime.makeKeywordArgs(options)

let made: nunjucks.Environment | undefined
const environment = () =>
  (made ??= new (library().Environment)(new (library().FileSystemLoader)(officialFolder), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  }))
const macros = new Map<string, Macro>()

function macroOf({ folder, macro }: Official): Macro {
  const known = macros.get(folder)
  if (known) return known
  const template = environment().getTemplate(`nhsuk/components/${folder}/macro.njk`, true)
  let found: Macro | undefined
  template.getExported((error, exported) => {
    if (error) throw error
    found = exported[macro]
  })
  if (!found) throw new Error(`The official ${folder} has no macro ${macro}`)
  macros.set(folder, found)
  return found
}

function toTemplate(value: unknown): unknown {
  if (value instanceof SafeHtml) return new (library().runtime.SafeString)(value.markup)
  if (Array.isArray(value)) return value.map(toTemplate)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, toTemplate(part)]])),
  )
}
