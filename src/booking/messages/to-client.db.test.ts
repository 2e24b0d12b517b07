import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { at, browser, client, contactKey } from '../../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { correct, type Correction } from '../correct.ts'
import { hold } from '../hold.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let people = 0

/** Somebody who books a start on Monday morning, and everything that reaches them from then on. */
async function begin(
  start: string,
  given: { email?: string | null; phone?: string | null } = {},
  name = `amina${++people}`,
) {
  await world.setNow(mondayMorning)
  const owner = browser(name)
  const contacts = { email: `${name}@example.org`, phone: null, ...given }
  const reached = new Set([contacts.email, contacts.phone])
  const heldAt = async (when: string) => {
    const held = await hold(world.ports, owner, wish, at(when))
    assert.ok(held.kind === 'held', held.kind)
    return held.id
  }
  const booked = await book(world.ports, owner, await heldAt(start), client(name, contacts))
  assert.ok(booked.kind === 'booked')
  return {
    ...contacts,
    reference: booked.reference,
    move: async (when: string) =>
      assert.equal((await move(world.ports, owner, booked.id, await heldAt(when), 'client')).kind, 'moved'),
    cancel: () => cancel(world.ports, owner.actor, booked.id, 'client', 'client'),
    correct: async (correction: Partial<Correction>) => {
      const all = { name, ...contacts, ...correction }
      for (const contact of [all.email, all.phone]) reached.add(contact)
      assert.equal(
        (await correct({ ...world.ports, contactKey }, { hash: owner.browser, actor: owner.actor }, booked.id, all))
          .kind,
        'corrected',
      )
    },
    /** Lets the worker send what is due at a moment; gives what this person got: "to: subject" or "to: text". */
    at: async (moment: string) => {
      await world.setNow(Temporal.Instant.from(moment))
      return (await sentNow())
        .filter(({ to }) => reached.has(to))
        .map(({ to, said }) => `${to}: ${said}`)
        .sort()
    },
  }
}

/** What the last message to somebody said. */
const bodies = new Map<string, string>()

async function sentNow() {
  const sent: { to: string; said: string }[] = []
  const take = async (message: Mail | Text) => {
    sent.push({ to: message.to, said: message.channel === 'email' ? message.subject : message.text })
    bodies.set(message.to, message.text)
    return 'sent' as const
  }
  await sendDue({ db: world.db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
  return sent
}

/** Every moment at which a reminder of a start could be sent, and the start itself. */
const aroundReminders = (start: string) =>
  [{ hours: -24 }, { hours: -2 }, { minutes: -10 }, { minutes: 0 }].map((before) =>
    Temporal.Instant.from(start).add(before).toString(),
  )

describe('what a client hears', () => {
  it('is the confirmation at once, then each reminder in its time', async () => {
    const amina = await begin('2026-11-25T12:00:00Z', { phone: '+447700900123' })
    const when = 'Wednesday 25 November 2026, midday'
    assert.deepEqual(await amina.at('2026-11-23T08:00:05Z'), [`${amina.email}: Your appointment, ${when}`])
    const [day, hours, soon] = aroundReminders('2026-11-25T12:00:00Z')
    assert.deepEqual(await amina.at(day!), [`${amina.email}: Reminder: your appointment, ${when}`])
    assert.deepEqual(await amina.at(hours!), [`${amina.email}: Reminder: your appointment, ${when}`])
    const [text, ...more] = await amina.at(soon!)
    assert.match(text!, /^\+447700900123: Your appointment is at midday\. Join: https:/)
    assert.deepEqual(more, [])
  })

  it('of a move: nothing more for the old time, everything for the new one', async () => {
    const amina = await begin('2026-11-25T14:00:00Z')
    await amina.at('2026-11-23T08:00:05Z')
    await amina.move('2026-11-26T14:00:00Z')
    const when = 'Thursday 26 November 2026, 2pm'
    assert.deepEqual(await amina.at('2026-11-23T09:00:00Z'), [`${amina.email}: Your appointment has moved, ${when}`])
    assert.match(bodies.get(amina.email!)!, /\nIt was on Wednesday 25 November 2026, 2pm before\.\n/)
    const [day, hours, soon, start] = aroundReminders('2026-11-25T14:00:00Z')
    for (const moment of [day!, hours!, soon!]) assert.deepEqual(await amina.at(moment), [], moment)
    // The old start is a day before the new one.
    assert.deepEqual(await amina.at(start!), [`${amina.email}: Reminder: your appointment, ${when}`])
    assert.deepEqual(await amina.at('2026-11-26T12:00:00Z'), [`${amina.email}: Reminder: your appointment, ${when}`])
  })

  it('of a cancellation: that it is cancelled, and no reminder any more', async () => {
    const amina = await begin('2026-11-27T14:00:00Z', { phone: '+447700900124' })
    await amina.at('2026-11-23T08:00:05Z')
    await amina.cancel()
    const when = 'Friday 27 November 2026, 2pm'
    assert.deepEqual(await amina.at('2026-11-23T09:00:00Z'), [`${amina.email}: Your appointment is cancelled, ${when}`])
    for (const moment of aroundReminders('2026-11-27T14:00:00Z')) assert.deepEqual(await amina.at(moment), [], moment)
  })

  it('of a correction: the new contact hears everything, the old one nothing more', async () => {
    const amina = await begin('2026-11-28T14:00:00Z')
    await amina.at('2026-11-23T08:00:05Z')
    await amina.correct({ email: 'right@example.com' })
    const when = 'Saturday 28 November 2026, 2pm'
    assert.deepEqual(await amina.at('2026-11-23T09:00:00Z'), [`right@example.com: Your appointment, ${when}`])
    const [day, hours, soon, start] = aroundReminders('2026-11-28T14:00:00Z')
    for (const moment of [day!, hours!])
      assert.deepEqual(await amina.at(moment), [`right@example.com: Reminder: your appointment, ${when}`])
    for (const moment of [soon!, start!]) assert.deepEqual(await amina.at(moment), [])
  })

  it('of a change before anything left: only what is so now', async () => {
    const amina = await begin('2026-11-29T10:00:00Z')
    await amina.move('2026-11-29T12:00:00Z')
    await amina.correct({ email: 'second@example.com' })
    assert.deepEqual(await amina.at('2026-11-23T09:00:00Z'), [
      'second@example.com: Your appointment, Sunday 29 November 2026, midday',
    ])
  })

  it('of a late reminder after the start: nothing', async () => {
    const amina = await begin('2026-11-30T10:00:00Z')
    await amina.at('2026-11-23T08:00:05Z')
    assert.deepEqual(await amina.at('2026-11-30T10:00:01Z'), [])
  })

  it('by text alone, carries the reference and the link', async () => {
    const amina = await begin('2026-12-01T10:00:00Z', { email: null, phone: '+447700900125' })
    const [text, ...more] = await amina.at('2026-11-23T08:00:05Z')
    assert.match(text!, new RegExp(`Ref ${amina.reference} https://talk\\.example\\.org/visit/[\\w-]{22}$`))
    assert.deepEqual(more, [])
  })

  it('with a landline beside the address: mail, and no text to a number that takes none', async () => {
    const amina = await begin('2026-12-02T12:00:00Z', { phone: '+442079460018' })
    await amina.at('2026-11-23T08:00:05Z')
    const [day, hours, soon] = aroundReminders('2026-12-02T12:00:00Z')
    for (const moment of [day!, hours!]) assert.equal((await amina.at(moment)).length, 1)
    assert.deepEqual(await amina.at(soon!), [])
    const { rows } = await world.admin.query(
      `select from message m join booking b on b.id = m.subject_id where m.channel = 'text' and b.reference = $1`,
      [amina.reference],
    )
    assert.equal(rows.length, 0, 'none was even planned')
  })
})

describe('the code to keep a further appointment', () => {
  it('goes to the contact with the moment at which the time is let go, and not once it is kept or let go', async () => {
    const email = 'twice@example.org'
    const first = await begin('2026-12-03T10:00:00Z', { email }, 'twice')
    const second = await begin('2026-12-03T12:00:00Z', { email }, 'twice')
    assert.notEqual(first.reference, second.reference)
    await world.setNow(mondayMorning.add({ seconds: 5 }))
    const letters: Mail[] = []
    const take = async (mail: Mail) => {
      letters.push(mail)
      return 'sent' as const
    }
    await sendDue({ db: world.db, renderers, senders: { email: take, text: null }, log: () => {} }, 1_000)
    const [letter, ...more] = letters.filter(({ to, text }) => to === email && /\d{8}/.test(text))
    assert.match(letter!.text, /Without a code, this one is cancelled at 8:30am\./)
    assert.deepEqual(more, [])
    const third = await begin('2026-12-03T14:00:00Z', { email }, 'twice')
    await third.cancel()
    const heard = await third.at('2026-11-23T08:00:10Z')
    assert.deepEqual(heard, [`${email}: Your appointment is cancelled, Thursday 3 December 2026, 2pm`])
  })
})
