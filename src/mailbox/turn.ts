import { worker, type Db } from '#lib/door'
import type { Clock } from '#lib/clock'
import type { JobLog } from '#jobs'
import { blindIndex } from '#vault'
import type { MailboxAccount } from './account.ts'
import { openMailbox, type Letter, type OpenMailbox } from './open.ts'
import { keepPlace, placeOf } from './queries.ts'
import { readMail } from './read.ts'
import type { Came } from './reading/kind.ts'

/** What somebody wrote; null where it could not be read, and then `mail` is all that there is. */
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
  /** Mail of ours came back, which went under one of these names. */
  takeBounce: (about: readonly string[]) => Promise<void>
}

const inATurn = 200

/**
 * Reads what has come since the last turn, in order. Each message is kept before it is marked as seen and the place moves on: a turn that
 * breaks off begins with the same message again, which then changes nothing. What the mailbox does not answer for, waits there.
 */
export async function readMailbox(ports: MailboxPorts): Promise<void> {
  const { account, db, clock, log } = ports
  if (account === null) return
  const mailbox = blindIndex(ports.key, 'mailbox', `${account.user}@${account.host}:${account.port}/${account.folder}`)
  const opened = await openMailbox(account, clock()).catch(() => null)
  if (opened === null) return void log('mailbox.away', {})
  try {
    const place = await db.withActor(worker, (tx) => placeOf.one(tx, mailbox))
    const from = place && Number(place.validity) === opened.validity ? Number(place.uid) : 0
    for (const uid of await opened.after(from, inATurn)) {
      await takeOne(ports, opened, uid)
      await db.withActor(worker, (tx) => keepPlace(tx, mailbox, opened.validity, uid))
    }
  } finally {
    await opened.close()
  }
}

async function takeOne({ takeWritten, takeBounce, log }: MailboxPorts, opened: OpenMailbox, uid: number) {
  const letter = await opened.fetch(uid)
  // Somebody took it out of the mailbox meanwhile.
  if (!letter) return
  const said = await readMail(letter.mail)
  if (said === null) log('mailbox.unread', {})
  if (said?.kind === 'bounce') await takeBounce(said.about)
  else if (said?.kind !== 'automatic') await takeWritten({ letter, said })
  await opened.seen(uid)
}
