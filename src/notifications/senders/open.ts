import type { Db } from '#lib/door'
import { mailboxOf } from '../mailbox.ts'
import type { Senders } from '../rendered.ts'
import { capturedMail, capturedText, copied, keepCaptured } from './captured.ts'
import { smtpSender } from './smtp.ts'

/** `outboxKey` seals what the demonstration keeps. */
type Config = { smtpUrl: string | null; baseUrl: string; demo: boolean; outboxKey: Buffer }

export type OpenSenders = { senders: Senders; close(): void }

/**
 * The senders that the configuration asks for. Without SMTP_URL mail is captured; with it mail is sent, and in the
 * demonstration also copied. Texts are captured in the demonstration and have no sender otherwise.
 */
export function openSenders(config: Config, db: Db): OpenSenders {
  const { smtpUrl, demo } = config
  const mailbox = mailboxOf(config)
  const keep = keepCaptured(db, config.outboxKey)
  const kept = capturedMail(keep, mailbox)
  const text = demo ? capturedText(keep) : null
  if (!smtpUrl) return { senders: { email: kept, text }, close: () => {} }
  const smtp = smtpSender({ smtpUrl, mailbox })
  return { senders: { email: demo ? copied(smtp.send, kept) : smtp.send, text }, close: smtp.close }
}
