import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')

/** A command of ours that runs: what it has said so far, and how it ended. */
export type Command = {
  pid: number
  out(): string
  err(): string
  kill(signal: NodeJS.Signals): void
  /** The exit status, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}

/** Starts a file of the project with nothing in its environment but PATH and what is given. */
export function command(file: string, args: string[], env: Record<string, string>): Command {
  const child: ChildProcess = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()))
  child.stderr?.on('data', (piece: Buffer) => (err += piece.toString()))
  return {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    kill: (signal) => void child.kill(signal),
    ended: once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null),
  }
}

/** Asks until the answer is there, for at most a minute; false, null and undefined mean not yet. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  for (const until = performance.now() + 60_000; performance.now() < until; await pause(25)) {
    const answer = await ask()
    if (answer !== null && answer !== undefined && answer !== false) return answer
  }
  throw new Error(`It did not come to this within a minute: ${what}`)
}

/** The body of a page that is there, or null. */
export async function pageAt(url: string): Promise<string | null> {
  const answer = await fetch(url, { headers: { connection: 'close' } }).catch(() => null)
  return answer?.ok ? answer.text() : null
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Processes begun by this one whose words contain `words`, as process ids. Only where there is /proc. */
export const childrenOf = (pid: number, words: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid && wordsOf(name).includes(words))
    .map(Number)

/** Whether a process still runs; one that has ended and waits to be reaped does not. */
export const isRunning = (pid: number): boolean => wordsOf(String(pid)) !== ''

/** What a process was started with in its environment. */
export const environmentOf = (pid: number): string => readFileSync(`/proc/${pid}/environ`, 'utf8')

/** The words that a process was started with. */
export const commandLineOf = (pid: number): string => wordsOf(String(pid))

/** Whether processors are shared out between sessions before they are between processes. */
export const sharedBetweenSessions = (): boolean => read('/proc/sys/kernel/sched_autogroup_enabled').trim() === '1'

/** The priority of the session that a process is in; null where it has none, as what the first process began. */
export function niceOfSession(pid: number): number | null {
  const nice = /nice (-?\d+)$/.exec(read(`/proc/${pid}/autogroup`).trim())?.[1]
  return nice === undefined ? null : Number(nice)
}

const parentOf = (pid: string) => Number(read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1])
const wordsOf = (pid: string) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
