import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { sentence } from '#lib/text'
import { officialComponents, type MacroOption, type OfficialComponent } from './official.ts'

/** The typed components as they must be written for the installed package: file below src/nhsuk, and its text. */
export async function generated(): Promise<Map<string, string>> {
  const components = officialComponents()
  const typeNames = new Map(components.map(({ folder, macro }) => [folder, `${sentence(macro)}Params`]))
  const config = await resolveConfig(import.meta.filename)
  const pretty = (text: string) => format(text, { ...config, parser: 'typescript' })
  const files = components.map(async (component) => {
    const text = await pretty(componentFile(component, typeNames))
    return [`components/${component.folder}.ts`, text] as const
  })
  return new Map([...(await Promise.all(files)), ['index.ts', await pretty(doorFile(components))]])
}

const notice = `// Written by \`node src/nhsuk/generate.ts\` from the macro options of nhsuk-frontend: change that, not this.\n`

function doorFile(components: readonly OfficialComponent[]) {
  const lines = components.map(({ folder, macro }) => {
    const params = `type ${sentence(macro)}Params`
    const fast = existsSync(join(import.meta.dirname, 'fast', `${folder}.ts`))
    return fast
      ? `export { ${params} } from './components/${folder}.ts'\nexport { ${macro} } from './fast/${folder}.ts'`
      : `export { ${macro}, ${params} } from './components/${folder}.ts'`
  })
  return `${notice}${lines.join('\n')}\nexport { type Attributes } from './options.ts'\nexport { officialFolder } from './templates.ts'\n`
}

function componentFile({ folder, macro, options, template }: OfficialComponent, typeNames: Map<string, string>) {
  const own = `${sentence(macro)}Params`
  const words = new Set([...template.matchAll(/(\w+) is string/g)].map((match) => match[1] ?? ''))
  const body = shape(options, { typeNames, words, table: macro === 'table' })
  const used = [...typeNames].filter(([, name]) => name !== own && new RegExp(`\\b${name}\\b`).test(body))
  const imports = [
    /\bSafeHtml\b/.test(body) && `import type { SafeHtml } from '#lib/html'`,
    `import { component } from '../component.ts'`,
    /\bAttributes\b/.test(body) && `import type { Attributes } from '../options.ts'`,
    ...used.map(([file, name]) => `import type { ${name} } from './${file}.ts'`),
  ]
  return `${notice}${imports.filter(Boolean).join('\n')}

export type ${own} = ${body}

/** The official component "${folder}"${options.some(isBlock) ? '; its content may be given as `inside`' : ''}. */
export const ${macro} = component<${own}>('${folder}', '${macro}')
`
}

type Known = { typeNames: Map<string, string>; words: Set<string>; table: boolean }

const isBlock = (option: MacroOption) => option.type === 'nunjucks-block'

function shape(options: readonly MacroOption[], known: Known): string {
  const alternatives = options.some((option) => option.name === 'divider')
  const lines = options
    .filter((option) => !isBlock(option))
    .map((option) => {
      const needed = option.required && !alternatives && /^(name|items|rows|label)$/.test(option.name)
      return `${docstring(option)}\n${option.name}${needed ? '' : '?'}: ${typeOf(option, known)}${needed ? '' : ' | undefined'}`
    })
  return `{\n${lines.join('\n')}\n}`
}

function typeOf(option: MacroOption, known: Known): string {
  const { name, type, params, isComponent } = option
  if (name === 'attributes') return 'Attributes'
  if (/^html$|Html$/.test(name)) return 'SafeHtml'
  const inner = isComponent ? componentType(option, known) : params ? shape(params, known) : null
  const words = inner && (known.words.has(name) || asWords.has(name)) ? ' | string | SafeHtml' : ''
  if (type === 'array') return listOf(`(${inner ?? 'string'}${words}) | null | false`, name === 'rows' && known.table)
  const simple = { string: 'string', boolean: 'boolean', integer: 'number' }[type as string] ?? inner ?? 'Attributes'
  if (!inner && asNumber.has(name)) return 'string | number'
  return `${simple}${words}${isComponent ? ' | null | boolean' : ''}`
}

/** Components that every template takes as plain words too, and texts that every template takes as a number too. */
const asWords = new Set(['caption', 'errorMessage', 'heading', 'hint', 'key', 'label', 'legend', 'value'])
const asNumber = new Set(['maxlength', 'maxwords', 'number', 'rows', 'threshold', 'value', 'width'])

const listOf = (item: string, ofLists: boolean): string =>
  ofLists ? listOf(listOf(item, false), false) : `readonly (${item})[]`

function componentType({ name, alias, params }: MacroOption, known: Known): string {
  const folder = alias ?? name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
  const official = known.typeNames.get(folder)
  const extra = params && shape(params, known)
  return [official && `Partial<${official}>`, extra].filter(Boolean).join(' & ') || 'Attributes'
}

function docstring({ description, deprecated }: MacroOption) {
  const first = description.replaceAll('*/', '').split(/(?<=\.)\s/)[0]
  return `/** ${deprecated ? `@deprecated ` : ''}${first} */`
}

if (import.meta.main) {
  const files = await generated()
  const folder = join(import.meta.dirname, 'components')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  for (const [file, text] of files) await writeFile(join(import.meta.dirname, file), text)
  console.log(`${files.size} files written`)
}
