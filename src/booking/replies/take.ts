import type { Clock } from '#lib/clock'
import { anyone, worker, type Actor, type Db } from '#lib/door'
import { contactHash, limitForm, normaliseEmail, normalisePhone } from '#identity'
import { enqueue } from '#jobs'
import { messageNamed, plan, type Channel, type Reply } from '#notifications'
import { blindIndex, type KeyHolder } from '#vault'
import { kinds } from '../messages/kinds.ts'
import { takeReply } from './queries.ts'
import { kindOf } from './rules.ts'
import { sealReply } from './sealed.ts'
import { isListed, needsLook } from './unsafe.ts'

export type ReplyPorts = { db: Db; clock: Clock; vault: Pick<KeyHolder, 'make'>; contactKey: Buffer }

/** The work that is asked for where somebody has to look at a reply now. */
export const toLookAt = 'reply-to-look-at'

/**
 * Takes a text that somebody sent us: STOP ends reminders to that number, MOVE is answered with a link, and all else waits for
 * operations. The same text again changes nothing, as its id comes of the gateway's own name for it.
 */
export async function takeText(ports: ReplyPorts, { named, from, words }: Reply): Promise<void> {
  const read = normalisePhone(from)
  await take(ports, anyone, {
    id: idOf(ports.contactKey, named),
    channel: 'text',
    kind: kindOf(words),
    hash: 'phone' in read ? contactHash(ports.contactKey, read.phone) : null,
    from,
    words,
    answers: null,
    look: needsLook(words, true),
    listed: isListed(words),
  })
}

/** A mail that somebody wrote to us: who, what it answers to, all that it says, and what of that is not quoted. */
export type MailReply = {
  /** What is the same wherever the same mail is found again. */
  named: string
  from: string
  about: readonly string[]
  subject: string
  words: string
  own: string
  /** What more it says, to be looked through and not kept. */
  rest: string
  whole: boolean
}

/** The same of a mail. Its word alone acts, too, where it answers a message of ours to that address; null: nobody could read it. */
export async function takeMail(ports: ReplyPorts, named: string, mail: MailReply | null): Promise<void> {
  const read = mail && normaliseEmail(mail.from)
  // What is quoted is looked through as well: an answer can stand inside it, and no message of ours has words of the list.
  const all = mail === null ? '' : `${mail.subject}\n${mail.words}${mail.rest}`
  const look = mail === null || mail.own.trim() === '' || needsLook(all, mail.whole)
  await take(ports, worker, {
    id: idOf(ports.contactKey, named),
    channel: 'email',
    kind: mail === null || look ? 'words' : kindOf(mail.own),
    hash: read && 'email' in read ? contactHash(ports.contactKey, limitForm(read.email)) : null,
    from: mail?.from || nobody,
    words:
      mail === null
        ? unread
        : [mail.subject, mail.words, mail.whole ? '' : partly].filter((part) => part !== '').join('\n\n'),
    answers: mail?.about.map(messageNamed).findLast((one) => one !== null) ?? null,
    look,
    listed: isListed(all),
  })
}
const nobody = 'an address that could not be read'
const unread = 'This mail could not be read here. It is in the mailbox: look at it there.'
const partly = '(Only the beginning could be read here. All of it is in the mailbox.)'

type Taken = {
  id: string
  channel: Channel
  kind: ReturnType<typeof kindOf>
  hash: Buffer | null
  from: string
  words: string
  /** The message of ours that it answers. */
  answers: string | null
  look: boolean
  /** It has words of the list: people are told whatever else came. */
  listed: boolean
}

async function take({ db, clock, vault, contactKey }: ReplyPorts, actor: Actor, reply: Taken): Promise<void> {
  const { id, channel, kind, hash, answers, look, listed } = reply
  const { key, wrapped } = await vault.make(id, 'case')
  const sealed = sealReply(key, id, reply)
  await db.withActor(actor, async (tx) => {
    const row = [
      id,
      kind,
      channel,
      hash,
      answers,
      look,
      listed,
      hash ?? senderHash(contactKey, reply),
      sealed.words,
      sealed.number,
      wrapped.kekId,
      wrapped.wrapped,
    ] as const
    const became = (await takeReply.one(tx, ...row))?.became
    if (became === 'words' && look) await enqueue(tx, toLookAt, [id])
    if (became === 'move')
      await plan(tx, [
        { kind: kinds.moveLink, subjectId: id, subjectSequence: 0, recipient: 'client', channel, dueAt: clock() },
      ])
  })
}

/** Who sent what comes from no number or address that we know how to read; null where nothing says who. */
const senderHash = (key: Buffer, { from }: Taken) =>
  from.trim() === '' || from === nobody ? null : contactHash(key, `sender ${from.trim().toLowerCase()}`)

/** An id that nobody can work out who knows only the gateway's name for a text. */
function idOf(key: Buffer, named: string): string {
  const hex = blindIndex(key, 'reply', named).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
