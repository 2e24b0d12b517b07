import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fullWhenWords } from '#lib/time'
import { bookingPages, headingOf as heading, idOf, startsIn } from '../../../testing/pages.ts'
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
})
