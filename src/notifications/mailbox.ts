import { mailReceiptsOf } from './back/mail/account.ts'

/** The mailbox that messages come from, and to which answers go. */
export type Mailbox = {
  name: string
  address: string
  replyTo: string
  /** The header in which the relay wants our name for a mail, to say it again when the mail comes back. */
  names?: string
}

/**
 * The sending mailbox: `from` and `reply-to` in the query of SMTP_URL where they are given, else `appointments` at the
 * host of the service's own address. The name is always the neutral one. Throws when a given address is not one.
 */
export function mailboxOf({ baseUrl, smtpUrl }: { baseUrl: string; smtpUrl: string | null }): Mailbox {
  const given = smtpUrl ? new URL(smtpUrl).searchParams : new URLSearchParams()
  const address = given.get('from') ?? `appointments@${new URL(baseUrl).hostname}`
  const replyTo = given.get('reply-to') ?? address
  if (!isAddress(address) || !isAddress(replyTo))
    throw new Error('SMTP_URL: from and reply-to must be e-mail addresses')
  const names = mailReceiptsOf(smtpUrl)?.kind === 'postmark' ? { names: 'X-PM-Metadata-message' } : {}
  return { name: 'Appointments', address, replyTo, ...names }
}

/** SMTP_URL without what is meant for us. */
export function relayUrl(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  url.searchParams.delete('from')
  url.searchParams.delete('reply-to')
  url.searchParams.delete('receipts')
  return url.href
}

/** Whether this is one bare e-mail address: nothing that a mail header would read as a second one, or as a new line. */
export const isAddress = (text: string) =>
  text.length <= 254 && /^[^\s<>()[\],;:\\"@\p{Cc}\p{Cf}]+@[^\s<>()[\],;:\\"@\p{Cc}\p{Cf}]+$/u.test(text)
