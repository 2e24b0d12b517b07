import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { operator } from '#lib/door'
import { answersRead, readMailbox, type MailboxAccount } from '#mailbox'
import { imapServer } from '../../testing/imap.ts'
import { bookingWorld, mondayMorning } from '../../testing/world.ts'
import { mailboxFindings } from './doctor-mailbox.ts'

const server = await imapServer()
after(() => server.close())
const world = await bookingWorld([])
const { db, ports } = world

/** What stands there so many minutes later, after a turn of the worker. */
async function found(minutes: number, account: MailboxAccount | null = server.account, running = true) {
  await world.setNow(mondayMorning.add({ minutes }))
  const asked = { takeWritten: async () => {}, takeBounce: async () => false }
  await readMailbox({ db, clock: ports.clock, account, key: Buffer.alloc(32, 5), log: () => {}, ...asked })
  const read = await db.withActor(operator, (tx) => answersRead.one(tx))
  return mailboxFindings(read, ports.clock(), running).map(({ ok, words }) => `${ok ? 'ok' : 'bad'} ${words}`)
}

it('says that answers are not read for 15 minutes, while the product runs and has a mailbox to read', async () => {
  assert.deepEqual(await found(0, null), [])
  const wrong = { ...server.account, pass: 'other' }
  assert.deepEqual(await found(1, wrong), ['ok answers have not been read, for 0 minutes'])
  assert.match((await found(17, wrong))[0]!, /^bad answers have not been read, for 16 minutes: see whether MAILBOX_URL/)
  assert.deepEqual(await found(18), ['ok answers were last read 0 minutes ago'])
  server.trouble.away = true
  assert.deepEqual(await found(33), ['ok answers were last read 15 minutes ago'])
  assert.match((await found(34))[0]!, /^bad answers were last read 16 minutes ago: /)
  assert.deepEqual(await found(34, server.account, false), ['ok answers were last read 16 minutes ago'])
  assert.deepEqual(await found(35, null), [])
})
