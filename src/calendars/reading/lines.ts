import { CannotRead } from './faults.ts'

/** A content line of RFC 5545: its name in capitals, its parameters, its value as it stands. */
export type Line = { name: string; params: ReadonlyMap<string, string>; value: string }

const [newline, carriageReturn, space, tab] = [10, 13, 32, 9]

/**
 * Goes through the content lines of a file, folded ones put together, and hands over those whose name is wanted. All
 * others (titles, places, people, attachments) are never made into text. Bytes are read as Latin-1: nothing that is
 * wanted has other letters, and the name of a zone is only ever compared with itself.
 */
export function eachLine(file: Buffer, wanted: (name: string) => boolean, take: (line: Line) => void) {
  let at = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 3 : 0
  while (at < file.length) {
    const end = endOfLine(file, at)
    let last = end
    while (isFolded(file, last)) last = endOfLine(file, last + 1)
    if (last === end) handOver(textOf(file, at, end), wanted, take)
    else if (wanted(nameAt(file, at, end) ?? nameOf(unfolded(file, at, last))))
      handOver(unfolded(file, at, last), wanted, take)
    at = last + 1
  }
}

const endOfLine = (file: Buffer, from: number) => {
  const found = file.indexOf(newline, from)
  return found < 0 ? file.length : found
}

/** Whether the line after this line's end goes on with it. */
const isFolded = (file: Buffer, end: number) => file[end + 1] === space || file[end + 1] === tab

const textOf = (file: Buffer, from: number, end: number) =>
  file.toString('latin1', from, end > from && file[end - 1] === carriageReturn ? end - 1 : end)

function unfolded(file: Buffer, from: number, last: number): string {
  const parts: string[] = []
  for (let at = from; at <= last;) {
    const end = endOfLine(file, at)
    parts.push(textOf(file, at === from ? at : at + 1, end))
    at = end + 1
  }
  return parts.join('')
}

/** The name at the beginning of a folded line, or null where the fold comes before its end. */
function nameAt(file: Buffer, from: number, end: number): string | null {
  const text = file.toString('latin1', from, Math.min(end, from + longestName))
  return /[;:]/.test(text) ? nameOf(text) : null
}

const longestName = 80

function nameOf(text: string): string {
  const end = text.search(/[;:]/)
  return (end < 0 ? text : text.slice(0, end)).toUpperCase()
}

function handOver(text: string, wanted: (name: string) => boolean, take: (line: Line) => void) {
  if (text === '') return
  const name = nameOf(text)
  if (wanted(name)) take(parsed(name, text))
}

function parsed(name: string, text: string): Line {
  if (text[name.length] === ':') return { name, params: none, value: text.slice(name.length + 1) }
  const params = new Map<string, string>()
  let at = name.length
  while (text[at] === ';') {
    const equals = text.indexOf('=', at)
    if (equals < 0) throw new CannotRead('event')
    const end = endOfParam(text, equals + 1)
    const value = text.slice(equals + 1, end)
    params.set(text.slice(at + 1, equals).toUpperCase(), value.replaceAll('"', ''))
    at = end
  }
  if (text[at] !== ':') throw new CannotRead('event')
  return { name, params, value: text.slice(at + 1) }
}

/** Where a parameter's value ends: at a ; or : outside quotation marks. */
function endOfParam(text: string, from: number): number {
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === ';' || sign === ':')) return at
  }
  return text.length
}

const none: ReadonlyMap<string, string> = new Map()
