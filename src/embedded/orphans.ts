import { execFile } from 'node:child_process'
import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const patience = 10_000
export const socketPrefix = 'lay-pg-'

/**
 * Stops a server that still runs on these files after whoever started it was killed, and clears away the folder of its
 * socket, unless that is `ours`.
 */
export async function stopOrphans(data: string, ours?: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const [pid, , , , socket] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  for (const orphan of await serversOn(data)) await stop(orphan)
  // The number of a server that is gone may by now belong to another program, which PostgreSQL would take for itself.
  if (Number(pid) > 0 && isThere(Number(pid))) await rm(file, { force: true })
  if (socket && socket !== ours && basename(socket).startsWith(socketPrefix))
    await rm(socket, { recursive: true, force: true })
}

async function stop(pid: number) {
  tell(pid, 'SIGINT')
  for (let waited = 0; waited < patience && (await isRunning(pid)); waited += 10) await pause(10)
  if (await isRunning(pid)) tell(pid, 'SIGKILL')
  while (await isRunning(pid)) await pause(10)
}

/** Process ids of servers that were started on this folder. */
async function serversOn(data: string): Promise<number[]> {
  const running = process.platform === 'linux' ? await fromProc() : await fromPs()
  return running
    .filter(({ words }) => (words[0] ?? '').endsWith('postgres') && words.join('\0').includes(`-D\0${data}\0`))
    .map(({ pid }) => pid)
}

type Running = { pid: number; words: string[] }

async function fromProc(): Promise<Running[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  return Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      words: (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0'),
    })),
  )
}

async function fromPs(): Promise<Running[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,args='])
  return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), words: line.trim().split(' ').slice(1) }))
}

function tell(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Whether a process has this number, be it only one that has ended and was not reaped. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether it still runs: one that waits to be reaped has no words left. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isThere(pid)) return false
  return process.platform !== 'linux' || (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''
}
