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
      return becauseOf(error as Failure)
    }
  }
}

type Failure = { code?: unknown; command?: unknown; syscall?: unknown; responseCode?: unknown }

/** What became of a message that was not sent: certainly not taken where the relay said so or was never spoken to. */
function becauseOf({ code, command, syscall, responseCode }: Failure): Handed {
  if (typeof responseCode === 'number')
    return responseCode < 500 ? 'unreachable' : refusedBy(String(command), responseCode)
  if (code === 'EAUTH') return 'turned-away'
  const isAway = ['EDNS', 'ETLS', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(code))
  return syscall === 'connect' || isAway ? 'unreachable' : 'unsure'
}

/** It wants to know first who we are. */
const unknownHere = [530, 534, 535, 538]

/** What a relay refused for good: a recipient or a message, or else us, until it or its settings are put right. */
function refusedBy(command: string, responseCode: number): Handed {
  if (unknownHere.includes(responseCode)) return 'turned-away'
  return command === 'RCPT TO' || (command === 'DATA' && responseCode >= 550) ? 'refused' : 'turned-away'
}
