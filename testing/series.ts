import assert from 'node:assert/strict'
import { editSeries, markOf, type Edit, type SeriesChoice } from '#coaches'
import { book } from '../src/booking/book.ts'
import { hold } from '../src/booking/hold.ts'
import { rehoming } from '../src/booking/rehome/rehome.ts'
import type { Wish } from '../src/booking/wish.ts'
import { browser, client } from './booking.ts'
import { recovering } from './recovering.ts'
import { coachActor } from './staff.ts'
import { bookingWorld, coachId } from './world.ts'

export const at = (text: string) => Temporal.Instant.from(text)
const day = (text: string) => Temporal.PlainDate.from(text)

/** A world in which coach 1 works every day, and somebody has booked at these times. */
export async function series(starts: readonly string[], others: readonly object[] = [], now = '2026-11-23T08:00:00Z') {
  const world = await bookingWorld(
    [{}, ...others].map((one, i) => ({ id: coachId(i + 1), ...one })),
    at(now),
  )
  const { db, ports, admin } = world
  const wish: Wish = {
    service: world.service('lay-too'),
    mode: 'video',
    longer: false,
    interpreter: false,
    coachId: coachId(1),
  }
  let people = 0
  const booked = async (start: string) => {
    const owner = browser(`person ${++people}`)
    const held = await hold(ports, owner, wish, at(start).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    const done = await book(ports, owner, held.id, client(`person${people}`))
    assert.ok(done.kind === 'booked')
    await admin.query(`update booking set matched_on = '{}' where id = $1`, [done.id])
    return done.id
  }
  const ids: string[] = []
  for (const start of starts) ids.push(await booked(start))
  const { rows } = await admin.query<{ id: string }>('select id from coach_pattern where coach_id = $1', [coachId(1)])
  const id = rows[0]!.id
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: at(now), rehoming }
  const coach = { id: coachId(1), services: ['lay-too'] }
  const attempt = async (edit: Edit, answer: { choice: SeriesChoice; mark: string } | null, whose = id) =>
    db.withActor(await coachActor(admin, coachId(1)), (tx) => editSeries(tx, coach, whose, edit, answer, acting))
  /** Asks first where there is something to ask, as the pages do. */
  const edit = async (what: Edit, choice: SeriesChoice, whose = id) => {
    const asked = await attempt(what, null, whose)
    if (asked.kind !== 'ask') return asked
    return attempt(what, { choice, mark: markOf(asked.inside) }, whose)
  }
  const waiting = async () =>
    (await db.withActor(await coachActor(admin, coachId(1)), (tx) => rehoming.waiting(tx, coachId(1)))).map(
      ({ bookingId }) => bookingId,
    )
  const patterns = async () =>
    (
      await admin.query<{ line: string; id: string }>(
        `select id, concat_ws(' ', starts_on, ends_on, starts_at, ends_at) as line from coach_pattern where coach_id = $1
          order by starts_on, starts_at`,
        [coachId(1)],
      )
    ).rows
  const offers = async (start: string) => {
    await ports.availability.load()
    return (await hold(ports, browser('looks'), wish, at(start).epochMilliseconds)).kind === 'held'
  }
  const state = async (bookingId: string) => {
    const { rows: found } = await admin.query<{ state: string }>(
      `select concat_ws(' ', right(coach_id::text, 1), to_char(starts_at at time zone 'UTC', 'DD HH24:MI'), status) as state from booking where id = $1`,
      [bookingId],
    )
    return found[0]!.state
  }
  const go = () => recovering(ports)
  /** What the clients hear after they have booked, in order. */
  const heard = async () =>
    (
      await admin.query<{ kind: string }>(
        `select kind from message where recipient = 'client' and kind not like 'reminder%' and kind <> 'booking-confirmation'
          order by due_at, kind`,
      )
    ).rows.map(({ kind }) => kind)
  return { world, acting, ids, attempt, edit, waiting, patterns, offers, state, go, heard }
}

export const one = (date: string, hours: Edit['hours'] = null): Edit => ({ which: 'one', dates: [day(date)], hours })
export const later = (date: string, hours: Edit['hours'] = null): Edit => ({
  which: 'later',
  dates: [day(date)],
  hours,
})
