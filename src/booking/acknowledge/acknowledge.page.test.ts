import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { anyone, codeOf, holding } from '#lib/door'
import { record } from '#audit'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { browser as owner, client } from '../../../testing/booking.ts'
import { toldByText } from '../../../testing/coach-texts.ts'
import { bookingPages } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { acknowledgeToken } from '../links.ts'
import { bookingRenderers } from '../messages/render.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
let programmePhone: string | null = '01632 960 100'
const { browser } = await bookingPages(world, { phone: () => programmePhone })
const baseUrl = 'http://localhost:3000'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const at = (text: string) => Temporal.Instant.from(text)
const [coach, whoever] = [browser(), browser()]
let people = 0

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await world.admin.query(`delete from message; truncate hold, booking, booking_person, booking_change, claim cascade`)
  await world.ports.availability.load()
})

/** Somebody's booking with a coach at a start. */
async function begin(start: string, who = 1, mode: 'video' | 'phone' = 'video') {
  const someone = owner(`someone ${++people}`)
  const heldWith = async (with_: number, time: string) => {
    const wish: Wish = { service: world.service('lay-too'), mode, longer: false, interpreter: false }
    const asked = { ...wish, coachId: coachId(with_) }
    const held = await hold(world.ports, someone, asked, at(time).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    return held.id
  }
  const name = client(`someone${people}`, { phone: '+447700900123' })
  const booked = await book(world.ports, someone, await heldWith(who, start), name)
  assert.ok(booked.kind === 'booked')
  const { id } = booked
  return {
    id,
    move: async (to: number, time: string) =>
      assert.equal((await move(world.ports, someone, id, await heldWith(to, time), 'client')).kind, 'moved'),
    cancel: () => cancel(world.ports, someone.actor, id, 'client', 'client'),
    asked: async () =>
      (
        await world.admin.query<{ row: string }>(
          `select concat_ws(' ', sequence, right(coach_id::text, 1), ended_at is null, acknowledged_at is not null) as row
             from acknowledgement where booking_id = $1 order by sequence`,
          [id],
        )
      ).rows.map(({ row }) => row),
    trail: async () =>
      (
        await world.admin.query<{ row: string }>(
          `select concat_ws(' ', actor_kind, actor_id, reason) as row from audit_event
            where subject_id = $1 and verb = 'booking.acknowledged' order by n`,
          [id],
        )
      ).rows.map(({ row }) => row),
  }
}

/** What reaches coaches now, by mail and text; and the path of the link in each, where there is one. */
async function told() {
  const said: { to: string; words: string; path: string | null }[] = []
  const take = async (message: Mail | Text) => {
    const words = message.channel === 'email' ? `${message.subject}\n${message.text}` : message.text
    if (!/session/i.test(words)) return 'sent' as const
    said.push({ to: message.to, words, path: /\/acknowledge\/[\w-]+/.exec(words)?.[0] ?? null })
    return 'sent' as const
  }
  await sendDue({ db: world.db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
  return said
}
const linkTold = async () => (await told()).find(({ path }) => path !== null)!.path!

/** Everything that opening a page could change. */
const state = async () =>
  (
    await world.admin.query(
      `select (select jsonb_agg(a order by booking_id, sequence) from acknowledgement a) as asked,
              (select count(*) from audit_event) as trail, (select count(*) from message) as messages,
              (select jsonb_agg(b.sequence order by id) from booking b) as bookings`,
    )
  ).rows[0]

describe('a session that starts within two hours of a change', () => {
  it('is asked about to the millisecond, also where it was moved or handed over to then', async () => {
    await world.setNow(at('2026-11-23T08:00:00Z'))
    const on = await begin('2026-11-23T10:00:00Z')
    assert.deepEqual(await on.asked(), ['0 1 t f'])
    await world.setNow(at('2026-11-23T08:14:59.999Z'))
    const off = await begin('2026-11-23T10:15:00Z', 2)
    assert.deepEqual(await off.asked(), [])
    await off.move(2, '2026-11-23T11:30:00Z')
    assert.deepEqual(await off.asked(), [])
    await world.setNow(at('2026-11-23T09:30:00Z'))
    await off.move(1, '2026-11-23T11:30:00Z')
    assert.deepEqual(await off.asked(), ['2 1 t f'], 'handed over')
    await on.move(1, '2026-11-23T12:45:00Z')
    assert.deepEqual(await on.asked(), ['0 1 f f'], 'no more, once it is far')
  })

  it('is asked about anew when it moves again, and not when a contact is corrected', async () => {
    const booking = await begin('2026-11-23T09:00:00Z')
    const first = await linkTold()
    await whoever.post(first)
    assert.deepEqual(await booking.asked(), ['0 1 t t'])
    await world.admin.query(
      `insert into booking_change (booking_id, sequence, what, by_whom, coach_id, starts_at)
         select id, 1, 'corrected', 'client', coach_id, starts_at from booking where id = $1`,
      [booking.id],
    )
    await world.admin.query('update booking set sequence = 1 where id = $1', [booking.id])
    assert.deepEqual(await booking.asked(), ['0 1 t t'])
    await booking.move(1, '2026-11-23T10:00:00Z')
    assert.deepEqual(await booking.asked(), ['0 1 f t', '2 1 t f'])
    const second = await linkTold()
    assert.notEqual(second, first)
    assert.equal((await whoever.get(first)).status, 404)
    assert.equal((await whoever.get(second)).status, 200)
    await booking.cancel()
    assert.deepEqual(await booking.asked(), ['0 1 f t', '2 1 f f'])
  })
})

describe('the link in a coach’s message', () => {
  it('shows when and how and nobody, changes nothing however often it is opened, and acknowledges by its button', async () => {
    const booking = await begin('2026-11-23T09:00:00Z', 1, 'phone')
    const path = await linkTold()
    const before = await state()
    for (let i = 0; i < 3; i++) {
      const { status, html } = await whoever.get(path)
      assert.equal(status, 200)
      assert.match(html, /Monday 23 November 2026, 9am UK time, by phone/)
      assert.doesNotMatch(html, /someone|07700|900123|Coach 1|lay-too/i)
      assert.ok(!html.includes(booking.id))
    }
    assert.deepEqual(await state(), before)
    const done = await whoever.post(path)
    assert.deepEqual([done.status, done.location], [303, '/acknowledge/thank-you'])
    assert.match((await whoever.get(done.location)).html, /you will be there/)
    assert.deepEqual(await booking.asked(), ['0 1 t t'])
    assert.deepEqual(await booking.trail(), [`coach ${coachId(1)} link`])
  })

  it('says whom to call who cannot, and that Ask for cover does it, too', async () => {
    await begin('2026-11-23T09:00:00Z')
    const path = await linkTold()
    assert.match((await whoever.get(path)).html, /Call <a href="tel:01632960100">[^]*press Ask for cover/)
    programmePhone = null
    assert.match((await whoever.get(path)).html, /Call <a href="tel:01632960999">/, 'the duty lead, without another')
    programmePhone = '01632 960 100'
  })

  it('answers alike where it is wrong, odd, another’s by now, over, cancelled or used, and does nothing', async () => {
    const used = await begin('2026-11-23T09:00:00Z')
    const usedPath = await linkTold()
    await whoever.post(usedPath)
    const gone = await begin('2026-11-23T09:00:00Z', 2)
    const gonePath = await linkTold()
    await gone.cancel()
    const foreign = await begin('2026-11-23T10:00:00Z', 1)
    const foreignPath = await linkTold()
    await foreign.move(2, '2026-11-23T10:00:00Z')
    const unsent = await begin('2026-11-23T08:45:00Z', 2)
    const unsentPath = `/acknowledge/${acknowledgeToken(world.ports.linkKey, unsent.id, 0)}`
    const wrong = [`/acknowledge/${'x'.repeat(22)}`, '/acknowledge/x', `/acknowledge/${used.id}`]
    const [answer, ...more] = [usedPath, gonePath, foreignPath, unsentPath, ...wrong]
    const before = await state()
    const expected = await whoever.get(answer!)
    assert.equal(expected.status, 404)
    for (const path of [answer!, ...more]) {
      assert.deepEqual(await whoever.get(path), expected, path)
      assert.deepEqual(await whoever.post(path), expected, path)
    }
    assert.deepEqual(await state(), before)
    assert.deepEqual(await used.trail(), [`coach ${coachId(1)} link`], 'once, however often it is pressed')
  })

  it('ends at the start, to the millisecond', async () => {
    const booking = await begin('2026-11-23T09:00:00Z')
    const path = await linkTold()
    await world.setNow(at('2026-11-23T08:59:59.999Z'))
    assert.equal((await whoever.get(path)).status, 200)
    await world.setNow(at('2026-11-23T09:00:00Z'))
    assert.equal((await whoever.get(path)).status, 404)
    assert.equal((await whoever.post(path)).status, 404)
    assert.deepEqual(await booking.asked(), ['0 1 t f'])
  })

  it('is the same by mail and by text, and is not there where there is nothing to ask, or nothing more', async () => {
    await toldByText(world, coachId(1), '+447700900121', true)
    const near = await begin('2026-11-23T09:00:00Z')
    const [first, second, ...more] = await told()
    assert.ok(first!.path !== null && first!.path === second!.path && more.length === 0)
    await begin('2026-11-24T09:00:00Z')
    assert.deepEqual(
      (await told()).map(({ path }) => path),
      [null, null],
    )
    await near.move(1, '2026-11-23T10:00:00Z')
    await coach.post(`/team/sessions/${near.id}/acknowledge`)
    assert.deepEqual(
      (await told()).map(({ path }) => path),
      [null, null],
    )
    await toldByText(world, coachId(1), null)
  })

  it('acts by a claim of its own kind alone, and lets nobody write into the trail in a coach’s name', async () => {
    const booking = await begin('2026-11-23T09:00:00Z')
    const token = (await linkTold()).split('/').at(-1)!
    for (const actor of [anyone, holding(`visit:${token}`), holding(`browser:${token}`), holding(`key:${token}`)]) {
      const rows = await world.db.withActor(actor, (tx) => tx.send('', 'select * from acknowledge_by_link()', []))
      assert.deepEqual(rows, [])
    }
    const event = {
      verb: 'booking.acknowledged',
      subjectKind: 'booking',
      subjectId: booking.id,
      actorKind: 'coach',
      actorId: coachId(1),
    } as const
    for (const actor of [anyone, holding(`acknowledge:${token}`)])
      await assert.rejects(
        world.db.withActor(actor, (tx) => record(tx, event)),
        (error) => codeOf(error) === '42501',
      )
    await assert.rejects(
      world.db.withActor(anyone, (tx) => tx.send('', 'select from acknowledgement', [])),
      (error) => codeOf(error) === '42501',
    )
    assert.deepEqual(await booking.trail(), [])
  })
})

describe('Today', () => {
  const button = /I will be there/

  it('has a button beside a session that is asked about; pressed again it changes nothing', async () => {
    const booking = await begin('2026-11-23T09:00:00Z')
    await begin('2026-11-24T09:00:00Z')
    const today = await coach.get('/team/today')
    assert.equal(today.html.match(/action="\/team\/sessions\/[\da-f-]+\/acknowledge"/g)?.length, 1)
    assert.match((await coach.get(`/team/sessions/${booking.id}`)).html, button)
    for (let i = 0; i < 2; i++) {
      const done = await coach.post(`/team/sessions/${booking.id}/acknowledge`)
      assert.deepEqual([done.status, done.location], [303, `/team/today#session-${booking.id}`])
    }
    assert.deepEqual(await booking.trail(), [`coach ${coachId(1)}`])
    const after = await coach.get('/team/today')
    assert.doesNotMatch(after.html, button)
    assert.match(after.html, /You said that you will be there/)
  })

  it('has it until the start, and never of another’s session', async () => {
    const booking = await begin('2026-11-23T09:00:00Z')
    const others = await begin('2026-11-23T09:00:00Z', 2)
    assert.equal((await coach.post(`/team/sessions/${others.id}/acknowledge`)).status, 404)
    assert.equal((await coach.post('/team/sessions/x/acknowledge')).status, 404)
    assert.deepEqual(await others.asked(), ['0 2 t f'])
    await world.setNow(at('2026-11-23T08:59:59.999Z'))
    assert.match((await coach.get('/team/today')).html, button)
    await world.setNow(at('2026-11-23T09:00:00Z'))
    assert.doesNotMatch((await coach.get('/team/today')).html, button)
    await coach.post(`/team/sessions/${booking.id}/acknowledge`)
    assert.deepEqual(await booking.asked(), ['0 1 t f'])
  })
})
