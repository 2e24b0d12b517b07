import { blindIndex, open, processKey, seal } from '#vault'

/** What the demonstration keeps of a message instead of sending it. */
export type Kept = {
  to: string
  subject: string | null
  text: string
  html: string | null
  ics: string | null
  headers: Record<string, string>
}

const cell = (messageId: string) => ({ table: 'captured_message', column: 'sealed', row: messageId })

export const sealCaptured = (secret: Buffer, messageId: string, kept: Kept): Buffer =>
  seal(processKey('outbox', secret), cell(messageId), JSON.stringify(kept))

export const openCaptured = (secret: Buffer, messageId: string, sealed: Buffer): Kept =>
  JSON.parse(open(processKey('outbox', secret), cell(messageId), sealed)) as Kept

/** By which what went to one address or number is found. */
export const sentIndex = (secret: Buffer, to: string): Buffer => blindIndex(secret, 'sent to', to)
