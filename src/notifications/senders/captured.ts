import { worker, type Db } from '#lib/door'
import type { Param } from '#lib/sql'
import { messageId } from '../compose.ts'
import type { Mailbox } from '../mailbox.ts'
import { sealCaptured, sentIndex, type Kept } from '../outbox/sealed.ts'
import { insertCaptured } from '../queries.ts'
import type { Mail, Sender, Text } from '../rendered.ts'

/** Keeps one message. */
export type Keeping = (id: string, channel: 'email' | 'text', kept: Kept) => Promise<void>

/** Keeps what is said in one turn of the event loop in one transaction: a group of messages is handed over at once. */
export function keepCaptured(db: Db, secret: Buffer): Keeping {
  let rows: Param[][] = []
  let kept: Promise<void> | null = null
  const write = async () => {
    const [now] = [rows, (rows = []), (kept = null)]
    await db.withActor(worker, (tx) => Promise.all(now.map((row) => insertCaptured(tx, ...row))))
  }
  return (id, channel, what) => {
    rows.push([id, channel, sealCaptured(secret, id, what), sentIndex(secret, what.to)])
    return (kept ??= new Promise<void>((resolve) => setImmediate(resolve)).then(write))
  }
}

/** Keeps mail where the demonstration shows it, instead of sending it. */
export const capturedMail =
  (keep: Keeping, mailbox: Mailbox): Sender<Mail> =>
  async ({ to, subject, text, html, calendar }, id) => {
    const headers = {
      From: `${mailbox.name} <${mailbox.address}>`,
      'Reply-To': `${mailbox.name} <${mailbox.replyTo}>`,
      'Message-ID': messageId(id, mailbox),
      'Auto-Submitted': 'auto-generated',
    }
    await keep(id, 'email', { to, subject, text, html, ics: calendar?.content ?? null, headers })
    return 'sent'
  }

/** Keeps texts where the demonstration shows them. */
export const capturedText =
  (keep: Keeping): Sender<Text> =>
  async ({ to, text }, id) => {
    await keep(id, 'text', { to, subject: null, text, html: null, ics: null, headers: {} })
    return 'sent'
  }

/** Sends, and keeps a copy of what was sent. */
export const copied =
  <T extends Mail | Text>(send: Sender<T>, copy: Sender<T>): Sender<T> =>
  async (rendered, id, signal, triedFor) => {
    const handed = await send(rendered, id, signal, triedFor)
    if (handed === 'sent') await copy(rendered, id, signal)
    return handed
  }
