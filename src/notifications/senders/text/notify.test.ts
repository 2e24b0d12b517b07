import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Handed } from '../../rendered.ts'
import { claimsOf, startGateway, type Said } from '../../../../testing/text-gateways.ts'
import { textSender } from './open.ts'

const service = '26785a09-ab16-4eb0-8407-a37497a57506'
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0'
const template = 'f33517ff-2a88-4f6e-b855-c550268ce08a'
const id = 'a0000000-0000-4000-8000-000000000001'
const now = Temporal.Instant.from('2026-11-26T12:00:00Z')
const text = { channel: 'text' as const, to: '+447700900123', text: 'Dydd Iau, 6:30pm â ŵ ŷ' }

const failing = (status: number, error: string, message: string): Said => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
})
const taken: Said = { status: 201, body: { id: template, reference: id, content: { body: text.text } } }
const none: Said = { status: 200, body: { notifications: [], links: {} } }

async function sending(
  said: Said | ((method: string) => Said),
  { sender = null, triedFor, millis = 5_000 }: { sender?: string | null; triedFor?: number; millis?: number } = {},
) {
  const gateway = await startGateway(({ method }) => (typeof said === 'function' ? said(method) : said))
  let altered = 0
  const origin = `http://${gateway.host}`
  const send = textSender(
    { kind: 'notify', origin, service, secret, template, sender, receipts: null },
    { now: () => now, altered: () => altered++, baseUrl: 'https://talk.example.org' },
  )
  const handed = await send(text, id, AbortSignal.timeout(millis), triedFor)
  return { handed, calls: gateway.calls, altered }
}

describe('a text through GOV.UK Notify', () => {
  it('is one call under the service’s token, with its words as they are and its own name', async () => {
    const { handed, calls } = await sending(taken)
    assert.equal(handed, 'sent')
    assert.deepEqual(
      calls.map(({ method, url, headers, body }) => [method, url.pathname, headers['content-type'], JSON.parse(body)]),
      [
        [
          'POST',
          '/v2/notifications/sms',
          'application/json',
          { phone_number: text.to, template_id: template, personalisation: { text: text.text }, reference: id },
        ],
      ],
    )
    const iat = now.epochMilliseconds / 1_000
    assert.deepEqual(claimsOf(calls[0]!.headers.authorization, secret), { iss: service, iat })
  })

  it('is told where Notify puts words of its own to it', async () => {
    assert.equal((await sending(taken)).altered, 0)
    const other = { status: 201, body: { content: { body: `Workplace Coaching: ${text.text}` } } }
    const { handed, altered } = await sending(other)
    assert.deepEqual([handed, altered], ['sent', 1])
  })

  it('comes from another sender where the account names one', async () => {
    const { calls } = await sending(taken, { sender: id })
    assert.equal((JSON.parse(calls[0]!.body) as { sms_sender_id: string }).sms_sender_id, id)
  })

  const answers: [string, Said, Handed][] = [
    ['no number', failing(400, 'ValidationError', 'phone_number Not enough digits'), 'refused'],
    ['no such template', failing(400, 'BadRequestError', 'Template not found'), 'unreachable'],
    ['a wrong key', failing(403, 'AuthError', 'Invalid token: API key not found'), 'unreachable'],
    ['too many', failing(429, 'TooManyRequestsError', 'Exceeded send limits (50) for today'), 'unreachable'],
    ['its own fault', failing(500, 'Exception', 'Internal server error'), 'unsure'],
    ['a proxy’s page', { status: 201, body: '<html>', type: 'text/html' }, 'unsure'],
    ['a way elsewhere', { status: 307, body: {}, location: 'http://127.0.0.1:1/' }, 'unsure'],
  ]
  for (const [what, said, handed] of answers)
    it(`is ${handed} after ${what}`, async () => assert.equal((await sending(said)).handed, handed))

  it('is not waited for past its time', async () => {
    assert.equal((await sending({ status: 201, body: {}, never: true }, { millis: 50 })).handed, 'unsure')
  })

  it('is not sent again where it was taken before, though that was not heard', async () => {
    const before = { status: 200, body: { notifications: [{ id: template, reference: id }], links: {} } }
    const { handed, calls } = await sending((method) => (method === 'GET' ? before : taken), { triedFor: 30 })
    assert.equal(handed, 'sent')
    assert.deepEqual(
      calls.map(({ method, url }) => [
        method,
        url.searchParams.get('reference'),
        url.searchParams.get('template_type'),
      ]),
      [['GET', id, 'sms']],
    )
  })

  it('did not arrive where it was taken before and Notify says that it failed', async () => {
    const record = { id: template, reference: id, status: 'permanent-failure' }
    const before = { status: 200, body: { notifications: [record], links: {} } }
    const { handed, calls } = await sending((method) => (method === 'GET' ? before : taken), { triedFor: 30 })
    assert.deepEqual([handed, calls.length], ['refused', 1])
  })

  it('is sent again where it was not taken, and not before that is known', async () => {
    const unheard = await sending((method) => (method === 'GET' ? none : taken), { triedFor: 30 })
    assert.deepEqual([unheard.handed, unheard.calls.map(({ method }) => method)], ['sent', ['GET', 'POST']])
    const unknown = await sending((method) => (method === 'GET' ? failing(500, 'Exception', 'x') : taken), {
      triedFor: 30,
    })
    assert.deepEqual([unknown.handed, unknown.calls.map(({ method }) => method)], ['unreachable', ['GET']])
  })
})
