import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The project's folder. */
export const root = join(import.meta.dirname, '..')

/** One import: where from, which names (none for `import('…')`), and whether types alone. */
export type Import = { from: string; names: readonly string[]; typeOnly: boolean }

/** A file of ours: its path from the root, its room (null for wiring), its text and what it imports. */
export type Source = { path: string; room: string | null; isTest: boolean; text: string; imports: readonly Import[] }

const wiring = ['launch', 'cli']

/** Every TypeScript file under src. */
export const sources: readonly Source[] = globSync('src/**/*.ts', { cwd: root })
  .sort()
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8')
    const [, folder, inside] = path.split('/')
    const room = inside === undefined || wiring.includes(folder!) ? null : folder!
    return { path, room, isTest: path.endsWith('.test.ts'), text, imports: importsOf(text) }
  })

/** Every migration, in order. */
export const migrations: readonly { path: string; text: string }[] = globSync('migrations/[0-9]*.sql', { cwd: root })
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** What a text imports: from its statements, and by `import('…')`. */
function importsOf(text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s(type\s)?(?:([^'"`;()]*?)\sfrom\s)?'([^']+)'$/gm)
  const dynamic = text.matchAll(/import\('([^']+)'\)/g)
  return [
    ...Array.from(statements, ([, type, names, from]) => ({
      from: from!,
      names: valuesIn(names ?? ''),
      typeOnly: type !== undefined,
    })),
    ...Array.from(dynamic, ([, from]) => ({ from: from!, names: [], typeOnly: false })),
  ]
}

/** Names between braces, types left out, by the name they have where they come from. */
function valuesIn(names: string): string[] {
  return names
    .replace(/[{}\s]+/g, ' ')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && !name.startsWith('type '))
    .map((name) => name.split(' ')[0]!)
}
