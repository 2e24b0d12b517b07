import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { at, browser, client, contactKey } from '../../../testing/booking.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { hashesOf } from '../contact-hashes.ts'
import type { NewClient } from '../new-client.ts'
import { recordOutcome, type SessionOutcome } from '../outcome.ts'
import type { Wish } from '../wish.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld([{ id: coachId(1), dailyCap: 8 }])
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let people = 0

/** Somebody with a session at that time, at the moment at which their coach may say that they did not attend. */
async function missing(start: string, given: Partial<NewClient> = {}) {
  await world.setNow(mondayMorning)
  await admin.query('delete from message')
  const name = `amina${++people}`
  const owner = browser(name)
  const contacts = { email: `${name}@example.org`, phone: `+4477009003${10 + people}`, ...given }
  const held = await hold(ports, owner, wish, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const order = given.channel === 'text' ? [contacts.phone, contacts.email] : [contacts.email, contacts.phone]
  const contactHashes = hashesOf(contactKey, order)
  const booked = await book(ports, owner, held.id, client(name, { ...contacts, contactHashes }))
  assert.ok(booked.kind === 'booked')
  await admin.query(`update message set state = 'skipped'`)
  const from = Temporal.Instant.from(start)
  await world.setNow(from.add({ minutes: 15 }))
  const say = async (outcome: SessionOutcome) =>
    db.withActor(await coachActor(admin, coachId(1)), (tx) =>
      recordOutcome(tx, { bookingId: booked.id, outcome, coachId: coachId(1), requestId: 'r', now: ports.clock() }),
    )
  return {
    ...contacts,
    id: booked.id,
    owner,
    say,
    /** What they got by so long after the start. */
    got: async (after: Temporal.DurationLike) => {
      await world.setNow(from.add(after))
      const sent: string[] = []
      const take = async (message: Mail | Text) => {
        if (message.to === contacts.email || message.to === contacts.phone)
          sent.push(`${message.to}: ${message.channel === 'email' ? message.text : message.text}`)
        return 'sent' as const
      }
      await sendDue({ db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
      return sent
    },
  }
}
const kind = /sorry that we missed you/i

describe('whoever missed a session', () => {
  it('gets one kind word by the way that they chose, with the way to another time', async () => {
    const byMail = await missing('2026-11-23T10:00:00Z')
    assert.equal(await byMail.say('noshow'), 'recorded')
    assert.equal(await byMail.say('noshow'), 'again')
    assert.deepEqual(await byMail.got({ minutes: 24 }), [])
    const [only, ...more] = await byMail.got({ minutes: 26 })
    assert.ok(only!.startsWith(`${byMail.email}: `) && kind.test(only!) && only!.includes(`${baseUrl}/book`))
    assert.deepEqual(more, [])
    assert.deepEqual(await byMail.got({ hours: 30 }), [])
    const byText = await missing('2026-11-23T12:00:00Z', { channel: 'text' })
    await byText.say('noshow')
    assert.match((await byText.got({ minutes: 26 })).join(), /^\+447700900\d+: Sorry that we missed you/)
  })

  it('hears nothing where it came out otherwise, also after it was said wrongly', async () => {
    const attended = await missing('2026-11-24T10:00:00Z')
    await attended.say('fulfilled')
    assert.deepEqual(await attended.got({ hours: 2 }), [])
    const wrongly = await missing('2026-11-24T12:00:00Z')
    await wrongly.say('noshow')
    await wrongly.say('fulfilled')
    assert.deepEqual(await wrongly.got({ hours: 2 }), [])
    const cancelled = await missing('2026-11-24T14:00:00Z')
    await world.setNow(mondayMorning)
    await cancel(ports, cancelled.owner.actor, cancelled.id, 'client', 'client')
    await world.setNow(Temporal.Instant.from('2026-11-24T14:20:00Z'))
    assert.equal(await cancelled.say('noshow'), 'none')
    assert.ok(!(await cancelled.got({ hours: 2 })).some((said) => kind.test(said)))
  })

  it('hears nothing who asked for no more messages by that way', async () => {
    const stopped = await missing('2026-11-25T10:00:00Z')
    await admin.query(
      `update booking_person p set mail_stopped_hash = b.contact_hashes[1] from booking b where b.id = p.booking_id and b.id = $1`,
      [stopped.id],
    )
    await stopped.say('noshow')
    assert.deepEqual(await stopped.got({ hours: 2 }), [])
  })

  it('hears nothing at night, by whichever way, but who takes texts at any time', async () => {
    for (const given of [{ channel: 'email' as const }, { channel: 'text' as const }]) {
      const late = await missing(given.channel === 'text' ? '2026-11-26T20:45:00Z' : '2026-11-25T20:45:00Z', given)
      await late.say('noshow')
      assert.deepEqual(await late.got({ hours: 11, minutes: 14 }), [])
      assert.equal((await late.got({ hours: 11, minutes: 15 })).length, 1)
    }
    const awake = await missing('2026-11-27T20:45:00Z', { channel: 'text', anyTime: true })
    await awake.say('noshow')
    assert.equal((await awake.got({ minutes: 25 })).length, 1)
  })
})
