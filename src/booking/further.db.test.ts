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
  it('is told from a first one by the contact that the code goes to', async () => {
    const contact = { email: 'grace@example.org' }
    assert.equal((await bookFor(contact)).further, false)
    const second = await bookFor({ email: 'Grace+again@example.org'.toLowerCase() })
    assert.equal(second.further, true)
    assert.deepEqual(await codesFor(second.id), [{ channel: 'email' }])
  })

  it('is not found out by one’s own address together with the number of somebody else', async () => {
    const colleague = { email: 'mark@example.org', phone: '+447700900456' }
    await bookFor(colleague)
    const curious = await bookFor({ email: 'curious@example.org', phone: colleague.phone })
    assert.equal(curious.further, false)
    assert.deepEqual(await codesFor(curious.id), [], 'nobody is written to about it')
  })

  it('under a number alone has its code by text', async () => {
    await bookFor({ phone: '+447700900123' })
    const second = await bookFor({ phone: '+447700900123' })
    assert.equal(second.further, true)
    assert.deepEqual(await codesFor(second.id), [{ channel: 'text' }])
  })

  it('is every one but one of those that race for a contact', async () => {
    const racers: Awaited<ReturnType<typeof holdFor>>[] = []
    for (let n = 0; n < 10; n++) racers.push(await holdFor({ email: 'race@example.org' }))
    const booked = await Promise.all(racers.map((go) => go()))
    assert.equal(booked.filter(({ further }) => !further).length, 1)
  })

  it('counts for the browser’s limit of codes like a first one, so that the limit tells nothing', async () => {
    const counted = async (email: string) => {
      const owner = browser(email)
      await bookFor({ email }, owner)
      const { rows } = await world.admin.query('select from one_time_code where browser = $1', [owner.browser])
      return rows.length
    }
    await bookFor({ email: 'known@example.org' })
    assert.deepEqual([await counted('known@example.org'), await counted('unknown@example.org')], [1, 1])
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
