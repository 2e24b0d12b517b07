import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type Reading = {
  /** What the processes that stay will run. */
  files: readonly string[]
  /** What they read only when they need it. */
  later: readonly string[]
  /** Where their modules are. */
  source: string
  /** Where Node keeps what it compiled. */
  cacheFolder: string
  env: Readonly<Record<string, string | undefined>>
}

/**
 * Has processes that end at once read the modules of those that stay, where one has changed since that was last done. Who
 * reads a module first takes its types off, with a compiler that takes 20 MB and is never let go: so it is not who stays.
 * Without a launcher to talk to a process ends when it has read everything.
 */
export async function readOnce({ files, later, source, cacheFolder, env }: Reading): Promise<void> {
  const stamp = join(cacheFolder, 'read')
  const state = stateOf(source)
  if (stampIn(stamp) === state) return
  const first = later.flatMap((file) => ['--import', pathToFileURL(file).href])
  for (const file of files) {
    const reading = spawn(process.execPath, [...first, file], {
      stdio: 'ignore',
      env: { ...env, NODE_COMPILE_CACHE: cacheFolder },
    })
    await once(reading, 'exit').catch(() => {})
  }
  try {
    mkdirSync(cacheFolder, { recursive: true })
    writeFileSync(stamp, state)
  } catch {
    // Where nothing can be written nothing is kept either: all is read anew at each start.
  }
}

/** Changes whenever a file is written, comes or goes. */
function stateOf(source: string): string {
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const written = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs)
  return `${process.version} ${files.length} ${Math.max(...written)}`
}

function stampIn(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
