import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { mailboxOf, sendDue, type Mail } from '#notifications'
import { worker } from '#lib/door'
import { openTask } from '#tasks'
import { browser as owner, client } from '../../../testing/booking.ts'
import { actorOf, coachActor, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { bookingRenderers } from '../messages/render.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'
import { acknowledge } from './acknowledge.ts'
import { alertUnacknowledged, type Covering } from './alert.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { db, admin } = world
const baseUrl = 'https://talk.example.org'
const teamBaseUrl = 'https://team.example.org'
const renderers = bookingRenderers({
  ...world.ports,
  baseUrl,
  teamBaseUrl,
  mailbox: mailboxOf({ baseUrl, smtpUrl: null }),
})
const at = (text: string) => Temporal.Instant.from(text)
const sam = await newStaff(admin, 'lead_ops')
const gone = await newStaff(admin, 'lead_ops')
await admin.query('update staff set active = false where id = $1', [gone])
await newStaff(admin, 'governance')
let people = 0

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(`delete from message; truncate hold, booking, booking_person, booking_change, claim cascade`)
  await world.ports.availability.load()
})

/** Somebody's booking with a coach, made at a moment. */
async function begin(made: string, start: string, who = 1) {
  await world.setNow(at(made))
  const someone = owner(`someone ${++people}`)
  const heldWith = async (with_: number, time: string) => {
    const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
    const held = await hold(world.ports, someone, { ...wish, coachId: coachId(with_) }, at(time).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    return held.id
  }
  const booked = await book(world.ports, someone, await heldWith(who, start), client(`someone${people}`))
  assert.ok(booked.kind === 'booked')
  const { id } = booked
  return {
    id,
    reference: booked.reference,
    move: async (to: number, time: string) =>
      assert.equal((await move(world.ports, someone, id, await heldWith(to, time), 'client')).kind, 'moved'),
    cancel: () => cancel(world.ports, someone.actor, id, 'client', 'client'),
    acknowledge: async () =>
      db.withActor(await coachActor(admin, coachId(who)), (tx) =>
        acknowledge(tx, id, { viewer: { id: coachId(who) }, requestId: randomUUID() } as Parameters<
          typeof acknowledge
        >[2]),
      ),
  }
}

/** One round of the worker at a moment: how many alerts and offers of cover it made. */
async function roundAt(moment: string, offerCover?: Covering): Promise<number> {
  await world.setNow(at(moment))
  return alertUnacknowledged({ db, clock: world.ports.clock, ...(offerCover ? { offerCover } : {}) })
}

/** To whom mail about something unanswered goes now. */
async function mailed(): Promise<Mail[]> {
  const mails: Mail[] = []
  const email = async (mail: Mail) => {
    if (/look at now/.test(mail.subject)) mails.push(mail)
    return 'sent' as const
  }
  await sendDue({ db, renderers, senders: { email, text: null }, log: () => {} }, 1_000)
  return mails
}

/** References on the list of what nobody acknowledged, as the lead sees it now. */
const listed = async () =>
  (
    await db.withActor(await actorOf(admin, sam, 'lead_ops'), (tx) =>
      tx.send('', 'select b.reference from unacknowledged u join booking b on b.id = u.booking_id order by 1', []),
    )
  ).map((row) => (row as { reference: string }).reference)

describe('what nobody acknowledges', () => {
  it('alerts the lead 20 minutes before the start, to the millisecond, once, in neutral words', async () => {
    const { reference } = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    assert.equal(await roundAt('2026-11-23T08:39:59.999Z'), 0)
    assert.deepEqual(await listed(), [])
    assert.equal(await roundAt('2026-11-23T08:40:00Z'), 1)
    assert.deepEqual(await listed(), [reference])
    const [mail, ...more] = await mailed()
    assert.deepEqual([mail!.to, more], [`${sam}@example.org`, []])
    assert.ok(mail!.text.includes(`${teamBaseUrl}/team/operations`))
    assert.ok(!mail!.text.includes(reference))
    assert.equal(await roundAt('2026-11-23T08:40:01Z'), 0)
    assert.deepEqual(await mailed(), [])
  })

  it('does so only 5 minutes after it was asked, to the millisecond', async () => {
    const booking = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    await world.setNow(at('2026-11-23T08:43:00Z'))
    await booking.acknowledge()
    // Handed over to another, a quarter of an hour before.
    await admin.query(
      `with moved as (update booking set coach_id = $2, sequence = sequence + 1 where id = $1 returning *)
       insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
         select id, sequence, 'moved', 'lead_ops', coach_id, starts_at from moved`,
      [booking.id, coachId(2)],
    )
    assert.equal(await roundAt('2026-11-23T08:47:59.999Z'), 0)
    assert.equal(await roundAt('2026-11-23T08:48:00Z'), 1)
    assert.equal((await mailed()).length, 1)
  })

  it('is none of those that were acknowledged, moved, cancelled or have started; they leave the list by themselves', async () => {
    const starts = '2026-11-23T09:00:00Z'
    const some = [
      await begin('2026-11-23T08:00:00Z', starts, 1),
      await begin('2026-11-23T08:00:00Z', starts, 2),
      await begin('2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z', 2),
    ] as const
    const [first, second] = some
    await roundAt('2026-11-23T08:40:00Z')
    assert.equal((await listed()).length, 2)
    await first.acknowledge()
    assert.deepEqual(await listed(), [second.reference])
    // What was mailed meanwhile says nothing of what is so no more.
    assert.equal((await mailed()).length, 1)
    await second.move(2, '2026-11-23T14:00:00Z')
    assert.deepEqual(await listed(), [])
    await roundAt('2026-11-23T09:45:00Z')
    assert.deepEqual(await listed(), [some[2].reference])
    await world.setNow(at('2026-11-23T09:59:59.999Z'))
    assert.equal((await listed()).length, 1)
    await world.setNow(at('2026-11-23T10:00:00Z'))
    assert.deepEqual(await listed(), [])
    const last = await begin('2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z')
    await roundAt('2026-11-23T10:40:00Z')
    assert.deepEqual(await listed(), [last.reference])
    await last.cancel()
    assert.deepEqual(await listed(), [])
    assert.deepEqual(await mailed(), [])
  })

  it('has one alert, whoever goes round at once', async () => {
    await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    await world.setNow(at('2026-11-23T08:40:00Z'))
    const rounds = await Promise.all(
      Array.from({ length: 4 }, () => alertUnacknowledged({ db, clock: world.ports.clock })),
    )
    assert.deepEqual(rounds.toSorted(), [0, 0, 0, 1])
    assert.equal((await mailed()).length, 1)
  })
})

describe('cover', () => {
  const offered: string[] = []
  const offer: Covering = async (_, bookingId) => void offered.push(bookingId)
  beforeEach(() => void offered.splice(0))

  it('is offered with the alert, once for each, also after a worker that was killed in between', async () => {
    const one = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    assert.equal(await roundAt('2026-11-23T08:40:00Z'), 1, 'killed after the alert')
    const two = await begin('2026-11-23T08:40:00Z', '2026-11-23T09:15:00Z', 2)
    await roundAt('2026-11-23T08:55:00Z', offer)
    await roundAt('2026-11-23T08:55:01Z', offer)
    assert.deepEqual(offered, [one.id, two.id])
  })

  it('is tried again where it failed, keeps no other from its own, and the lead is alerted all the same', async () => {
    const one = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    const two = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z', 2)
    const failing: Covering = async (tx, id) => {
      if (id === one.id) throw new Error('nobody')
      await offer(tx, id)
    }
    await assert.rejects(roundAt('2026-11-23T08:40:00Z', failing), /nobody/)
    assert.deepEqual(offered, [two.id])
    assert.equal((await mailed()).length, 2)
    await roundAt('2026-11-23T08:41:00Z', offer)
    assert.deepEqual(offered, [two.id, one.id])
  })

  it('is not offered for what was acknowledged meanwhile', async () => {
    const one = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    await roundAt('2026-11-23T08:40:00Z')
    await one.acknowledge()
    await roundAt('2026-11-23T08:41:00Z', offer)
    assert.deepEqual(offered, [])
  })

  for (const what of ['acknowledge', 'cancel'] as const)
    it(`is nothing to do any more after ${what}`, async () => {
      const one = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
      const task: Covering = (tx, bookingId) =>
        openTask(tx, { kind: 're-home', bookingId, dueAt: at('2026-11-23T08:50:00Z') })
      await roundAt('2026-11-23T08:40:00Z', task)
      const open = async () => (await admin.query('select from task where done_at is null')).rowCount
      assert.equal(await open(), 1)
      await one[what]()
      assert.equal(await open(), 0)
    })

  it('runs as the worker, in the transaction that remembers it', async () => {
    const one = await begin('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')
    const undone: Covering = async (tx) => {
      const [row] = await tx.send('', 'select current_user as who', [])
      assert.equal((row as { who: string }).who, worker.role)
      throw new Error('stop')
    }
    await assert.rejects(roundAt('2026-11-23T08:40:00Z', undone), /stop/)
    const { rows } = await admin.query('select covered_at from acknowledgement_alert where booking_id = $1', [one.id])
    assert.deepEqual(rows, [{ covered_at: null }])
  })
})
