import type { Cookie } from '#web'
import { changeOrWait, type Asking, type Changed } from './change.ts'
import { isPassphrase, keepPassphrase } from './passphrase.ts'
import { notifyMe, passphraseWasRight, setPassphrase, settleMine, tryPassphrase } from './queries.ts'
import { raiseClientSession, recordAct } from './session.ts'

/** Chooses a passphrase, in place of one that there is. */
export async function choosePassphrase(asking: Asking, typed: string): Promise<Changed> {
  const { salt, hash } = await keepPassphrase(typed)
  return changeOrWait(asking, { kind: 'passphrase', salt, hash }, (tx) => setPassphrase(tx, salt, hash))
}

export type Given = { kind: 'right'; cookie: Cookie } | { kind: 'wrong' | 'too-many' }

/**
 * Raises the session where the passphrase is right. The try is counted before it is looked at, and takes as long where
 * no passphrase was chosen. Whoever reads the contacts hears of the first wrong one of a day.
 */
export async function givePassphrase({ db, actor, requestId, plan }: Asking, typed: string): Promise<Given> {
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
      return { kind: 'right', cookie: await raiseClientSession(tx, requestId) }
    }
    await recordAct(tx, 'client.passphrase-refused', actor.account!, requestId)
    await plan(tx, await notifyMe(tx, 'tried', null))
    return { kind: 'wrong' }
  })
}
