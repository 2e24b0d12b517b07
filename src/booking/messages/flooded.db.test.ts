import assert from 'node:assert/strict'
import { it } from 'node:test'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { at, browser, client } from '../../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import type { Wish } from '../wish.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld(Array.from({ length: 30 }, (_, i) => ({ id: coachId(i + 1) })))
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }

/** Somebody who books in a browser of their own. */
async function bookAs(name: string, email: string) {
  const owner = browser(name)
  const held = await hold(world.ports, owner, wish, at('2026-11-24T10:00:00Z'))
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(world.ports, owner, held.id, client(name, { email, phone: null }))
  assert.ok(booked.kind === 'booked')
  return booked.id
}

/** To whom mail goes now; and what is logged of what does not. */
async function sentNow() {
  const to: string[] = []
  const faults: unknown[] = []
  const take = async (message: Mail | Text) => {
    to.push(message.to)
    return 'sent' as const
  }
  const log = (_: string, { fault }: { fault?: unknown }) => void faults.push(fault)
  await sendDue({ db: world.db, renderers, senders: { email: take, text: take }, log }, 1_000)
  return { to, faults }
}

it('a mailbox gets twenty messages in a day from whoever books under it, and its owner’s own go on', async () => {
  await world.setNow(mondayMorning)
  const email = 'victim@example.org'
  const own = await bookAs('victim', email)
  for (let n = 0; n < 22; n++) {
    await world.setNow(mondayMorning.add({ seconds: n + 1 }))
    await bookAs(`machine ${n}`, email)
  }
  const { to, faults } = await sentNow()
  assert.equal(to.filter((one) => one === email).length, 20)
  assert.deepEqual(faults, ['too-many', 'too-many', 'too-many'])

  // What was made before is told of as before; others' addresses know nothing of it.
  await world.admin.query(
    `update message set due_at = clock_now(), try_at = clock_now() where subject_id = $1 and kind = 'reminder-day'`,
    [own],
  )
  await bookAs('somebody else', 'else@example.org')
  const told = (await sentNow()).to
  for (const one of [email, 'else@example.org']) assert.ok(told.includes(one), one)

  // So is one whose contact was proved; and the next day all are.
  const late = await bookAs('late', email)
  await world.admin.query('update booking set verified_at = clock_now() where id = $1', [late])
  assert.ok((await sentNow()).to.includes(email))
  await world.setNow(mondayMorning.add({ hours: 25 }))
  await bookAs('next day', email)
  assert.ok((await sentNow()).to.includes(email))
})
