import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { waysTo } from '#coaches'
import { anyone } from '#lib/door'
import { mailboxOf, messageHealth, sendDue, type Mail, type Text } from '#notifications'
import { worker as working } from '#lib/door'
import { browser, client } from '../../../testing/booking.ts'
import { toldByText } from '../../../testing/coach-texts.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'
import { bookingRenderers } from './render.ts'

const at = (text: string) => Temporal.Instant.from(text)
const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }], at('2026-11-23T08:00:00Z'))
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const number = '+447700900121'
await toldByText(world, coachId(1), number, true)
let people = 0

beforeEach(async () => {
  await world.admin.query(`delete from message; truncate hold, booking, booking_person, booking_change, claim cascade`)
  await world.ports.availability.load()
})

async function begin(start: string, who = 1) {
  const owner = browser(`someone ${++people}`)
  const heldAt = async (time: string) => {
    const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
    const asked = { ...wish, coachId: coachId(who) }
    const held = await hold(world.ports, owner, asked, at(time).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    return held.id
  }
  const booked = await book(world.ports, owner, await heldAt(start), client(`someone${people}`))
  assert.ok(booked.kind === 'booked')
  return {
    move: async (to: string) =>
      assert.equal((await move(world.ports, owner, booked.id, await heldAt(to), 'client')).kind, 'moved'),
    cancel: () => cancel(world.ports, owner.actor, booked.id, 'client', 'client'),
  }
}

/** What reaches the coach at a moment: "text New session", by a gateway that is up or not. */
async function heardAt(moment: string, gateway: 'up' | 'down' = 'up'): Promise<string[]> {
  await world.setNow(at(moment))
  const heard: string[] = []
  const take = (way: string) => async (message: Mail | Text) => {
    if (way === 'text' && gateway === 'down') return 'unreachable' as const
    const words = message.channel === 'email' ? message.subject : message.text
    if ([number, `${coachId(1)}@example.org`].includes(message.to)) heard.push(`${way} ${/^[\w ]+/.exec(words)![0]}`)
    return 'sent' as const
  }
  const senders = { email: take('mail'), text: take('text') }
  await sendDue({ db: world.db, renderers, senders, log: () => {} }, 1_000)
  return heard.sort()
}

describe('at night', () => {
  it('a text about a start before midday comes at once, one about a later start at 8am; mail always at once', async () => {
    await world.setNow(at('2026-11-24T21:00:00Z'))
    await begin('2026-11-25T11:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T21:00:01Z'), ['mail New session', 'text New session'])
    await begin('2026-11-25T12:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T21:00:02Z'), ['mail New session'])
    assert.deepEqual(await heardAt('2026-11-25T07:59:59.999Z'), [])
    assert.deepEqual(await heardAt('2026-11-25T08:00:00Z'), ['text New session'])
  })

  it('a session of a later morning can wait, too: nothing is lost by 8am', async () => {
    await world.setNow(at('2026-11-24T23:30:00Z'))
    await begin('2026-11-26T09:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T23:30:01Z'), ['mail New session'])
    assert.deepEqual(await heardAt('2026-11-25T08:00:00Z'), ['text New session'])
  })

  it('begins at 9pm to the millisecond', async () => {
    await world.setNow(at('2026-11-24T20:59:59.999Z'))
    await begin('2026-11-25T15:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T20:59:59.999Z'), ['mail New session', 'text New session'])
  })

  it('it is told at once that the early session is not then any more, however often it moves', async () => {
    await world.setNow(at('2026-11-24T10:00:00Z'))
    const early = await begin('2026-11-25T09:00:00Z')
    const soon = await begin('2026-11-25T10:00:00Z')
    assert.equal((await heardAt('2026-11-24T10:00:01Z')).length, 4)
    await world.setNow(at('2026-11-24T22:00:00Z'))
    await early.move('2026-11-25T15:00:00Z')
    // Before that left, again: what the coach believes is 9am still.
    await early.move('2026-11-25T16:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T22:00:01Z'), ['mail Session moved', 'text Session moved'])
    await soon.cancel()
    assert.deepEqual(await heardAt('2026-11-24T22:00:02Z'), ['mail Session cancelled', 'text Session cancelled'])
  })

  it('what was told to wait is not told once it is not so any more', async () => {
    await world.setNow(at('2026-11-24T22:00:00Z'))
    const late = await begin('2026-11-25T15:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T22:00:01Z'), ['mail New session'])
    await late.move('2026-11-25T10:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T22:00:02Z'), ['mail Session moved', 'text New session'])
    await late.cancel()
    assert.deepEqual(await heardAt('2026-11-24T22:00:03Z'), ['mail Session cancelled', 'text Session cancelled'])
    assert.deepEqual(await heardAt('2026-11-25T08:00:00Z'), [])
  })

  it('a text that could not leave before 9pm waits, and is not late meanwhile', async () => {
    await world.setNow(at('2026-11-24T20:59:30Z'))
    await begin('2026-11-25T15:00:00Z')
    assert.deepEqual(await heardAt('2026-11-24T20:59:40Z', 'down'), ['mail New session'])
    assert.deepEqual(await heardAt('2026-11-24T21:30:00Z'), [])
    assert.deepEqual(await heardAt('2026-11-25T08:00:01Z'), ['text New session'])
    // The worker was away for a while.
    await world.setNow(at('2026-11-25T20:59:00Z'))
    await begin('2026-11-26T15:00:00Z')
    assert.deepEqual(await heardAt('2026-11-25T21:10:00Z'), ['mail New session'])
    await world.setNow(at('2026-11-26T03:00:00Z'))
    assert.equal((await world.db.withActor(working, messageHealth)).late, 0)
    assert.deepEqual(await heardAt('2026-11-26T07:59:59.999Z'), [])
    assert.deepEqual(await heardAt('2026-11-26T08:00:01Z'), ['text New session'])
  })
})

it('a text can wait exactly where no start that the coach had comes before the next midday after a night', async () => {
  const moments = fc.integer({ min: 0, max: 4 * 24 * 60 }).map((minutes) => ({ minutes }))
  const weeks = fc.constantFrom('2026-10-23T00:00:00Z', '2027-03-26T00:00:00Z', '2026-12-30T00:00:00Z')
  await fc.assert(
    fc.asyncProperty(weeks, moments, fc.integer({ min: -600, max: 3_600 }), async (week, ahead, until) => {
      const now = at(week).add(ahead)
      const startsAt = now.add({ minutes: until })
      await world.setNow(now)
      const of = { coachId: coachId(1), bookingId: null, startsAt }
      const ways = await world.db.withActor(anyone, (tx) => waysTo(tx, of, true))
      const local = now.toZonedDateTimeISO('Europe/London')
      const day = local.hour < 8 ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
      const midday = day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' }).toInstant()
      const waits = until <= 0 || Temporal.Instant.compare(startsAt, midday) >= 0
      assert.deepEqual(ways, [
        { channel: 'email', keepsQuiet: false },
        { channel: 'text', keepsQuiet: waits },
      ])
    }),
    { numRuns: 150 },
  )
})
