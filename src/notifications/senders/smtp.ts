import type * as nodemailer from 'nodemailer'
import { lazily } from '#lib/lazy'
import { compose } from '../compose.ts'
import { relayUrl, type Mailbox } from '../mailbox.ts'
import type { Handed, Mail, Sender } from '../rendered.ts'

const library = lazily<typeof nodemailer>('nodemailer')

export type Smtp = { send: Sender<Mail>; close(): void }

/** Sends mail through the relay of SMTP_URL over a few kept connections. Every wait has an end. */
export function smtpSender({ smtpUrl, mailbox }: { smtpUrl: string; mailbox: Mailbox }): Smtp {
  const transport = library().createTransport({
    url: relayUrl(smtpUrl),
    pool: true,
    maxConnections: 5,
    maxMessages: 100,
    maxRequeues: 1,
    dnsTimeout: 5_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    idleTimeout: 30_000,
  })
  return { send: (mail, id, signal) => hand(mail, id, signal), close: () => transport.close() }

  async function hand(mail: Mail, id: string, signal: AbortSignal): Promise<Handed> {
    const composed = compose(mail, id, mailbox)
    if (!composed) return 'refused'
    try {
      await transport.sendMail({ ...composed, signal })
      return 'sent'
    } catch (error) {
      return isRefusal(error) ? 'refused' : wasNotTaken(error) ? 'unreachable' : 'unsure'
    }
  }
}

/** Whether it is certain that the relay did not take it: it said so, or was never spoken to. */
function wasNotTaken(error: unknown): boolean {
  const { code, syscall, responseCode } = error as { code?: unknown; syscall?: unknown; responseCode?: unknown }
  return (
    typeof responseCode === 'number' ||
    syscall === 'connect' ||
    ['EDNS', 'ETLS', 'EAUTH', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(code))
  )
}

/** Only the recipient's own refusal is for good; whatever else is wrong, the relay or its settings may be put right. */
function isRefusal(error: unknown): boolean {
  const { command, responseCode } = error as { command?: unknown; responseCode?: unknown }
  return command === 'RCPT TO' && typeof responseCode === 'number' && responseCode >= 500
}
