import type { MailboxAccount } from '#mailbox'

/**
 * The mailbox that MAILBOX_URL names: `imaps://USER:PASSWORD@HOST/FOLDER`, or `imap://` with STARTTLS, without which only a server on this
 * machine is asked. What is wrong is said without anything that it holds.
 */
export function readMailboxUrl(mailboxUrl: string | null, fault: (sentence: string) => void): MailboxAccount | null {
  if (mailboxUrl === null) return null
  const url = new URL(mailboxUrl)
  const parts = [url.username, url.password, url.pathname.replace(/^\//, '')].map(decoded)
  const [user, pass, folder] = parts
  if (parts.includes(null)) fault('MAILBOX_URL has a % that begins no such sign as %40: write % itself as %25')
  else if (!user || !pass)
    fault('MAILBOX_URL needs user and password before the host: imaps://USER:PASSWORD@HOST/INBOX')
  else if (url.search || url.hash || url.port === '0')
    fault('MAILBOX_URL ends with the name of the folder, such as imaps://USER:PASSWORD@HOST/INBOX')
  const tls = url.protocol === 'imaps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const near = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host)
  const port = Number(url.port) || (tls ? 993 : 143)
  return { host, port, tls, near, user: user ?? '', pass: pass ?? '', folder: folder || 'INBOX' }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
