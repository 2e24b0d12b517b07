import type { answersRead } from '#mailbox'
import { finding, type Finding } from './finding.ts'

type Read = Awaited<ReturnType<typeof answersRead.one>>

/** Whether answers are read, once a minute while the product runs; nothing where no mailbox is to be read. */
export function mailboxFindings(read: Read, now: Temporal.Instant, running: boolean): Finding[] {
  if (!read) return []
  const minutes = Math.floor(now.since(read.readAt).total('minutes'))
  const words = read.ever
    ? `answers were last read ${minutes} minutes ago`
    : `answers have not been read, for ${minutes} minutes`
  return [finding(!running || minutes <= 15, words, 'see whether MAILBOX_URL still leads to the mailbox')]
}
