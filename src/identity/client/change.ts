import { Undo, type Actor, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { Cookie } from '#web'
import { askChange, enrolment, notifyMe, settleMine, stopChangesOf } from './queries.ts'
import { raiseClientSession, recordAct } from './session.ts'

/** Messages to plan, one for each contact. */
export type Notices = readonly { id: string; channel: string }[]

/** Somebody who asks for a change, and how every contact is told of it. */
export type Asking = {
  db: Db
  actor: Actor
  requestId: string
  /** Whether they gave a passkey or passphrase a short while ago. */
  strong: boolean
  plan: (tx: Tx, notices: Notices) => Promise<void>
}

/** What becomes of a change: done, and the session raised by a new token; or it waits; or a day has had its share. */
export type Changed =
  { kind: 'done'; cookie: Cookie } | { kind: 'waits'; dueAt: Temporal.Instant } | { kind: 'too-many' }

/** What the account of the one who asks has, and whether more may be chosen at once. What was due is done first. */
export async function enrolmentOf(tx: Tx) {
  await settleMine(tx)
  const found = (await enrolment.one(tx))!
  return { ...found, more: found.passphrase || found.passkeys > 0 }
}

/** A change as it waits: its kind, and what will be kept. */
export type Waiting = {
  kind: 'passphrase' | 'passkey'
  salt?: Buffer
  hash?: Buffer
  passkey?: Record<string, unknown>
}

/**
 * Does a change of how somebody signs in: at once in a session of the higher level or in the browser that booked,
 * otherwise after three days, in which every contact can stop it. Every contact is told either way; of a kind only the
 * newest waits. What nobody can be told any more today is not asked for either.
 */
export async function changeOrWait(
  { db, actor, requestId, strong, plan }: Asking,
  waiting: Waiting,
  work: (tx: Tx) => Promise<unknown>,
): Promise<Changed> {
  return db.withActor(actor, async (tx): Promise<Changed> => {
    const { atOnce } = await enrolmentOf(tx)
    const { kind, salt = null, hash = null, passkey = null } = waiting
    await stopChangesOf(tx, kind)
    if (!strong && !atOnce) {
      const { dueAt } = (await askChange.one(tx, kind, salt, hash, passkey, null))!
      await plan(tx, await noticesOf(tx, dueAt))
      await recordAct(tx, 'client.change-asked', actor.account!, requestId, kind)
      return { kind: 'waits', dueAt }
    }
    await work(tx)
    await plan(tx, await notifyMe(tx, 'done', null))
    await recordAct(tx, 'client.sign-in-changed', actor.account!, requestId, kind)
    return { kind: 'done', cookie: await raiseClientSession(tx, requestId) }
  })
}

/** Of what nobody is told nothing may come. */
async function noticesOf(tx: Tx, dueAt: Temporal.Instant): Promise<Notices> {
  const notices = await notifyMe(tx, 'asked', dueAt)
  if (notices.length === 0) throw new Undo({ kind: 'too-many' } satisfies Changed)
  return notices
}
