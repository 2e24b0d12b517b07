import { join } from 'node:path'
import { unreadable, type Unreadable } from './reading/faults.ts'
import { quarter, type Stretch } from './reading/quarters.ts'
import { askSealed, type Sealed } from '#lib/sealed'
import { atMost } from '#lib/turns'

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

export type Read = { kind: 'read'; busy: Stretch[] } | { kind: 'unread'; why: Unreadable | 'too-large' | 'too-slow' }

/** How large a file may be. */
export const mostBytes = 10_000_000
const reader: Sealed = { folder: join(import.meta.dirname, 'reading'), entry: 'child.ts' }
/** Two processors' worth; each takes up to 128 MB for a moment. */
const turns = atMost(2)

/** Reads a calendar, in a process of its own that has nothing but the file and gives nothing but numbers. */
export function readBusy(file: Buffer, asked: Asked): Promise<Read> {
  if (file.length > mostBytes) return Promise.resolve({ kind: 'unread', why: 'too-large' })
  const question = Buffer.from(`${JSON.stringify({ skip: [], ...asked })}\n`)
  return turns(async () => understood(parsed(await askSealed(reader, [question, file])), asked))
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}

/** The answer; too slow where there is none, and else believed only as far as it is numbers in order, inside what was asked. */
function understood(said: unknown, { from, until }: Asked): Read {
  const { busy, why } = (said ?? {}) as { busy?: unknown; why?: unknown }
  const known = unreadable.find((one) => one === why)
  if (known) return { kind: 'unread', why: known }
  const stretches = Array.isArray(busy) ? busy.map(stretchOf) : [null]
  let last = from
  for (const stretch of stretches) {
    if (!stretch || stretch.startsAt < last || stretch.endsAt <= stretch.startsAt || stretch.endsAt > until)
      return { kind: 'unread', why: 'too-slow' }
    last = stretch.endsAt
  }
  return { kind: 'read', busy: stretches as Stretch[] }
}

function stretchOf(pair: unknown): Stretch | null {
  const [from, until] = Array.isArray(pair) ? (pair as unknown[]) : []
  if (!Number.isInteger(from) || !Number.isInteger(until)) return null
  return { startsAt: (from as number) * quarter, endsAt: (until as number) * quarter }
}
