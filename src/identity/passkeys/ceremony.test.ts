import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { device, type Odd } from '../../../testing/passkey.ts'
import { readCreated, readUsed } from './answers.ts'
import { askToCreate, askToUse, verifyCreated, verifyUsed } from './ceremony.ts'
import { partyOf } from './party.ts'

const origin = 'https://team.example.org'
const party = partyOf(origin)!
const newChallenge = () => randomBytes(32).toString('base64url')
const holder = { id: '00000000-0000-4000-8000-000000000001', name: 'Dev Solanki' }

/** A device with a passkey that was enrolled with us. */
async function enrolled() {
  const phone = device(origin)
  const challenge = newChallenge()
  const passkey = await verifyCreated(party, readCreated(phone.create(challenge))!)
  assert.ok(passkey)
  return { phone, passkey }
}

const oddities: Record<string, Odd> = {
  'from another origin': { origin: 'https://team.example.com' },
  'for another host name': { rpId: 'example.org' },
  'by a device that did not ask whom it serves': { verified: false },
  'by a device that nobody touched': { present: false },
  'of another kind': { type: 'payment.get' },
}

describe('A passkey', () => {
  it('is asked for with verification of the person and so that the device finds it by itself', async () => {
    const challenge = newChallenge()
    const { passkey } = await enrolled()
    const create = await askToCreate(party, { challenge, holder, known: [passkey] })
    assert.deepEqual(create.authenticatorSelection, {
      residentKey: 'required',
      userVerification: 'required',
      requireResidentKey: true,
    })
    assert.equal(create.challenge, challenge)
    assert.deepEqual(
      create.excludeCredentials?.map(({ id }) => id),
      [passkey.credentialId.toString('base64url')],
    )
    const use = await askToUse(party, { challenge })
    assert.deepEqual([use.challenge, use.rpId, use.userVerification], [challenge, 'team.example.org', 'required'])
    assert.deepEqual(use.allowCredentials ?? [], [], 'names nobody')
  })

  it('that was enrolled is proved, and its counter goes on', async () => {
    const { phone, passkey } = await enrolled()
    for (const expected of [1, 2]) {
      const counter = await verifyUsed(party, readUsed(phone.use(newChallenge()))!, passkey)
      assert.equal(counter, expected)
      passkey.counter = counter
    }
  })

  for (const [words, odd] of Object.entries(oddities))
    it(`${words} is neither enrolled nor proved`, async () => {
      const { phone, passkey } = await enrolled()
      assert.equal(await verifyCreated(party, readCreated(device(origin).create(newChallenge(), odd))!), null)
      assert.equal(await verifyUsed(party, readUsed(phone.use(newChallenge(), odd))!, passkey), null)
    })

  it('whose counter does not rise is not proved: somebody has a copy of it', async () => {
    const { phone, passkey } = await enrolled()
    for (const counter of [4, 5])
      assert.equal(
        await verifyUsed(party, readUsed(phone.use(newChallenge(), { counter }))!, { ...passkey, counter: 5 }),
        null,
      )
  })

  it('is not proved by another device, nor with a word of it changed', async () => {
    const { phone, passkey } = await enrolled()
    assert.equal(await verifyUsed(party, readUsed(device(origin).use(newChallenge()))!, passkey), null)
    const read = readUsed(phone.use(newChallenge()))!
    assert.equal(await verifyUsed(party, { ...read, challenge: newChallenge() }, passkey), null)
  })
})

describe('What a form brings instead of a passkey', () => {
  it('is nothing, whatever it is', () => {
    const good = device(origin).use(newChallenge())
    const framed = device(origin).use(newChallenge(), { crossOrigin: true })
    const parts = JSON.parse(good) as { response: Record<string, unknown> }
    const altered = [
      { ...parts, type: 'password' },
      { ...parts, id: '<b>' },
      { ...parts, response: { ...parts.response, clientDataJSON: 'AAAA' } },
      { ...parts, response: { ...parts.response, signature: 7 } },
      { ...parts, response: undefined },
    ]
    for (const text of [
      '',
      'null',
      '[]',
      '{',
      'x'.repeat(20_000),
      framed,
      ...altered.map((one) => JSON.stringify(one)),
    ])
      assert.equal(readUsed(text), null, text.slice(0, 60))
    assert.equal(readCreated(good), null)
    assert.ok(readUsed(good))
  })
})

it('No passkey belongs to an address that is a number', () => {
  for (const url of ['http://127.0.0.1:3000', 'http://[::1]:3000']) assert.equal(partyOf(url), null)
  assert.deepEqual(partyOf('http://localhost:3000', 'Us'), {
    id: 'localhost',
    origin: 'http://localhost:3000',
    name: 'Us',
  })
})
