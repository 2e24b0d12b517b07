import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { anyone, operator, worker } from '#lib/door'
import { browser, client } from '../../../testing/booking.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import type { Wish } from '../wish.ts'
import { keepProof, proofMetrics, proveDiary } from './proof.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, admin, ports } = world
let people = 0

async function booked(number: number, start: string): Promise<string> {
  const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
  const who = browser('somebody')
  const at = Temporal.Instant.from(start).epochMilliseconds
  const held = await hold(ports, who, { ...wish, coachId: coachId(number) }, at)
  assert.ok(held.kind === 'held', held.kind)
  const answer = await book(ports, who, held.id, client(`amina${++people}`))
  assert.ok(answer.kind === 'booked')
  return answer.id
}

const proof = () => db.withActor(operator, proveDiary)
const right = { claims: 0, bookings: 0, unclaimed: 0, inAbsence: 0, clients: 0 }
let first = ''
let next = ''

describe('the proof of the diary', () => {
  beforeEach(async () => {
    await admin.query('truncate hold, booking, booking_person, booking_change, rehome_task, absence, claim cascade')
    await ports.availability.load()
    first = await booked(1, '2026-11-24T09:00:00Z')
    next = await booked(1, '2026-11-24T10:00:00Z')
    await booked(2, '2026-11-24T09:00:00Z')
  })

  it('finds nothing where all is well', async () => assert.deepEqual(await proof(), right))

  it('finds a session whose gap runs into the next, which no claim says', async () => {
    await admin.query(`update booking set starts_at = '2026-11-24T09:59Z' where id = $1`, [next])
    assert.deepEqual(await proof(), { ...right, bookings: 1, unclaimed: 1 })
  })

  it('finds a short session inside a long one, whatever lies between', async () => {
    await admin.query(`update booking set ends_at = '2026-11-24T20:00Z' where id = $1`, [first])
    await booked(1, '2026-11-24T15:00:00Z')
    assert.equal((await proof()).bookings, 2)
  })

  it('finds claims that overlap, and sessions without theirs', async () => {
    await admin.query('alter table claim drop constraint one_claim_on_a_coach')
    await admin.query(`insert into claim (coach_id, during, kind)
      values ('${coachId(1)}', '[2026-11-24T09:30Z,2026-11-24T09:45Z)', 'group')`)
    await admin.query(`update claim set active = false where lower(during) = '2026-11-24T10:00Z'`)
    assert.deepEqual(await proof(), { ...right, claims: 1, unclaimed: 1 })
    await admin.query(`truncate hold, booking, booking_person, booking_change, rehome_task, claim cascade;
      alter table claim add constraint one_claim_on_a_coach exclude using gist (coach_id with =, during with &&) where (active)`)
  })

  it('finds a session booked into an absence, and none that the absence was recorded over', async () => {
    const away = (recorded: string) =>
      admin.query(
        `insert into absence (coach_id, during, reason, recorded_at)
           values ($1, '[2026-11-24T08:00Z,2026-11-24T10:00Z)', 'ill', $2)`,
        [coachId(1), recorded],
      )
    await away('2026-11-23T08:00:30Z')
    assert.deepEqual(await proof(), right)
    await away('2026-11-23T07:58:00Z')
    assert.deepEqual(await proof(), { ...right, inAbsence: 1 })
  })

  it('finds two sessions of one client at the same time', async () => {
    await admin.query(
      `update booking set client_id = (select client_id from booking where id = $1)
      where starts_at = '2026-11-24T09:00Z'`,
      [first],
    )
    assert.deepEqual(await proof(), { ...right, clients: 1 })
  })

  it('is kept, told to monitors, and logged when something is wrong', async () => {
    assert.equal(await db.withActor(anyone, proofMetrics), '')
    const logged: unknown[] = []
    const log = (event: string, facts: Record<string, number>) => void logged.push([event, facts])
    await keepProof(db, log)
    assert.match(await db.withActor(anyone, proofMetrics), /^lay_overlaps 0$/m)
    assert.deepEqual(logged, [])
    await admin.query(`update booking set starts_at = '2026-11-24T09:30Z' where id = $1`, [next])
    await world.setNow(world.ports.clock().add({ hours: 24 }))
    await keepProof(db, log)
    assert.match(await db.withActor(anyone, proofMetrics), /^lay_overlaps 2$/m)
    assert.deepEqual(logged, [['diary.wrong', { ...right, bookings: 1, unclaimed: 1 }]])
    await assert.rejects(
      db.withActor(worker, (tx) => tx.send('', 'delete from diary_proof', [])),
      { code: '42501' },
    )
  })
})
