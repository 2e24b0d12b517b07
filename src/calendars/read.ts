import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { unreadable, type Unreadable } from './reading/faults.ts'
import { quarter, type Stretch } from './reading/quarters.ts'
import { atMost } from './turns.ts'

export type { Stretch } from './reading/quarters.ts'

/** What is asked of a calendar. `from` and `until` are whole quarters of an hour, in epoch milliseconds. */
export type Asked = {
  from: number
  until: number
  /** Where a day is a day, and a time that names no zone is meant. */
  zone: string
  /** Entries that are our own. */
  skip?: readonly string[]
}

export type Read = { kind: 'read'; busy: Stretch[] } | { kind: 'unread'; why: Unreadable | 'too-large' }

/** How large a file may be, and how long reading it may take. */
export const mostBytes = 10_000_000
const patienceMillis = 5_000
const mostAnswer = 300_000
const folder = join(import.meta.dirname, 'reading')
/** Two processors' worth; each takes up to 128 MB for a moment. */
const turns = atMost(2)

/**
 * Reads a calendar in a process of its own that may read its own code and nothing else: no other file, no network, no
 * further process, nothing of our environment. It gets the file and gives numbers; after five seconds it is ended.
 */
export function readBusy(file: Buffer, asked: Asked): Promise<Read> {
  if (file.length > mostBytes) return Promise.resolve({ kind: 'unread', why: 'too-large' })
  return turns(async () => understood(await answerOf(file, asked), asked))
}

const sealed = [
  '--permission',
  `--allow-fs-read=${folder}`,
  '--max-old-space-size=128',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--no-addons',
  '--no-warnings',
  join(folder, 'child.ts'),
]

/** What the sealed process says; null where it says nothing in time, or too much. */
function answerOf(file: Buffer, { from, until, zone, skip = [] }: Asked): Promise<unknown> {
  const child = spawn(process.execPath, sealed, { env: {}, cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMillis)
  const said: Buffer[] = []
  let bytes = 0
  child.stdout.on('data', (chunk: Buffer) => {
    said.push(chunk)
    if ((bytes += chunk.length) > mostAnswer) child.kill('SIGKILL')
  })
  // It may be gone before it has heard everything; that it said nothing is told below.
  child.stdin.on('error', () => {})
  child.stdin.write(`${JSON.stringify({ from, until, zone, skip })}\n`)
  child.stdin.end(file)
  return new Promise((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve(code === 0 ? parsed(Buffer.concat(said).toString()) : null))
  }).finally(() => clearTimeout(timer))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The answer, believed only as far as it is numbers in order, inside what was asked. */
function understood(said: unknown, { from, until }: Asked): Read {
  const { busy, why } = (said ?? {}) as { busy?: unknown; why?: unknown }
  const known = unreadable.find((one) => one === why)
  if (known) return { kind: 'unread', why: known }
  const stretches = Array.isArray(busy) ? busy.map(stretchOf) : [null]
  let last = from
  for (const stretch of stretches) {
    if (!stretch || stretch.startsAt < last || stretch.endsAt <= stretch.startsAt || stretch.endsAt > until)
      return { kind: 'unread', why: 'too-much' }
    last = stretch.endsAt
  }
  return { kind: 'read', busy: stretches as Stretch[] }
}

function stretchOf(pair: unknown): Stretch | null {
  const [from, until] = Array.isArray(pair) ? (pair as unknown[]) : []
  if (!Number.isInteger(from) || !Number.isInteger(until)) return null
  return { startsAt: (from as number) * quarter, endsAt: (until as number) * quarter }
}
