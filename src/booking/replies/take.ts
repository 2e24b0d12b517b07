import type { Clock } from '#lib/clock'
import { anyone, type Db } from '#lib/door'
import { contactHash, normalisePhone } from '#identity'
import { plan, type Reply } from '#notifications'
import { blindIndex, type KeyHolder } from '#vault'
import { kinds } from '../messages/kinds.ts'
import { takeReply } from './queries.ts'
import { kindOf } from './rules.ts'
import { sealReply } from './sealed.ts'

export type ReplyPorts = { db: Db; clock: Clock; vault: Pick<KeyHolder, 'make'>; contactKey: Buffer }

/**
 * Takes a text that somebody sent us: STOP ends reminders to that number, MOVE is answered with a link, and all else waits for
 * operations. The same text again changes nothing, as its id comes of the gateway's own name for it.
 */
export async function takeText(
  { db, clock, vault, contactKey }: ReplyPorts,
  { named, from, words }: Reply,
): Promise<void> {
  const id = idOf(contactKey, named)
  const read = normalisePhone(from)
  const hash = 'phone' in read ? contactHash(contactKey, read.phone) : null
  const { key, wrapped } = await vault.make(id, 'case')
  const sealed = sealReply(key, id, { words, from })
  await db.withActor(anyone, async (tx) => {
    const row = [id, kindOf(words), hash, sealed.words, sealed.number, wrapped.kekId, wrapped.wrapped] as const
    if ((await takeReply.one(tx, ...row))?.became === 'move')
      await plan(tx, [
        {
          kind: kinds.moveLink,
          subjectId: id,
          subjectSequence: 0,
          recipient: 'client',
          channel: 'text',
          dueAt: clock(),
        },
      ])
  })
}

/** An id that nobody can work out who knows only the gateway's name for a text. */
function idOf(key: Buffer, named: string): string {
  const hex = blindIndex(key, 'reply', named).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
