import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { officialFolder } from './templates.ts'

/** One option of a component, as the package describes it. */
export type MacroOption = {
  name: string
  type: 'string' | 'boolean' | 'integer' | 'object' | 'array' | 'nunjucks-block'
  required: boolean
  description: string
  deprecated?: string
  isComponent?: true
  alias?: string
  params?: MacroOption[]
}

/** One example of a component, with the markup that the official template gave. */
export type Fixture = { name: string; context: Record<string, unknown>; callBlock?: string; html: string }

/** One component of the package: folder, macro, options, examples, and the text of its template. */
export type OfficialComponent = {
  folder: string
  macro: string
  options: MacroOption[]
  fixtures: Fixture[]
  template: string
}

/** All components of the installed package, by folder name. */
export function officialComponents(): OfficialComponent[] {
  const root = join(officialFolder, 'nhsuk/components')
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readComponent(entry.name, (file) => readFileSync(join(root, entry.name, file), 'utf8')))
    .sort((one, other) => (one.folder < other.folder ? -1 : 1))
}

function readComponent(folder: string, read: (file: string) => string): OfficialComponent {
  const macro = /macro (\w+)\(/.exec(read('macro.njk'))?.[1]
  if (!macro) throw new Error(`No macro in ${folder}`)
  const { fixtures } = JSON.parse(read('fixtures.json')) as { fixtures: Fixture[] }
  const options = JSON.parse(read('macro-options.json')) as MacroOption[]
  return { folder, macro, options, fixtures, template: read('template.njk') }
}
