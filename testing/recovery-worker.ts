import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { bookingRenderers, recover } from '../src/booking/index.ts'
import { openDb, worker } from '../src/lib/door.ts'
import type { Login } from '../src/lib/pool.ts'
import { instant, query } from '../src/lib/sql.ts'
import { messageRound, mailboxOf } from '../src/notifications/index.ts'
import type { Mail, Text } from '../src/notifications/rendered.ts'
import { followKeks, holdKeys } from '../src/vault/index.ts'

/**
 * A worker process for tests that kill it: recovers and sends by the clock of the database, as often as it can. What it sends goes
 * to a file, a line a message, before the sender answers.
 */
const [logins, kekFile, outbox] = JSON.parse(process.argv[2]!) as [Record<'work' | 'keys', Login>, string, string]
const db = openDb(logins, { max: 4, onFault: (error) => console.error(error.message) })
const clockNow = query({ at: instant }, 'select clock_now() as at')
let now = Temporal.Now.instant()
const clock = () => now
const vault = holdKeys({ db, clock, keks: followKeks(kekFile), dumps: outbox, alarm: () => {} })
const send = async ({ to, text }: Mail | Text, id: string) => {
  appendFileSync(outbox, `${JSON.stringify({ id, to, text })}\n`)
  return 'sent' as const
}
const log = (event: string, facts: object) => console.error(event, JSON.stringify(facts))
const baseUrl = 'http://localhost:3000'
const renderers = bookingRenderers({
  baseUrl,
  vault,
  linkKey: Buffer.alloc(32, 1),
  codeKey: Buffer.alloc(32, 2),
  mailbox: mailboxOf({ baseUrl, smtpUrl: null }),
  textSender: true,
})
const messages = messageRound({ db, renderers, senders: { email: send, text: send }, log, pause })
console.log('ready')
for (;;) {
  now = (await db.withActor(worker, (tx) => clockNow.one(tx)))!.at
  await recover({ db, clock, random: Math.random, textSender: true, log })
  await messages.work()
  await pause(20)
}
