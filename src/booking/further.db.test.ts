import { holding } from '#lib/door'
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { toInstant } from '#lib/time'
import { browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold, type Owner } from './hold.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let hours = 0

type Contacts = { email?: string; phone?: string }

/** Books the next free hour for somebody, in a browser of their own. */
const bookFor = async (contacts: Contacts, owner?: Owner) => (await holdFor(contacts, owner))()

/** Holds the next free hour for somebody; gives the way to book it. */
async function holdFor(contacts: Contacts, owner: Owner = browser(randomUUID().slice(0, 32))) {
  const start = Temporal.Instant.from('2026-11-24T09:00:00Z').add({ hours: 24 * Math.floor(hours / 8) + (hours++ % 8) })
  const held = await hold(world.ports, owner, wish, start.epochMilliseconds)
  assert.ok(held.kind === 'held', toInstant(start.epochMilliseconds).toString())
  return async () => {
    const booked = await book(world.ports, owner, held.id, client('amina', { email: null, ...contacts }))
    assert.ok(booked.kind === 'booked')
    return booked
  }
}

const codesFor = async (bookingId: string) =>
  (
    await world.admin.query<{ channel: string }>(
      'select m.channel from one_time_code c join message m on m.subject_id = c.id where c.subject = $1',
      [bookingId],
    )
  ).rows

describe('a further appointment', () => {
  it('is told from a first one by the contact that the code goes to, in the browser that booked both', async () => {
    const owner = browser('grace')
    const contact = { email: 'grace@example.org' }
    assert.equal((await bookFor(contact, owner)).further, false)
    assert.equal((await bookFor({ email: 'elsewhere@example.org' }, owner)).further, false)
    const second = await bookFor(contact, owner)
    assert.equal(second.further, true)
    assert.deepEqual(await codesFor(second.id), [{ channel: 'email' }])
  })

  it('is never one for what another browser booked, so that nobody learns who else has an appointment', async () => {
    const colleague = { email: 'mark@example.org', phone: '+447700900456' }
    await bookFor(colleague)
    for (const contact of [colleague, { email: colleague.email }, { phone: colleague.phone }]) {
      const curious = await bookFor(contact)
      assert.deepEqual([curious.further, curious.code], [false, null])
      assert.deepEqual(await codesFor(curious.id), [], 'nobody is written to about it')
    }
  })

  it('under a number alone has its code by text', async () => {
    const owner = browser('number')
    await bookFor({ phone: '+447700900123' }, owner)
    const second = await bookFor({ phone: '+447700900123' }, owner)
    assert.equal(second.further, true)
    assert.deepEqual(await codesFor(second.id), [{ channel: 'text' }])
  })

  it('is every one but the first of those that a browser books at once', async () => {
    for (let round = 0; round < 10; round++) {
      const [contact, owner] = [{ email: `race-${round}@example.org` }, browser(`race ${round}`)]
      const first = await holdFor(contact, owner)
      const booked = await Promise.allSettled([first(), holdFor(contact, owner).then((second) => second())])
      const made = booked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      assert.equal(made.filter(({ further }) => !further).length, 1)
    }
  })

  it('is never one that an API key books', async () => {
    const keyText = `lay_${'k'.repeat(43)}`
    const { rows } = await world.admin.query<{ id: string }>(
      `insert into api_key (name, scope, hash) values ('partner', 'booking', sha256($1)) returning id`,
      [keyText],
    )
    const owner: Owner = { browser: null, apiKeyId: rows[0]!.id, actor: holding(`key:${keyText}`) }
    for (let n = 0; n < 2; n++) assert.equal((await bookFor({ email: 'partner@example.org' }, owner)).further, false)
  })
})
