import type * as csv from 'csv-parse/sync'
import { lazily } from '#lib/lazy'
import { faultsOf, readRow, type Ignored, type Workplace } from './row.ts'

export type Fault = { line: number; words: string }

export type FileRead = {
  lines: number
  workplaces: Workplace[]
  ignored: Record<Ignored, number>
  /** Everything wrong with the file, in the order of its lines. A file with one fault is not used. */
  faults: Fault[]
}

const library = lazily<typeof csv>('csv-parse/sync')
const newline = 10
const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads a published list of practices: 27 columns, no header, one record a line.
 * Each line is read by itself, so that a quote left open spoils its own line and no other.
 */
export function readFile(bytes: Uint8Array, progress: (done: number, total: number) => void = () => {}): FileRead {
  const read: FileRead = {
    lines: 0,
    workplaces: [],
    ignored: { 'not in England': 0, 'not a general practice': 0 },
    faults: [],
  }
  const misfit = wrongKind(bytes)
  if (misfit) return { ...read, faults: [{ line: 1, words: misfit }] }
  const seen = new Map<string, number>()
  for (const { line, start, end } of linesOf(bytes)) {
    const row = rowOf(bytes.subarray(start, end))
    if (row === null) continue
    read.lines++
    const faults = typeof row === 'string' ? [row] : faultsOf(row)
    const code = typeof row === 'string' || faults.length > 0 ? undefined : row[0]
    const before = code && seen.get(code)
    if (before) faults.push(`has the same code as line ${before}`)
    else if (code) seen.set(code, line)
    read.faults.push(...faults.map((words) => ({ line, words })))
    if (faults.length === 0) take(read, row as string[])
    if (line % 500 === 0) progress(end, bytes.length)
  }
  progress(bytes.length, bytes.length)
  return read
}

function take(read: FileRead, row: string[]) {
  const said = readRow(row)
  if (said.kind === 'ignored') read.ignored[said.why]++
  else read.workplaces.push(said.workplace)
}

/** A sentence when the file is not text of lines at all. */
function wrongKind(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'the file is empty'
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'this is an archive: unpack it and give the .csv file inside'
  return null
}

function* linesOf(bytes: Uint8Array) {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  for (let line = 1, start = mark; start < bytes.length; line++) {
    const found = bytes.indexOf(newline, start)
    const end = found < 0 ? bytes.length : found
    yield { line, start, end }
    start = end + 1
  }
}

/** The fields of a line, null for a line with nothing on it, or what is wrong with it. */
function rowOf(bytes: Uint8Array): string[] | string | null {
  let text: string
  try {
    text = whole.decode(bytes).replace(/\r$/, '')
  } catch {
    return 'is not text in UTF-8'
  }
  if (text.trim() === '') return null
  if (/\p{Cc}/u.test(text)) return 'holds a control character'
  try {
    return library().parse(text, { relax_column_count: true })[0] ?? null
  } catch (error) {
    if (!(error instanceof library().CsvError)) throw error
    return error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'has a quotation mark that is never closed'
      : 'has a stray quotation mark'
  }
}
