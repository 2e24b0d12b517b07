import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A check of the source alone: null when it holds, else what is wrong. */
export type Static = { name: string; check: () => string | null }

export const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const longest = 300

export const statics: readonly Static[] = [
  { name: 'format', check: () => command(bin('prettier'), ['--check', '--log-level', 'warn', '.']) },
  { name: 'lint', check: () => command(bin('oxlint'), ['--type-aware', '--quiet']) },
  { name: 'types', check: () => command(bin('tsc'), []) },
  { name: 'sizes', check: sizes },
]

function command(program: string, args: string[]): string | null {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' })
  return status === 0 ? null : `${stdout}${stderr}`.trim()
}

/** No file of ours is longer than 300 lines, but for what is generated or data. */
function sizes(): string | null {
  const files = globSync(['{src,seed,check,testing,e2e,bench,setup}/**/*.{ts,mjs,js,scss}'], { cwd: root })
  const long = files.filter((file) => !file.startsWith('src/nhsuk/components/') && linesOf(file) > longest)
  return long.length === 0 ? null : long.map((file) => `${file} has ${linesOf(file)} lines`).join('\n')
}

const linesOf = (file: string) => readFileSync(join(root, file), 'utf8').split('\n').length
