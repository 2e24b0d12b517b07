import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** A program and the one folder that it may read, its own; `library` is the folder of a package that it needs besides, told to it. */
export type Sealed = { folder: string; entry: string; library?: string; patienceMillis?: number; mostAnswer?: number }

/**
 * Runs a program that may read its own folder and nothing else (no other file, no network, no further process, nothing of our
 * environment), gives it something to read and takes what it says. Null where it fails, says too much, or has not
 * said it after five seconds: it is then ended.
 */
export function askSealed(
  { folder, entry, library, patienceMillis = 5_000, mostAnswer = 300_000 }: Sealed,
  input: readonly Buffer[],
): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [...flags([folder, ...(library ? [library] : [])]), join(folder, entry), ...(library ? [library] : [])],
    {
      env: {},
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  )
  const end = () => void child.kill('SIGKILL')
  const timer = setTimeout(end, patienceMillis)
  const said: Buffer[] = []
  let bytes = 0
  child.stdout.on('data', (chunk: Buffer) => {
    said.push(chunk)
    if ((bytes += chunk.length) > mostAnswer) end()
  })
  // It may be gone before it has heard everything; that it said nothing is told below.
  child.stdin.on('error', () => {})
  for (const part of input) child.stdin.write(part)
  child.stdin.end()
  return new Promise<string | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(said).toString() : null))
  }).finally(() => clearTimeout(timer))
}

const flags = (folders: readonly string[]) => [
  '--permission',
  ...folders.map((folder) => `--allow-fs-read=${folder}`),
  '--max-old-space-size=128',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--no-addons',
  '--no-warnings',
]
