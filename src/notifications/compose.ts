import type { SendMailOptions } from 'nodemailer'
import { isAddress, type Mailbox } from './mailbox.ts'
import type { Mail } from './rendered.ts'

/** Stays the same however often a message is sent, so that mailboxes can drop a second copy. */
export const messageId = (id: string, { address }: Mailbox) => `<${id}@${address.slice(address.indexOf('@') + 1)}>`

/**
 * A message as the mail library takes it, or null when its address is not one. Addresses go as data, never as text to be
 * parsed, and nothing in a message can make the library read a file or fetch a page.
 */
export function compose(mail: Mail, id: string, mailbox: Mailbox): SendMailOptions | null {
  if (!isAddress(mail.to)) return null
  const { name, address, replyTo } = mailbox
  const { calendar } = mail
  return {
    from: { name, address },
    replyTo: { name, address: replyTo },
    to: { name: '', address: mail.to },
    envelope: { from: address, to: [mail.to] },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    messageId: messageId(id, mailbox),
    // What comes back says which mail it was, and none of what it said, where the relay can do that.
    dsn: { id, return: 'headers', notify: ['failure'], recipient: mail.to },
    headers: { 'Auto-Submitted': 'auto-generated', ...(mailbox.names ? { [mailbox.names]: id } : {}) },
    ...(calendar
      ? { icalEvent: { method: calendar.method, filename: 'appointment.ics', content: calendar.content } }
      : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
