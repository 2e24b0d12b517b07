import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startGateway, type Said } from '../../../../testing/text-gateways.ts'
import type { TextAccount } from './account.ts'
import { textSender } from './open.ts'

type Twilio = TextAccount & { kind: 'twilio' }

const id = 'a0000000-0000-4000-8000-000000000001'
const now = Temporal.Instant.from('2026-11-26T00:10:00Z')
const text = { channel: 'text' as const, to: '+447700900123', text: 'Appointment: Thursday, 6:30pm & so on' }
const taken: Said = { status: 201, body: { sid: 'SM1', status: 'queued' } }
const failing = (status: number, code: number): Said => ({ status, body: { code, message: 'x', status } })
const listed = (...bodies: string[]): Said => ({ status: 200, body: { messages: bodies.map((body) => ({ body })) } })

async function sending(
  said: Said | ((method: string) => Said),
  { from = ['From', '+447700900999'], again = false }: { from?: Twilio['from']; again?: boolean } = {},
) {
  const gateway = await startGateway(({ method }) => (typeof said === 'function' ? said(method) : said))
  const origin = `http://${gateway.host}`
  const send = textSender({ kind: 'twilio', origin, account: 'AC1', token: 'to@ken', from }, () => now)
  return { handed: await send(text, id, AbortSignal.timeout(5_000), again), calls: gateway.calls }
}

describe('a text through Twilio', () => {
  it('is one form in the account’s name', async () => {
    const { handed, calls } = await sending(taken)
    assert.equal(handed, 'sent')
    assert.deepEqual(
      calls.map(({ method, url, headers, body }) => [
        method,
        url.pathname,
        headers.authorization,
        Object.fromEntries(new URLSearchParams(body)),
      ]),
      [
        [
          'POST',
          '/2010-04-01/Accounts/AC1/Messages.json',
          `Basic ${Buffer.from('AC1:to@ken').toString('base64')}`,
          { To: text.to, Body: text.text, From: '+447700900999' },
        ],
      ],
    )
  })

  it('goes by a messaging service where the account names one', async () => {
    const { calls } = await sending(taken, { from: ['MessagingServiceSid', 'MG1'] })
    assert.equal(new URLSearchParams(calls[0]!.body).get('MessagingServiceSid'), 'MG1')
  })

  const answers: [string, Said, 'refused' | 'unreachable'][] = [
    ['a number that is none', failing(400, 21_211), 'refused'],
    ['a number that answered STOP', failing(400, 21_610), 'refused'],
    ['a sender that is not ours', failing(400, 21_606), 'unreachable'],
    ['a wrong token', failing(401, 20_003), 'unreachable'],
    ['too many', failing(429, 20_429), 'unreachable'],
    ['its own fault', failing(503, 20_503), 'unreachable'],
  ]
  for (const [what, said, handed] of answers)
    it(`is ${handed} after ${what}`, async () => assert.equal((await sending(said)).handed, handed))

  it('is looked for by number, day and words before it is sent again', async () => {
    const before = await sending((method) => (method === 'GET' ? listed('another', text.text) : taken), { again: true })
    assert.deepEqual([before.handed, before.calls.map(({ method }) => method)], ['sent', ['GET']])
    const asked = before.calls[0]!.url.searchParams
    assert.deepEqual([asked.get('To'), asked.get('DateSent>')], [text.to, '2026-11-25'])
    const not = await sending((method) => (method === 'GET' ? listed('another') : taken), { again: true })
    assert.deepEqual([not.handed, not.calls.map(({ method }) => method)], ['sent', ['GET', 'POST']])
  })
})
