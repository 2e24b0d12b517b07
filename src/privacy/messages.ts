import type { Tx } from '#lib/sql'
import { codeToSend, contactToSend, noticeToSend, openContact } from '#identity'
import { reachedBy } from '#booking'
import { worker } from '#lib/door'
import type { KeyHolder } from '#vault'
import {
  changeAsked,
  changeAskedText,
  changeDone,
  changeDoneText,
  changeTried,
  changeTriedText,
  code,
  codeText,
  type Letter,
  type Rendered,
  type Renderer,
} from '#notifications'
import { accountKinds } from './kinds.ts'

export { accountKinds }

type RenderPorts = { baseUrl: string; codeKey: Buffer; vault: Pick<KeyHolder, 'unwrap'> }

/** How each message about an account is written: in words that say nothing of what it is for. */
export function accountRenderers({ baseUrl, codeKey, vault }: RenderPorts): Record<string, Renderer> {
  const sendCode: Renderer = async (tx, message) => {
    const sent = await codeToSend(tx, codeKey, message.subjectId)
    const to = sent && (await contactOf(tx, vault, sent.subject))
    return to ? to(code(sent.code), codeText(sent.code)) : null
  }
  return {
    [accountKinds.signIn]: sendCode,
    [accountKinds.stop]: sendCode,
    [accountKinds.contact]: sendCode,
    [accountKinds.notice]: async (tx, message) => {
      const notice = await noticeToSend.one(tx, message.subjectId)
      const to = notice && (await contactOf(tx, vault, message.subjectId))
      if (!to) return null
      const link = `${baseUrl}/you/stop`
      if (notice.kind === 'asked' && notice.dueAt) {
        const asked = { due: notice.dueAt, link }
        return to(changeAsked(asked), changeAskedText(asked))
      }
      if (notice.kind === 'done') return to(changeDone({ link }), changeDoneText({ link }))
      return to(changeTried({ link }), changeTriedText({ link }))
    },
  }
}

/** Hands words to one contact, by mail or by text. */
type To = (letter: Letter, text: string) => Rendered

/** Where a subject of a code or notice is reached: a contact of an account, a booking's, or the one that a notice went to. */
async function contactOf(tx: Tx, vault: RenderPorts['vault'], subject: string): Promise<To | null> {
  const notice = await noticeToSend.one(tx, subject)
  const contactId = notice?.contactId ?? subject
  const contact = await contactToSend.one(tx, contactId)
  const bookingId = notice?.bookingId ?? (notice || contact ? (contact?.bookingId ?? null) : subject)
  const channel = notice?.channel ?? (contact && (contact.kind === 'phone' ? 'text' : 'email'))
  const by = channel === 'text' || channel === 'email' ? channel : null
  const to =
    contact?.sealed && by
      ? await openedBy(vault, contact.clientId, contactId, contact.sealed, by)
      : bookingId
        ? await reachedBy(tx, vault, bookingId, by)
        : null
  if (!to) return null
  return ({ subject: title, text: plain, html }, text) =>
    to.channel === 'text'
      ? { channel: 'text', to: to.to, text }
      : { channel: 'email', to: to.to, subject: title, text: plain, html }
}

/** A contact of an account, opened at the moment of sending. */
async function openedBy(
  vault: RenderPorts['vault'],
  clientId: string,
  contactId: string,
  sealed: Buffer,
  channel: 'email' | 'text',
) {
  const key = (await vault.unwrap([{ subject: clientId, purpose: 'contact' }], worker)).of(clientId, 'contact')
  return key ? { channel, to: openContact(key, contactId, sealed) } : null
}
