import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, browser, client } from '../../testing/booking.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold, type Held } from './hold.ts'
import { move, moveTo } from './move.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const wish: Wish = { service: world.service('lay-too'), mode: 'phone', longer: false, interpreter: false }
const amina = client('amina', {
  phone: '+447700900123',
  adjustments: ['captions', 'companion'],
  area: 'QHM',
  settingKey: null,
})

async function held(name: string, start: string, named?: string): Promise<Held> {
  const answer = await hold(world.ports, browser(name), { ...wish, ...(named ? { coachId: named } : {}) }, at(start))
  assert.ok(answer.kind === 'held', answer.kind)
  return answer
}

async function booked(name: string, start: string) {
  const { id } = await held(name, start)
  const done = await book(world.ports, browser(name), id, { ...amina, contactHashes: client(name).contactHashes })
  assert.ok(done.kind === 'booked')
  return done
}

/** All that is known of a booking: its row, its person, its claim, its history and its messages. */
async function everythingOf(id: string): Promise<Record<string, unknown>> {
  const { rows } = await world.admin.query<Record<string, unknown>>(
    `select to_jsonb(b) as booking, to_jsonb(p) as person, to_jsonb(c) as claim,
            (select jsonb_agg(to_jsonb(h) order by h.sequence) from booking_change h where h.booking_id = b.id) as history,
            (select jsonb_agg(to_jsonb(m) order by m.id) from message m where m.subject_id = b.id) as messages,
            (select count(*) from audit_event a where a.subject_id = b.id) as acts
       from booking b join booking_person p on p.booking_id = b.id join claim c on c.id = b.claim_id where b.id = $1`,
    [id],
  )
  return rows[0]!
}

describe('A booking whose new time is lost before it is moved there', () => {
  it('stands as it was when the hold ran out and somebody else has claimed the time', async () => {
    const { id } = await booked('a', '2026-11-24T09:00:00Z')
    const next = await held('a', '2026-11-24T13:00:00Z', coachId(1))
    const before = await everythingOf(id)
    await world.setNow(next.expiresAt)
    await held('b', '2026-11-24T13:30:00Z', coachId(1))
    assert.equal((await move(world.ports, browser('a'), id, next.id, 'client')).kind, 'hold-expired')
    assert.deepEqual(await everythingOf(id), before)
  })

  it('stands as it was when its coach is away then', async () => {
    const { id } = await booked('c', '2026-11-25T09:00:00Z')
    const next = await held('c', '2026-11-25T13:00:00Z')
    const before = await everythingOf(id)
    await world.admin.query(
      `insert into absence (coach_id, during, reason) values ($1, '[2026-11-25T13:30Z,2026-11-25T14:00Z)', 'ill')`,
      [next.coach.id],
    )
    assert.equal((await move(world.ports, browser('c'), id, next.id, 'client')).kind, 'hold-expired')
    assert.deepEqual(await everythingOf(id), before)
  })

  it('stands as it was when everybody is away at the time that it is moved to', async () => {
    const { id, coachId: coach, claimId } = await booked('d', '2026-11-26T09:00:00Z')
    const before = await everythingOf(id)
    await world.admin.query(
      `insert into absence (coach_id, during, reason) select id, '[2026-11-26T13:00Z,2026-11-26T14:00Z)', 'ill' from coach`,
    )
    const answer = await moveTo(
      world.ports,
      browser('d').actor,
      { id, coachId: coach, claimId },
      wish,
      at('2026-11-26T13:00:00Z'),
      'client',
    )
    assert.equal(answer.kind, 'no-such-slot')
    assert.deepEqual(await everythingOf(id), before)
  })
})

describe('A booking that is moved, again and again', () => {
  it('is the same booking: only its time, its coach and its number in order change', async () => {
    const { id } = await booked('e', '2026-12-01T09:00:00Z')
    const before = await everythingOf(id)
    for (const [i, start] of ['2026-12-01T13:00:00Z', '2026-12-02T09:00:00Z', '2026-12-01T09:00:00Z'].entries()) {
      const next = await held('e', start)
      const moved = await move(world.ports, browser('e'), id, next.id, 'client')
      assert.deepEqual(moved, { kind: 'moved', sequence: i + 1 })
      const now = await everythingOf(id)
      assert.deepEqual(lasting(now['booking']), lasting(before['booking']))
      assert.deepEqual(now['person'], before['person'])
    }
    const { history } = (await everythingOf(id)) as { history: { sequence: number; what: string }[] }
    assert.deepEqual(
      history.map(({ sequence, what }) => [sequence, what]),
      [
        [0, 'booked'],
        [1, 'moved'],
        [2, 'moved'],
        [3, 'moved'],
      ],
    )
    const { rows } = await world.admin.query(
      'select from claim where active and coach_id is not null and id in (select claim_id from booking where id = $1)',
      [id],
    )
    assert.equal(rows.length, 1)
  })
})

/** What a move leaves alone: id, reference, link, contacts, area, adjustments, browser and the rest. */
function lasting(booking: unknown): unknown {
  const changing = ['claim_id', 'coach_id', 'starts_at', 'ends_at', 'sequence']
  return Object.fromEntries(Object.entries(booking as object).filter(([name]) => !changing.includes(name)))
}
