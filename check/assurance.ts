import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source.ts'

/** The text of a document of assurance. */
export const read = (name: string): string => readFileSync(join(root, 'docs', 'assurance', name), 'utf8')

/** The rows of the tables of a page that begin with such a cell: each its cells. */
export const rowsOf = (name: string, first: RegExp): string[][] =>
  read(name)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([cell]) => first.test(cell ?? ''))

/** The files, and folders of ours, that a text names in back quotes. */
export const filesIn = (text: string): string[] =>
  [...text.matchAll(/`([\w.][\w./-]*)`/g)]
    .map(([, path]) => path!)
    .filter((path) => /\.(?:ts|mjs|md|json|sql)$/.test(path) || folders.some((folder) => path.startsWith(`${folder}/`)))

const folders = ['bench', 'check', 'docs', 'e2e', 'migrations', 'seed', 'setup', 'src', 'testing']

/** Throws unless a cell names a test or document that is there, or gives a reason in a sentence. */
export function assertProved(what: string, cell: string): void {
  const files = filesIn(cell)
  for (const file of files) assert.ok(existsSync(join(root, file)), `${what} names ${file}`)
  const reason = cell
    .replace(/`[^`]*`/g, '')
    .replace(/[·\s]+/g, ' ')
    .trim()
  assert.ok(files.length > 0 || reason.length >= 20, `${what} has neither a proof nor a reason`)
}
