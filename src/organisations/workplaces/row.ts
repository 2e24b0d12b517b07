import { properly, townOf } from './spelling.ts'
import { nameWords, postcodeWords, wordsOf } from './words.ts'

export type Workplace = {
  code: string
  name: string
  town: string
  postcode: string
  /** Board and place as published, of whichever boundary set. */
  boardCode: string
  placeCode: string
  settingKey: string
  status: 'active' | 'closed' | 'dormant' | 'proposed'
  openedOn: string | null
  closedOn: string | null
  words: string[]
}

/** Why a sound row is not for us. */
export type Ignored = 'not in England' | 'not a general practice'

export type Read = { kind: 'workplace'; workplace: Workplace } | { kind: 'ignored'; why: Ignored }

export const columns = 27
const practice = '4'
const statuses = new Map<string, Workplace['status']>([
  ['A', 'active'],
  ['C', 'closed'],
  ['D', 'dormant'],
  ['P', 'proposed'],
])

/** What is wrong with a row, in words that name the column and never say what stands in it. Empty for a sound row. */
export function faultsOf(row: readonly string[]): string[] {
  if (row.length !== columns) return [`has ${row.length} columns, should have ${columns}`]
  const [code, name, , board, , , , , , , opened, closed, status] = row as Row
  const faults = [
    !/^[A-Z0-9]{3,12}$/.test(code) && 'column 1 (code) should be 3 to 12 capital letters and digits',
    name.trim() === '' && 'column 2 (name) is empty',
    !/^([A-Z0-9]{3,5})?$/.test(board) && 'column 4 (board) should be 3 to 5 capital letters and digits, or empty',
    !isDay(opened) && 'column 11 (opened) is not a date written YYYYMMDD',
    !isDay(closed) && 'column 12 (closed) is not a date written YYYYMMDD',
    !statuses.has(status) && 'column 13 (status) should be A, C, D or P',
    isDay(opened) && isDay(closed) && closed !== '' && closed < opened && 'it closed before it opened',
  ]
  return faults.filter((fault) => typeof fault === 'string')
}

/** A sound row as a workplace, or why it is not one of ours. */
export function readRow(row: readonly string[]): Read {
  const [code, name, region, boardCode, ...rest] = row as Row
  const lines = rest.slice(0, 5).map((line) => line.trim())
  const [postcode, opened, closed, status, , placeCode] = rest.slice(5) as Row
  if (!region.startsWith('Y')) return { kind: 'ignored', why: 'not in England' }
  if (row[25] !== practice) return { kind: 'ignored', why: 'not a general practice' }
  return {
    kind: 'workplace',
    workplace: {
      code,
      name: properly(name),
      town: townOf(lines),
      postcode: postcode.trim(),
      boardCode,
      placeCode,
      settingKey: 'general-practice',
      status: statuses.get(status)!,
      openedOn: dayOf(opened),
      closedOn: dayOf(closed),
      words: [...wordsOf(name, ...lines), ...postcodeWords(postcode), ...nameWords(name)],
    },
  }
}

type Row = [string, string, string, string, string, string, string, string, string, string, string, string, string]

const dayOf = (written: string) => written.replace(/^(....)(..)(..)$/, '$1-$2-$3') || null

function isDay(written: string): boolean {
  if (written === '') return true
  if (!/^\d{8}$/.test(written)) return false
  try {
    return Temporal.PlainDate.from(dayOf(written)!, { overflow: 'reject' }).year >= 1000
  } catch {
    return false
  }
}
