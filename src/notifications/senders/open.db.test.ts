import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, it } from 'node:test'
import { startRound } from '#jobs'
import { anyone } from '#lib/door'
import { freshDatabase } from '../../../testing/database.ts'
import { messageRound, openSenders, plan, type Renderer } from '../index.ts'
import { startRelay } from '../../../testing/relay.ts'

const { db, admin } = await freshDatabase()
const outboxKey = Buffer.alloc(32, 6)
const baseUrl = 'http://localhost:3000'
const kept = async () => (await admin.query('select id from captured_message order by id')).rows.length

const renderer: Renderer = async () => ({
  channel: 'email',
  to: 'amina@example.org',
  subject: 's',
  text: 't',
  html: 'h',
})

it('mails what a transaction planned as soon as that has committed, and in the demonstration keeps a copy', async () => {
  const received = Promise.withResolvers<string>()
  const relay = await startRelay({ onRcptTo: ({ address }, _, done) => (received.resolve(address), done()) })
  const { senders, close } = openSenders(
    { texts: null, smtpUrl: relay.url, baseUrl, demo: true, outboxKey },
    db,
    () => {},
  )
  after(close)
  const delivery = { db, renderers: { 'booking-confirmation': renderer }, senders, log: () => {} }
  const round = startRound(messageRound(delivery))
  await db.withActor(anyone, (tx) =>
    plan(tx, [
      {
        kind: 'booking-confirmation',
        subjectId: randomUUID(),
        subjectSequence: 0,
        recipient: 'client',
        channel: 'email',
        dueAt: Temporal.Now.instant(),
      },
    ]),
  )
  assert.equal(await received.promise, 'amina@example.org')
  await round.stop()
  assert.deepEqual((await admin.query('select state from message')).rows, [{ state: 'sent' }])
  assert.equal(await kept(), 1)
})

it('keeps no copy outside the demonstration, and has no way to send a text there', async () => {
  const before = await kept()
  const relay = await startRelay()
  const { senders, close } = openSenders(
    { texts: null, smtpUrl: relay.url, baseUrl, demo: false, outboxKey },
    db,
    () => {},
  )
  after(close)
  const mail = { channel: 'email' as const, to: 'amina@example.org', subject: 's', text: 't', html: 'h' }
  assert.equal(await senders.email?.(mail, randomUUID(), AbortSignal.timeout(5_000)), 'sent')
  assert.equal(senders.text, null)
  assert.equal(relay.received.length, 1)
  assert.equal(await kept(), before)
})

it('keeps no copy of what was not sent', async () => {
  const before = await kept()
  const { senders, close } = openSenders(
    { texts: null, smtpUrl: 'smtp://127.0.0.1:1', baseUrl, demo: true, outboxKey },
    db,
    () => {},
  )
  after(close)
  const mail = { channel: 'email' as const, to: 'amina@example.org', subject: 's', text: 't', html: 'h' }
  assert.equal(await senders.email?.(mail, randomUUID(), AbortSignal.timeout(5_000)), 'unreachable')
  assert.equal(await kept(), before)
})
