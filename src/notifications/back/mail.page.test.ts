import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, beforeEach, describe, it } from 'node:test'
import { openLog, serve } from '#web'
import { guardsWith } from '../../../testing/staff.ts'
import { bookingWorld, mondayMorning } from '../../../testing/world.ts'
import { mailReceiptsOf, type MailReceipts } from './mail/account.ts'
import { receiptRoutes } from './routes.ts'

const world = await bookingWorld([])
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const lines: string[] = []
const secret = 'a-token-of-twenty-signs-or-more'
const id = '2c0d4d4e-1111-4222-8333-123456789abc'

async function opened(mailReceipts: MailReceipts | null) {
  const log = openLog({ write: (line: string) => void lines.push(line) })
  const routes = receiptRoutes({ db, baseUrl, texts: null, mailReceipts })
  const app = await serve({ routes, ports: { clock: ports.clock, baseUrl }, guards: guardsWith({}), log })
  after(() => app.close())
  return app
}
const [postmark, mailgun, nobody] = await Promise.all([
  opened({ kind: 'postmark', secret }),
  opened({ kind: 'mailgun', secret }),
  opened(null),
])

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from message; delete from pgboss.job')
  await admin.query(
    `insert into message (id, kind, subject_id, subject_sequence, recipient, channel, due_at, try_at, state, sent_at)
     values ($1, 'booking-confirmation', gen_random_uuid(), 0, 'client', 'email', clock_now(), clock_now(), 'sent', clock_now())`,
    [id],
  )
})
const state = async () =>
  (await admin.query<{ state: string; fault: string | null }>('select state, fault from message')).rows[0]
const jobs = async () => (await admin.query(`select from pgboss.job where name = 'message-came-back'`)).rowCount

const call = async (app: typeof postmark, path: string, body: unknown, authorization?: string) =>
  (
    await app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      payload: JSON.stringify(body),
    })
  ).statusCode

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
/** As https://postmarkapp.com/developer/webhooks/bounce-webhook has it. */
const ofPostmark = (more: Record<string, unknown> = {}) => ({
  RecordType: 'Bounce',
  MessageStream: 'outbound',
  ID: 4323372036854775807,
  Type: 'HardBounce',
  TypeCode: 1,
  Name: 'Hard bounce',
  Tag: 'Test',
  MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
  Metadata: { message: id },
  ServerID: 23,
  Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
  Details: 'Test bounce details',
  Email: 'amina@example.org',
  From: 'appointments@example.org',
  BouncedAt: '2026-11-23T08:00:00Z',
  DumpAvailable: true,
  Inactive: true,
  CanActivate: true,
  Subject: 'Your appointment',
  ...more,
})
const seconds = String(mondayMorning.epochMilliseconds / 1_000)
/** As https://documentation.mailgun.com/docs/mailgun/user-manual/events/webhooks has it. */
const ofMailgun = (event: Record<string, unknown> = {}, { key = secret, timestamp = seconds } = {}) => {
  const token = 'c1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819'
  return {
    signature: {
      timestamp,
      token,
      signature: createHmac('sha256', key)
        .update(timestamp + token)
        .digest('hex'),
    },
    'event-data': {
      event: 'failed',
      severity: 'permanent',
      reason: 'bounce',
      'log-level': 'error',
      recipient: 'amina@example.org',
      'delivery-status': { code: 550, message: '5.1.1 no such user', 'attempt-no': 1 },
      message: {
        headers: { to: 'amina@example.org', 'message-id': `${id}@talk.example.org`, subject: 'Your appointment' },
      },
      'user-variables': {},
      ...event,
    },
  }
}

describe('a call that mail came back', () => {
  it('by Postmark is seen to once, however often it comes', async () => {
    for (let i = 0; i < 3; i++)
      assert.equal(await call(postmark, '/receipts/postmark', ofPostmark(), basic(`bounces:${secret}`)), 204)
    assert.deepEqual(await state(), { state: 'failed', fault: 'undelivered' })
    assert.equal(await jobs(), 1)
  })

  it('by Mailgun is seen to once, however often it comes', async () => {
    for (let i = 0; i < 3; i++) assert.equal(await call(mailgun, '/receipts/mailgun', ofMailgun()), 204)
    assert.deepEqual(await state(), { state: 'failed', fault: 'undelivered' })
    assert.equal(await jobs(), 1)
  })

  it('changes nothing where it will be tried again, or is of nothing of ours', async () => {
    const by = basic(`bounces:${secret}`)
    const bodies = [
      ofPostmark({ Type: 'Transient' }),
      ofPostmark({ Type: 'AutoResponder' }),
      ofPostmark({ Metadata: {} }),
      ofPostmark({ RecordType: 'Open' }),
      null,
      [],
      'x',
    ]
    for (const body of bodies) assert.equal(await call(postmark, '/receipts/postmark', body, by), 204)
    for (const event of [
      { severity: 'temporary' },
      { event: 'delivered' },
      { message: null },
      { message: { headers: {} } },
    ])
      assert.equal(await call(mailgun, '/receipts/mailgun', ofMailgun(event)), 204)
    assert.equal((await state())!.state, 'sent')
  })

  it('is answered as if nothing were there where it does not show who it is by', async () => {
    const refused = [
      call(postmark, '/receipts/postmark', ofPostmark()),
      call(postmark, '/receipts/postmark', ofPostmark(), basic(`bounces:${secret}x`)),
      call(postmark, '/receipts/postmark', ofPostmark(), basic(`other:${secret}`)),
      call(postmark, '/receipts/mailgun', ofMailgun()),
      call(nobody, '/receipts/postmark', ofPostmark(), basic(`bounces:${secret}`)),
      call(mailgun, '/receipts/mailgun', ofMailgun({}, { key: 'another-key-of-twenty-signs' })),
      call(mailgun, '/receipts/mailgun', ofMailgun({}, { timestamp: String(Number(seconds) - 90_000) })),
      call(mailgun, '/receipts/mailgun', { ...ofMailgun(), signature: null }),
      call(mailgun, '/receipts/mailgun', null),
    ]
    assert.deepEqual(
      await Promise.all(refused),
      refused.map(() => 404),
    )
    assert.equal((await state())!.state, 'sent')
  })

  it('leaves no address in the log', () => assert.doesNotMatch(lines.join(''), /amina|example\.org|no such user/))
})

describe('who may call', () => {
  it('is read from the address of the relay', () => {
    const of = (receipts: string) => mailReceiptsOf(`smtp://relay.example.org/?receipts=${receipts}`)
    assert.deepEqual(of(`postmark:${secret}`), { kind: 'postmark', secret })
    assert.deepEqual(of(`mailgun:${secret}`), { kind: 'mailgun', secret })
    assert.equal(mailReceiptsOf('smtp://relay.example.org'), null)
    assert.equal(mailReceiptsOf(null), null)
    for (const wrong of ['postmark', 'postmark:short', `other:${secret}`]) assert.throws(() => of(wrong), /receipts/)
  })
})
