import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fullWhenWords } from '#lib/time'
import { another, somebodyWaits } from '../../../testing/another.ts'
import { bookingPages, headingOf as heading, idOf, startsIn } from '../../../testing/pages.ts'
import { eventually } from '../../../testing/running.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { booked } = await bookingPages(world)

const startOf = async (path: string) => {
  const { rows } = await world.admin.query<{ at: string }>(
    `select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from booking where id = $1`,
    [idOf(path)],
  )
  return rows[0]!.at
}

describe('moving', () => {
  it('says what it is, where the appointment stands, and that it has moved', async () => {
    const { someone, path } = await booked()
    const { html } = await someone.get(`${path}/move`)
    assert.equal(heading(html), 'Move your appointment')
    assert.ok(html.includes(`It is now ${fullWhenWords(Temporal.Instant.from(await startOf(path)))}.`))
    assert.match(html, /Move to this time/)
    assert.doesNotMatch(html, /kept for you for 10 minutes|Book this time/)
    const moved = await someone.post(`${path}/move`, { start: startsIn(html)[0]! })
    const after = await someone.get(moved.location)
    assert.equal(heading(after.html), 'Your appointment has moved')
    assert.equal(heading((await someone.get(path)).html), 'You are booked')
  })

  it('leaves out the time that it has, and refuses it', async () => {
    const { someone, path } = await booked()
    const own = await startOf(path)
    const [page, day] = [await someone.get(`${path}/move`), await someone.get(`${path}/move/2026-11-23`)]
    for (const { html } of [page, day]) assert.ok(startsIn(html).length > 0 && !startsIn(html).includes(own))
    const counted = Number(/Today: (\d+) times/.exec(page.html)![1])
    assert.equal(counted, startsIn(day.html).length)
    const refused = await someone.post(`${path}/move/2026-11-23`, { start: own })
    assert.equal(refused.status, 422)
    assert.match(refused.html, /Select another time than the one it has now/)
    const { rows } = await world.admin.query('select sequence from booking where id = $1', [idOf(path)])
    assert.deepEqual(rows, [{ sequence: 0 }])
  })

  it('says that it has moved to whoever presses again, one after the other, and moves it once', async () => {
    const { someone, path } = await booked()
    const day = await someone.get(`${path}/move/2026-11-24`)
    const was = /<input type="hidden" name="was" value="([^"]+)"/.exec(day.html)?.[1]
    assert.equal(was, await startOf(path))
    const form = { start: startsIn(day.html)[0]!, ...(was ? { was } : {}) }
    for (const _ of [1, 2]) {
      const { location } = await someone.post(`${path}/move/2026-11-24`, form)
      assert.equal(location, `${path}?said=moved`)
    }
    const { rows } = await world.admin.query('select sequence from booking where id = $1', [idOf(path)])
    assert.deepEqual(rows, [{ sequence: 1 }])
    const { html } = await someone.get(`${path}/move/2026-11-24`)
    const shown = /name="was" value="([^"]+)"/.exec(html)![1]!
    assert.equal((await someone.post(`${path}/move/2026-11-24`, { start: shown, was: shown })).status, 422)
  })

  it('by half an hour with the same coach, whom nobody else could stand in for, works', async () => {
    const { someone, path } = await booked()
    await world.admin.query(
      `insert into absence (coach_id, during, reason) select id, '[2026-11-23T08:00Z,2026-11-23T12:00Z)', 'ill'
         from coach where id <> (select coach_id from booking where id = $1)`,
      [idOf(path)],
    )
    await world.ports.availability.load()
    const moved = await someone.post(`${path}/move`, {
      start: Temporal.Instant.from(await startOf(path))
        .add({ minutes: 30 })
        .toString(),
    })
    assert.equal(moved.location, `${path}?said=moved`)
  })

  it('leads to the appointment’s own page when it was cancelled just then', async () => {
    const { someone, path } = await booked()
    const start = startsIn((await someone.get(`${path}/move`)).html)[0]!
    const { location } = await another(world, async (other) => {
      await other.query('begin')
      await other.query(`update booking set status = 'cancelled', cancelled_by = 'client' where id = $1`, [idOf(path)])
      const moving = someone.post(`${path}/move`, { start })
      await eventually('the move waits', () => somebodyWaits(world))
      await other.query('commit')
      return moving
    })
    assert.equal(location, path)
    assert.equal(heading((await someone.get(path)).html), 'This appointment is cancelled')
  })
})

describe('moving an appointment with a coach who was named', () => {
  const named = async (number: number) => {
    const made = await booked()
    await world.admin.query(`update booking set matched_on = array['named=' || $2::text] where id = $1`, [
      idOf(made.path),
      coachId(number),
    ])
    return made
  }
  const others = /These are times with other coaches\./

  it('offers that coach’s times, and says nothing of others', async () => {
    const { someone, path } = await named(1)
    const { html } = await someone.get(`${path}/move`)
    assert.match(html, /with Coach 1/)
    assert.doesNotMatch(html, others)
  })

  it('offers the times of others, and says so, when the coach has no other time', async () => {
    const { someone, path } = await named(2)
    await world.admin.query(
      `insert into absence (coach_id, during, reason) values ($1, '[2026-11-23,2027-01-01)', 'ill')`,
      [coachId(2)],
    )
    await world.ports.availability.load()
    const { html } = await someone.get(`${path}/move`)
    assert.match(html, /Coach 2 has no other times in the next 28 days\. These are times with other coaches\./)
    assert.doesNotMatch(html, /with Coach 2\./)
  })

  it('moves it to another coach when the coach has left', async () => {
    const { someone, path } = await named(3)
    await world.admin.query('update coach set active = false where id = $1', [coachId(3)])
    await world.ports.availability.load()
    const { html } = await someone.get(`${path}/move`)
    assert.match(html, /Coach 3 is no longer coaching with us\. These are times with other coaches\./)
    const day = await someone.get(`${path}/move/2026-11-24`)
    assert.match(day.html, /no longer coaching with us/)
    const moved = await someone.post(`${path}/move/2026-11-24`, { start: startsIn(day.html)[0]! })
    assert.equal(moved.location, `${path}?said=moved`)
    const { rows } = await world.admin.query(
      'select coach_id = $2 as gone, matched_on as asked from booking where id = $1',
      [idOf(path), coachId(3)],
    )
    assert.deepEqual(rows, [{ gone: false, asked: [] }])
  })
})
