import { worker, type Db } from '#lib/door'
import type { Clock } from '#lib/clock'
import type { JobLog } from '#jobs'
import { blindIndex } from '#vault'
import type { MailboxAccount } from './account.ts'
import { openMailbox, type Letter, type OpenMailbox } from './open.ts'
import { keepPlace, keepRead, placeOf, watchMailbox, type Later } from './queries.ts'
import { readMail } from './read.ts'
import type { Came } from './reading/kind.ts'

/**
 * What somebody wrote; null where it could not be read, and then `mail` is all that there is. `whole` of the letter: nothing was left out
 * of what is kept.
 */
export type Written = { letter: Letter; said: Extract<Came, { kind: 'person' }> | null }

export type MailboxPorts = {
  db: Db
  clock: Clock
  log: JobLog
  account: MailboxAccount | null
  /** For the name under which the place is kept: no address stands in the table. */
  key: Buffer
  /** Keeps what somebody wrote; the same again changes nothing. */
  takeWritten: (written: Written) => Promise<void>
  /** Mail of ours came back, which went under one of these names; whether that was news. */
  takeBounce: (about: readonly string[]) => Promise<boolean>
  /** How long the reading of one may take, where it is not the usual. */
  patienceMillis?: number
}

const inATurn = 200
/** So often a message is tried, and so many at a time; what is beyond is handed on unread, so that no heap of them takes up the turns. */
const mostTries = 3
const mostLater = 10

/**
 * Reads what has come since the last turn, in order. Each message is kept before it is marked as seen and the place moves on: a turn that
 * breaks off begins with the same message again, which then changes nothing. What the mailbox does not answer for, waits there; what could
 * not be read for a passing reason is tried again in the next turns, and holds up nothing. When it was last read is kept, also where nothing
 * came.
 */
export async function readMailbox(ports: MailboxPorts): Promise<void> {
  const { account, db, clock, log } = ports
  const mailbox =
    account && blindIndex(ports.key, 'mailbox', `${account.user}@${account.host}:${account.port}/${account.folder}`)
  await db.withActor(worker, (tx) => watchMailbox(tx, mailbox))
  if (account === null || mailbox === null) return
  const opened = await openMailbox(account, clock()).catch(() => null)
  if (opened === null) {
    log('mailbox.away', {})
    return
  }
  try {
    const place = await db.withActor(worker, (tx) => placeOf.one(tx, mailbox))
    const same = place !== undefined && Number(place.validity) === opened.validity
    const from = same ? Number(place.uid) : 0
    const later: Later = same ? { ...place.later } : {}
    for (const uid of [...Object.keys(later).map(Number), ...(await opened.after(from, inATurn))]) {
      const tries = (later[uid] ?? 0) + 1
      delete later[uid]
      const again = tries < mostTries && Object.keys(later).length < mostLater
      if ((await takeOne(ports, opened, uid, again)) === 'later') later[uid] = tries
      await db.withActor(worker, async (tx) => {
        await keepPlace(tx, mailbox, opened.validity, Math.max(from, uid), String(uid), later[uid] ?? null)
        await keepRead(tx, mailbox)
      })
    }
    await db.withActor(worker, (tx) => keepRead(tx, mailbox))
  } finally {
    await opened.close()
  }
}

/** Takes one; 'later' where it may be read another time and is to be tried `again`. */
async function takeOne(
  ports: MailboxPorts,
  opened: OpenMailbox,
  uid: number,
  again: boolean,
): Promise<'taken' | 'later'> {
  const { takeWritten, takeBounce, log, patienceMillis } = ports
  const letter = await opened.fetch(uid)
  // Somebody took it out of the mailbox meanwhile.
  if (!letter) return 'taken'
  const read = await readMail(letter.mail, patienceMillis)
  if (read === 'later' && again) return 'later'
  const said = read === 'later' ? null : read
  if (said === null) log('mailbox.unread', {})
  if (said?.kind === 'bounce') {
    if (!(await takeBounce(said.about))) log('mailbox.bounce-of-none', {})
  } else if (said?.kind !== 'automatic')
    await takeWritten({ letter: { ...letter, whole: letter.whole && !said?.rest }, said })
  await opened.seen(uid)
  return 'taken'
}
