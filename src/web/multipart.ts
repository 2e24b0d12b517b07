import { readPairs, soundText } from './rules.ts'

/** What a form with a file sent: fields like those of every form, and the file where one was chosen. */
export type Sent = { form: Record<string, string[]>; file: Buffer | null }

const longestHead = 2_000
const mostParts = 20

/** The boundary that a Content-Type names, or null. */
export const boundaryOf = (contentType: string | undefined): string | null =>
  /^multipart\/form-data;\s*boundary="?([\w'()+,./:=?-]{1,70})"?$/i.exec(contentType?.trim() ?? '')?.[1] ?? null

/**
 * Reads a form that has a file in it (RFC 7578); null for what no browser sends. Of several files the first counts; its
 * type is not looked at, and its name only for whether there was a file.
 */
export function readMultipart(contentType: string | undefined, body: Buffer): Sent | null {
  const boundary = boundaryOf(contentType)
  if (boundary === null) return null
  const sent: Sent = { form: readPairs(''), file: null }
  const mark = Buffer.from(`\r\n--${boundary}`)
  // The first mark has no line before it.
  if (body.indexOf(mark.subarray(2)) !== 0) return null
  let at = mark.length - 2
  for (let parts = 0; parts <= mostParts; parts++) {
    const sign = body.toString('latin1', at, at + 2)
    if (sign === '--') return sent
    const end = body.indexOf(mark, at)
    if (sign !== '\r\n' || end < 0 || !take(sent, body.subarray(at + 2, end))) return null
    at = end + mark.length
  }
  return null
}

function take(sent: Sent, part: Buffer): boolean {
  const head = part.indexOf('\r\n\r\n')
  if (head < 0 || head > longestHead) return false
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(part.toString('utf8', 0, head))?.[1] ?? ''
  const name = /(?:^|;)\s*name="([^"]*)"/.exec(disposition)?.[1]
  const content = part.subarray(head + 4)
  if (name === undefined) return false
  // Where no file was chosen a browser sends an empty part without a name for it; a file that is empty has one.
  const file = /(?:^|;)\s*filename="(")?/.exec(disposition)
  if (file) sent.file ??= content.length > 0 || file[1] === undefined ? Buffer.from(content) : null
  else (sent.form[soundText(name)] ??= []).push(soundText(content.toString('utf8')))
  return true
}
