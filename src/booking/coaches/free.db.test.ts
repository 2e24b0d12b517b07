import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { bookableWith, nextOfAll } from './free.ts'

const services = [['lay-too'], ['lay-too', 'lay-career'], ['lay-career'], ['lay-too-ed'], ['no-such']]
const modes = [['video', 'phone'], ['video'], ['phone']]
const coaches = Array.from({ length: 45 }, (_, i) => ({
  id: coachId(i + 1),
  services: services[i % 5]!,
  modes: modes[i % 3]!,
  ethnicallyDiverse: i % 2 === 0,
  opens: `${String(8 + (i % 11)).padStart(2, '0')}:15`,
}))
const world = await bookingWorld(coaches)
const { admin, ports } = world
const { availability } = ports

describe('the list of coaches', () => {
  it('says of each coach the soonest time that their own page says, and lists whoever has one', async () => {
    const away = (number: number, until: string) =>
      admin.query(`insert into absence (coach_id, during, reason) values ($1, tstzrange($2, $3), 'leave')`, [
        coachId(number),
        mondayMorning.toString(),
        until,
      ])
    await away(1, '2026-11-26T12:00:00Z')
    await away(2, '2027-11-26T12:00:00Z')
    await admin.query('update coach set active = false where id = $1', [coachId(3)])
    await availability.load()
    const without = [coachId(6), coachId(7)]

    const listed = nextOfAll(availability, without, mondayMorning)
    const read = availability.everybody().flatMap((coach) => {
      const bookable = bookableWith(availability, coach, without, mondayMorning)
      const soonest = Math.min(...bookable.flatMap(({ times }) => times.slice(0, 1)))
      return bookable.length > 0 ? [{ id: coach.id, next: soonest === Infinity ? null : soonest }] : []
    })
    const said = [...listed].map(([{ id }, soonest]) => ({ id, next: soonest }))
    assert.deepEqual(said.sort((a, b) => (a.id < b.id ? -1 : 1)), read) // prettier-ignore
    const next = (number: number) => listed.get(availability.coach(coachId(number))!)
    assert.deepEqual([2, 3, 5, 6].map(next), [null, undefined, undefined, null])
    assert.equal(next(1), Temporal.Instant.from('2026-11-26T12:00:00Z').epochMilliseconds)
    assert.ok(new Set(listed.values()).size > 10, 'the coaches differ')
  })
})
