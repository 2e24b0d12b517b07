import type { JobLog } from '#jobs'
import { systemClock } from '#lib/clock'
import type { Db } from '#lib/door'
import { mailboxOf } from '../mailbox.ts'
import type { Sender, Senders, Text } from '../rendered.ts'
import { capturedMail, capturedText, copied, keepCaptured } from './captured.ts'
import { smtpSender } from './smtp.ts'
import type { TextAccount } from './text/account.ts'
import { textSender } from './text/open.ts'

/** `outboxKey` seals what the demonstration keeps. */
type Config = { smtpUrl: string | null; texts: TextAccount | null; baseUrl: string; demo: boolean; outboxKey: Buffer }

export type OpenSenders = { senders: Senders; close(): void }

/**
 * The senders that the configuration asks for. What has no SMTP_URL or TEXT_URL is captured in the demonstration and has no
 * sender otherwise; with it, it is sent, and in the demonstration also copied.
 */
export function openSenders(config: Config, db: Db, log: JobLog): OpenSenders {
  const { smtpUrl, texts, demo } = config
  const mailbox = mailboxOf(config)
  const keep = keepCaptured(db, config.outboxKey)
  const kept = capturedMail(keep, mailbox)
  const text = textOf(
    texts === null
      ? null
      : textSender(texts, { now: systemClock, altered: () => log('text.altered', {}), baseUrl: config.baseUrl }),
    demo ? capturedText(keep) : null,
  )
  if (!smtpUrl) return { senders: { email: kept, text }, close: () => {} }
  const smtp = smtpSender({ smtpUrl, mailbox })
  return { senders: { email: demo ? copied(smtp.send, kept) : smtp.send, text }, close: smtp.close }
}

const textOf = (sent: Sender<Text> | null, kept: Sender<Text> | null) =>
  sent && kept ? copied(sent, kept) : (sent ?? kept)
