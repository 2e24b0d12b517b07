import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, describe, it } from 'node:test'
import { openLog, serve } from '#web'
import type { Handed } from '../rendered.ts'
import { deliveryWorld } from '../../../testing/delivery.ts'
import { guardsWith } from '../../../testing/staff.ts'
import { notify, receipts, signedByTwilio, twilio } from '../../../testing/text-gateways.ts'
import { receiptRoutes, sendDue, type Renderer, type TextAccount } from '../index.ts'

const { db, admin, planning, ports, now, states, wait } = await deliveryWorld()
const baseUrl = 'https://talk.example.org'
const lines: string[] = []
const log = openLog({ write: (line: string) => void lines.push(line) })

async function opened(texts: TextAccount | null) {
  const routes = receiptRoutes({ db, baseUrl, texts })
  const app = await serve({ routes, ports: { clock: now, baseUrl }, guards: guardsWith({}), log })
  after(() => app.close())
  return app
}
const [ofNotify, ofTwilio, ofNobody] = await Promise.all([notify, twilio, null].map(opened))

const renderer: Renderer = async () => ({ channel: 'text', to: '+447700900123', text: 'Appointment: 6:30pm' })
const text = async () => ({ ...ports(null, renderer), senders: { email: null, text: async () => 'sent' as const } })
let id = ''
beforeEach(async () => {
  await planning({ channel: 'text' })
  await sendDue(await text(), 1)
  assert.deepEqual(await states(), ['sent'])
  id = (await admin.query<{ id: string }>('select id from message')).rows[0]!.id
})

const said = (status: string, reference = id) => ({
  id: randomUUID(),
  reference,
  to: '07700900123',
  status,
  notification_type: 'sms',
})
const byNotify = async (body: unknown, authorization = `Bearer ${receipts}`, app = ofNotify!) =>
  (
    await app.inject({
      method: 'POST',
      url: '/receipts/notify',
      headers: { 'content-type': 'application/json', authorization },
      payload: JSON.stringify(body),
    })
  ).statusCode
const byTwilio = async (status: string, { message = id, token = twilio.token, app = ofTwilio! } = {}) => {
  const path = `/receipts/twilio?message=${message}`
  const form = { MessageSid: 'SM1', MessageStatus: status, To: '+447700900123', Empty: '' }
  const answer = await app.inject({
    method: 'POST',
    url: path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signedByTwilio(token, `${baseUrl}${path}`, form),
    },
    payload: new URLSearchParams(form).toString(),
  })
  return answer.statusCode
}
const jobs = async () =>
  (
    await admin.query<{ ids: string[] }>(`select data->'ids' as ids from pgboss.job where name = 'message-came-back'`)
  ).rows.map(({ ids }) => ids)

describe('a receipt', () => {
  it('that comes between two tries, of which the first was not answered, is kept', async () => {
    await planning({ channel: 'text', subjectSequence: 1 })
    const gateway = async (handed: Handed) =>
      sendDue({ ...ports(null, renderer), senders: { email: null, text: async () => handed } }, 1)
    await gateway('unsure')
    const { rows } = await admin.query<{ id: string }>('select id from message where subject_sequence = 1')
    assert.equal(await byNotify(said('permanent-failure', rows[0]!.id)), 204)
    await wait({ minutes: 2 })
    await gateway('sent')
    assert.deepEqual([(await states()).toSorted(), await jobs()], [['failed undelivered', 'sent'], [[rows[0]!.id]]])
  })

  for (const status of ['permanent-failure', 'temporary-failure', 'technical-failure'])
    it(`of Notify that says ${status} is kept once, however often it comes`, async () => {
      assert.deepEqual([await byNotify(said(status)), await byNotify(said(status))], [204, 204])
      assert.deepEqual([await states(), await jobs()], [['failed undelivered'], [[id]]])
    })

  for (const status of ['undelivered', 'failed'])
    it(`of Twilio that says ${status} is kept once, however often it comes`, async () => {
      assert.deepEqual([await byTwilio(status), await byTwilio(status)], [204, 204])
      assert.deepEqual([await states(), await jobs()], [['failed undelivered'], [[id]]])
    })

  it('that says that it arrived, or is on its way, changes nothing', async () => {
    for (const status of ['delivered', 'sending', 'created']) assert.equal(await byNotify(said(status)), 204)
    for (const status of ['queued', 'sent', 'delivered']) assert.equal(await byTwilio(status), 204)
    assert.deepEqual([await states(), await jobs()], [['sent'], []])
  })

  it('of what is not known, or is no receipt, changes nothing', async () => {
    for (const body of [said('permanent-failure', randomUUID()), said('permanent-failure', 'x'), [], null, 'x', {}])
      assert.equal(await byNotify(body), 204)
    assert.equal(await byTwilio('failed', { message: randomUUID() }), 204)
    assert.equal(await byTwilio('failed', { message: 'x' }), 204)
    assert.deepEqual([await states(), await jobs()], [['sent'], []])
  })

  it('with another token or signature, or for who is not the gateway here, finds nothing and changes nothing', async () => {
    for (const shown of ['', 'Bearer', `Bearer ${receipts}x`, receipts, `bearer ${receipts}`, 'Bearer null'])
      assert.equal(await byNotify(said('permanent-failure'), shown), 404, shown)
    assert.equal(await byTwilio('failed', { token: 'another' }), 404)
    for (const app of [ofTwilio!, ofNobody!])
      assert.equal(await byNotify(said('permanent-failure'), `Bearer ${receipts}`, app), 404)
    for (const app of [ofNotify!, ofNobody!]) assert.equal(await byTwilio('failed', { app }), 404)
    assert.deepEqual([await states(), await jobs()], [['sent'], []])
  })

  it('without the token finds nothing, whatever it carries; with it is told what is wrong', async () => {
    const odd = [
      ['text/plain', 'x', 415],
      ['application/json', '{', 400],
      ['application/json', JSON.stringify('x'.repeat(2_000_000)), 413],
    ] as const
    for (const [type, payload, status] of odd)
      for (const shown of [receipts, 'x'])
        assert.equal(
          (
            await ofNotify!.inject({
              method: 'POST',
              url: '/receipts/notify',
              headers: { 'content-type': type, authorization: `Bearer ${shown}` },
              payload,
            })
          ).statusCode,
          shown === receipts ? status : 404,
        )
  })

  it('does not pass for one of another message', async () => {
    const form = { MessageSid: 'SM1', MessageStatus: 'failed', To: '+447700900123', Empty: '' }
    const { statusCode } = await ofTwilio!.inject({
      method: 'POST',
      url: `/receipts/twilio?message=${id}`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signedByTwilio(twilio.token, `${baseUrl}/receipts/twilio?message=${randomUUID()}`, form),
      },
      payload: new URLSearchParams(form).toString(),
    })
    assert.deepEqual([statusCode, await states()], [404, ['sent']])
  })

  it('comes too late to be about a message of last week', async () => {
    await wait({ hours: 24 * 9 })
    assert.deepEqual([await byNotify(said('permanent-failure')), await states()], [204, ['sent']])
  })

  it('leaves nothing of itself in the log', async () => {
    await byNotify(said('permanent-failure'))
    await byTwilio('failed')
    assert.ok(lines.length > 0)
    assert.doesNotMatch(lines.join('\n'), new RegExp(`7700900123|${id}|failure|undelivered|${receipts}`))
  })

  it('that is quicker than the answer to what it is about is not forgotten', async () => {
    await planning({ channel: 'text', subjectSequence: 1 })
    const late = async () => {
      const { rows } = await admin.query<{ id: string }>(`select id from message where subject_sequence = 1`)
      assert.equal(await byNotify(said('permanent-failure', rows[0]!.id)), 204)
      return 'sent' as const
    }
    await sendDue({ ...ports(null, renderer), senders: { email: null, text: late } }, 1)
    assert.deepEqual((await states()).toSorted(), ['failed undelivered', 'sent'])
    const { rows } = await admin.query('select fragments, sent_at from message where subject_sequence = 1')
    assert.deepEqual(rows, [{ fragments: 1, sent_at: null }], 'it was paid for all the same')
  })
})
