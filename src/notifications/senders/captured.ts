import { worker, type Db } from '#lib/door'
import { messageId } from '../compose.ts'
import type { Mailbox } from '../mailbox.ts'
import { insertCaptured } from '../queries.ts'
import type { Mail, Sender, Text } from '../rendered.ts'

/** Keeps mail where the demonstration shows it, instead of sending it. */
export const capturedMail =
  (db: Db, mailbox: Mailbox): Sender<Mail> =>
  async ({ to, subject, text, html, calendar }, id) => {
    const headers = {
      From: `${mailbox.name} <${mailbox.address}>`,
      'Reply-To': `${mailbox.name} <${mailbox.replyTo}>`,
      'Message-ID': messageId(id, mailbox),
      'Auto-Submitted': 'auto-generated',
    }
    await db.withActor(worker, (tx) =>
      insertCaptured(tx, id, 'email', to, subject, text, html, calendar?.content ?? null, headers),
    )
    return 'sent'
  }

/** Keeps texts where the demonstration shows them: the only sender of texts there is for now. */
export const capturedText =
  (db: Db): Sender<Text> =>
  async ({ to, text }, id) => {
    await db.withActor(worker, (tx) => insertCaptured(tx, id, 'text', to, null, text, null, null, {}))
    return 'sent'
  }

/** Sends, and keeps a copy of what was sent. */
export const copied =
  <T extends Mail | Text>(send: Sender<T>, copy: Sender<T>): Sender<T> =>
  async (rendered, id, signal) => {
    const handed = await send(rendered, id, signal)
    if (handed === 'sent') await copy(rendered, id, signal)
    return handed
  }
