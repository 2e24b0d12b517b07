import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTexts } from './text-config.ts'

const service = '26785a09-ab16-4eb0-8407-a37497a57506'
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0'
const template = 'f33517ff-2a88-4f6e-b855-c550268ce08a'
const ac = `AC${'0a'.repeat(16)}`
const mg = `MG${'0b'.repeat(16)}`
const key = `team_key-${service}-${secret}`

function read(url: string | null) {
  const faults: string[] = []
  const account = readTexts(url, (sentence) => void faults.push(sentence))
  return { account, faults }
}

describe('who sends texts', () => {
  it('is nobody without an address', () => assert.deepEqual(read(null), { account: null, faults: [] }))

  it('is GOV.UK Notify, by the end of its key', () => {
    const account = {
      kind: 'notify',
      origin: 'https://notify.example',
      service,
      secret,
      template,
      sender: null,
      receipts: null,
    }
    assert.deepEqual(read(`notify://${key}@notify.example/?template=${template}`), { account, faults: [] })
    const { account: other } = read(
      `notify://my%20key-${service}-${secret}@notify.example?template=${template}&sender=${service}`,
    )
    assert.deepEqual(other, { ...account, sender: service })
  })

  it('is told by what token GOV.UK Notify calls back', () => {
    const receipts = 'a-token-of-twenty-six-signs'
    const { account, faults } = read(`notify://${key}@notify.example/?template=${template}&receipts=${receipts}`)
    assert.deepEqual([account?.kind === 'notify' && account.receipts, faults], [receipts, []])
  })

  it('is Twilio, from a number with its plus or without the signs for it, or by a service', () => {
    const account = { kind: 'twilio', origin: 'https://api.example', account: ac, token: 'to@ken' }
    const from = ['From', '+447700900999']
    for (const said of ['from=%2B447700900999', 'from=+447700900999'])
      assert.deepEqual(read(`twilio://${ac}:to%40ken@api.example/?${said}`), {
        account: { ...account, from },
        faults: [],
      })
    const { account: other } = read(`twilio://${ac}:to%40ken@api.example/?service=${mg}`)
    assert.deepEqual(other, { ...account, from: ['MessagingServiceSid', mg] })
  })

  it('is asked without TLS on this machine alone', () => {
    const originOf = (host: string) => read(`twilio://${ac}:token@${host}/?service=${mg}`).account?.origin
    assert.deepEqual(
      ['127.0.0.1:8080', 'localhost', '[::1]:1', '127.0.0.1.example', 'localhost.example:8080'].map(originOf),
      [
        'http://127.0.0.1:8080',
        'http://localhost',
        'http://[::1]:1',
        'https://127.0.0.1.example',
        'https://localhost.example:8080',
      ],
    )
  })

  const wrong = [
    `notify://team_key-${service}@notify.example/?template=${template}`,
    `notify://${key}@notify.example/?template=first`,
    `notify://${key}@notify.example/`,
    `notify://${key}@notify.example/?template=${template}&sender=me`,
    `notify://${key}@notify.example/?template=${template}&receipts=token-of-ours`,
    `notify://${key}@notify.example/?template=${template}&receipts=token-of-ours%20that%20has%20spaces`,
    `notify://50%-${key}@notify.example/?template=first`,
    `notify://${key}@notify.example/v3?template=${template}`,
    `notify://${key}@notify%20example/?template=${template}`,
    `notify://${key}@notify.example:0/?template=${template}`,
    `twilio://${ac}@api.example/?from=%2B447700900999`,
    `twilio://SK1:token-of-ours@api.example/?service=${mg}`,
    `twilio://${ac}:token-of-ours@api.example/`,
    `twilio://${ac}:token-of-ours@api.example/?from=`,
    `twilio://${ac}:token-of-ours@api.example/?from=07700900999`,
    `twilio://${ac}:token-of-ours@api.example/?service=XX`,
    `twilio://${ac}:token-of-ours@api.example/?from=%2B447700900999&service=${mg}`,
    `twilio://${ac}:token-of-ours%zz@api.example/?service=${mg}`,
  ]
  for (const url of wrong)
    it(`is said not to be understood, without its secret: ${url.slice(0, 12)}… ${url.slice(-12)}`, () => {
      const { faults } = read(url)
      assert.ok(faults.length > 0 && faults.every((sentence) => sentence.startsWith('TEXT_URL')))
      assert.doesNotMatch(faults.join(), /26785a09|3d844edf|token-of-ours/)
    })
})
