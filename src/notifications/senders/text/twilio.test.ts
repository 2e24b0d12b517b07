import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Handed } from '../../rendered.ts'
import { startGateway, type Said } from '../../../../testing/text-gateways.ts'
import type { TextAccount } from './account.ts'
import { textSender } from './open.ts'

type Twilio = TextAccount & { kind: 'twilio' }

const id = 'a0000000-0000-4000-8000-000000000001'
const now = Temporal.Instant.from('2026-11-26T00:10:00Z')
const text = { channel: 'text' as const, to: '+447700900123', text: 'Appointment: Thursday, 6:30pm & so on' }
const taken: Said = { status: 201, body: { sid: 'SM1', status: 'queued' } }
const failing = (status: number, code: number): Said => ({ status, body: { code, message: 'x', status } })

async function sending(
  said: Said | ((method: string) => Said),
  {
    from = ['From', '+447700900999'],
    triedFor,
    baseUrl = 'http://localhost:3000',
  }: { from?: Twilio['from']; triedFor?: number; baseUrl?: string } = {},
) {
  const gateway = await startGateway(({ method }) => (typeof said === 'function' ? said(method) : said))
  const origin = `http://${gateway.host}`
  const send = textSender(
    { kind: 'twilio', origin, account: 'AC1', token: 'to@ken', from },
    { now: () => now, altered: () => {}, baseUrl },
  )
  return { handed: await send(text, id, AbortSignal.timeout(5_000), triedFor), calls: gateway.calls }
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

  it('asks to be told what became of it, where the service can be reached from elsewhere', async () => {
    const { calls } = await sending(taken, { baseUrl: 'https://talk.example.org' })
    const back = new URLSearchParams(calls[0]!.body).get('StatusCallback')
    assert.equal(back, `https://talk.example.org/receipts/twilio?message=${id}`)
  })

  const answers: [string, Said, Handed][] = [
    ['a number that is none', failing(400, 21_211), 'refused'],
    ['a number that answered STOP', failing(400, 21_610), 'refused'],
    ['a sender that is not ours', failing(400, 21_606), 'unreachable'],
    ['a wrong token', failing(401, 20_003), 'unreachable'],
    ['too many', failing(429, 20_429), 'unreachable'],
    ['its own fault', failing(503, 20_503), 'unsure'],
  ]
  for (const [what, said, handed] of answers)
    it(`is ${handed} after ${what}`, async () => assert.equal((await sending(said)).handed, handed))

  const listed = (
    ...messages: { body?: string; direction?: string; date_created?: string; status?: string }[]
  ): Said => ({
    status: 200,
    body: {
      messages: messages.map((message) => ({
        body: text.text,
        direction: 'outbound-api',
        date_created: 'Thu, 26 Nov 2026 00:09:45 +0000',
        date_sent: null,
        ...message,
      })),
    },
  })
  const again = async (before: Said) => {
    const { handed, calls } = await sending((method) => (method === 'GET' ? before : taken), { triedFor: 30 })
    return { handed, methods: calls.map(({ method }) => method), asked: calls[0]!.url.searchParams }
  }

  it('is looked for by number and words before it is sent again, also while it is queued there', async () => {
    const unread = await again(listed({ date_created: 'lately' }))
    assert.deepEqual(unread.methods, ['GET'])
    const { handed, methods, asked } = await again(listed({ body: 'another' }, {}))
    assert.deepEqual([handed, methods, asked.get('To')], ['sent', ['GET'], text.to])
  })

  it('did not arrive where it was taken before and Twilio says that it failed', async () => {
    const { handed, methods } = await again(listed({ status: 'undelivered' }))
    assert.deepEqual([handed, methods], ['refused', ['GET']])
  })

  const others: [string, Parameters<typeof listed>[0]][] = [
    ['the same words of the day before', { date_created: 'Wed, 25 Nov 2026 02:10:00 +0000' }],
    ['what the person wrote', { direction: 'inbound' }],
    ['other words', { body: 'another' }],
  ]
  for (const [what, message] of others)
    it(`is not taken for ${what}`, async () => {
      assert.deepEqual((await again(listed(message))).methods, ['GET', 'POST'])
    })

  it('is not sent again while that is not known', async () => {
    const { handed, methods } = await again(failing(503, 20_503))
    assert.deepEqual([handed, methods], ['unreachable', ['GET']])
  })
})
