import { Undo, type Actor, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { Cookie } from '#web'
import { isPassphrase, keepPassphrase } from './passphrase.ts'
import {
  askChange,
  enrolment,
  notifyMe,
  passphraseWasRight,
  setPassphrase,
  settleMine,
  stopChangesOf,
  tryPassphrase,
} from './queries.ts'
import { raiseClientSession, recordAct } from './session.ts'

/** What the account of the one who asks has, and whether a passphrase may be chosen at once. What was due is done first. */
export async function enrolmentOf(tx: Tx): Promise<{ has: boolean; atOnce: boolean }> {
  await settleMine(tx)
  return (await enrolment.one(tx))!
}

/** Messages to plan, one for each contact. */
export type Notices = readonly { id: string; channel: string }[]
type Ask = { db: Db; actor: Actor; requestId: string; plan: (tx: Tx, notices: Notices) => Promise<void> }

export type Chosen = { kind: 'set'; cookie: Cookie } | { kind: 'waits'; dueAt: Temporal.Instant } | { kind: 'too-many' }

/**
 * Chooses a passphrase: at once in the browser that booked or in a session of the higher level, otherwise after three
 * days, in which every contact can stop it. Every contact is told either way.
 */
export async function choosePassphrase(
  { db, actor, requestId, plan }: Ask,
  typed: string,
  strong: boolean,
): Promise<Chosen> {
  const kept = await keepPassphrase(typed)
  return db.withActor(actor, async (tx): Promise<Chosen> => {
    const { atOnce } = await enrolmentOf(tx)
    await stopChangesOf(tx, 'passphrase')
    if (!strong && !atOnce) {
      const { dueAt } = (await askChange.one(tx, 'passphrase', kept.salt, kept.hash, null))!
      const notices = await notifyMe(tx, 'asked', dueAt)
      // Of what nobody is told, nothing may come.
      if (notices.length === 0) throw new Undo({ kind: 'too-many' } satisfies Chosen)
      await plan(tx, notices)
      await recordAct(tx, 'client.change-asked', actor.account!, requestId, 'passphrase')
      return { kind: 'waits', dueAt }
    }
    await setPassphrase(tx, kept.salt, kept.hash)
    await plan(tx, await notifyMe(tx, 'done', null))
    await recordAct(tx, 'client.passphrase-set', actor.account!, requestId)
    return { kind: 'set', cookie: (await raiseClientSession(tx, requestId))! }
  })
}

export type Given = { kind: 'right'; cookie: Cookie } | { kind: 'wrong' | 'too-many' }

/**
 * Raises the session where the passphrase is right. The try is counted before it is looked at, and takes as long where
 * no passphrase was chosen. Whoever reads the contacts hears of the first wrong one.
 */
export async function givePassphrase({ db, actor, requestId, plan }: Ask, typed: string): Promise<Given> {
  const tried = await db.withActor(actor, async (tx) => {
    await settleMine(tx)
    return (await tryPassphrase.one(tx))!
  })
  const { attempt, salt, hash } = tried
  if (attempt === null) return { kind: 'too-many' }
  const right = await isPassphrase(typed, salt && hash ? { salt, hash } : null)
  return db.withActor(actor, async (tx): Promise<Given> => {
    if (right) {
      await passphraseWasRight(tx, attempt)
      return { kind: 'right', cookie: (await raiseClientSession(tx, requestId))! }
    }
    await recordAct(tx, 'client.passphrase-refused', actor.account!, requestId)
    await plan(tx, await notifyMe(tx, 'tried', null))
    return { kind: 'wrong' }
  })
}
