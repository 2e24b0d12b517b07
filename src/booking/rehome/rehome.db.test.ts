import assert from 'node:assert/strict'
import { coachActor } from '../../../testing/staff.ts'
import { describe, it } from 'node:test'
import { coachVerb, endAbsence, recordAbsence } from '#coaches'
import { operator } from '#lib/door'
import type { Tx } from '#lib/sql'
import { somebodyWaits } from '../../../testing/another.ts'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { eventually } from '../../../testing/running.ts'
import { running } from '../../../testing/verbs.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel, cancelIn } from '../cancel.ts'
import { hold } from '../hold.ts'
import { move, moveIn } from '../move.ts'
import type { Wish } from '../wish.ts'
import { rehomeVerb } from './rehome-verb.ts'
import { rehoming, sessionsToRehome } from './rehome.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, ports, admin } = world
const at = (text: string) => Temporal.Instant.from(text)
let people = 0

async function holdWith(number: number, start: string, owner = browser('somebody')) {
  const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
  const held = await hold(ports, owner, { ...wish, coachId: coachId(number) }, at(start).epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  return held.id
}

async function bookedWith(number: number, start: string) {
  const booked = await book(ports, browser('somebody'), await holdWith(number, start), client(`amina${++people}`))
  assert.ok(booked.kind === 'booked')
  return booked.id
}

const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: mondayMorning, rehoming }
const awayFrom = async (from: string, until: string) => {
  const during = { startsAt: at(from), endsAt: at(until) }
  const answer = await db.withActor(await coachActor(admin, coachId(1)), (tx) =>
    recordAbsence(tx, coachId(1), during, 'ill', acting),
  )
  assert.ok(answer.kind === 'recorded')
  return answer.absence.id
}
const waiting = async () =>
  (await db.withActor(operator, (tx) => rehoming.waiting(tx, coachId(1)))).map(({ bookingId }) => bookingId)

describe('sessions whose coach is away', () => {
  it('wait for another coach, each once, until they are moved or cancelled', async () => {
    const before = await bookedWith(1, '2026-11-24T08:00:00Z')
    const first = await bookedWith(1, '2026-11-24T10:00:00Z')
    const second = await bookedWith(1, '2026-11-24T12:00:00Z')
    await bookedWith(2, '2026-11-24T12:00:00Z')
    // The first hour ends just as the absence begins.
    await awayFrom('2026-11-24T08:45:00Z', '2026-11-24T14:00:00Z')
    await awayFrom('2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z')
    assert.deepEqual(await waiting(), [first, second])
    const { out } = await running(rehomeVerb, db)('list')
    assert.deepEqual(
      out.map((line) => line.split('\t').filter((_, i) => [0, 2, 5].includes(i))),
      [
        [first, 'Tuesday 24 November 2026, 10am', 'Coach 1'],
        [second, 'Tuesday 24 November 2026, midday', 'Coach 1'],
      ],
    )
    assert.doesNotMatch(out.join(), /amina/)
    const held = await holdWith(2, '2026-11-24T10:00:00Z')
    assert.equal((await move(ports, browser('somebody'), first, held, 'client')).kind, 'moved')
    assert.deepEqual(await waiting(), [second])
    await cancel(ports, browser('somebody').actor, second, 'client', 'client')
    assert.deepEqual(await waiting(), [])
    const { rows } = await admin.query('select settled_at from rehome_task where settled_at is null')
    assert.deepEqual(rows, [])
    await cancel(ports, browser('somebody').actor, before, 'client', 'client')
  })

  it('wait no more once the coach is back', async () => {
    const session = await bookedWith(1, '2026-11-25T10:00:00Z')
    const absence = await awayFrom('2026-11-25T09:00:00Z', '2026-11-26T00:00:00Z')
    assert.deepEqual(await waiting(), [session])
    await db.withActor(await coachActor(admin, coachId(1)), (tx) => endAbsence(tx, coachId(1), absence, acting))
    assert.deepEqual(await waiting(), [])
    await awayFrom('2026-11-25T09:00:00Z', '2026-11-26T00:00:00Z')
    assert.deepEqual(await waiting(), [session], 'and again when the coach is away after all')
    await cancel(ports, browser('somebody').actor, session, 'client', 'client')
  })

  it('leave nothing behind of an absence that was not recorded', async () => {
    const session = await bookedWith(1, '2026-11-27T10:00:00Z')
    const act = db.withActor(await coachActor(admin, coachId(1)), async (tx) => {
      const during = { startsAt: at('2026-11-27T09:00:00Z'), endsAt: at('2026-11-28T00:00:00Z') }
      await recordAbsence(tx, coachId(1), during, 'ill', acting)
      throw new Error('something else went wrong')
    })
    await assert.rejects(act)
    assert.deepEqual(await waiting(), [])
    await cancel(ports, browser('somebody').actor, session, 'client', 'client')
  })

  it('wait for nobody when they are moved or cancelled just as the absence is recorded', async () => {
    const acts: [string, (tx: Tx, id: string) => Promise<{ kind: string }>][] = [
      [
        'moved',
        async (tx, id) => {
          const kept = await holdWith(2, '2026-11-26T12:00:00Z')
          return moveIn(tx, ports, browser('somebody'), id, kept, 'client', { coachIds: [] })
        },
      ],
      ['cancelled', (tx, id) => cancelIn(tx, ports, id, 'client', { kind: 'client', id: null })],
    ]
    for (const [kind, act] of acts) {
      const session = await bookedWith(1, '2026-11-26T10:00:00Z')
      let absence: Promise<string> | undefined
      await db.withActor(browser('somebody').actor, async (tx) => {
        assert.equal((await act(tx, session)).kind, kind)
        let through = false
        absence = awayFrom('2026-11-26T09:00:00Z', '2026-11-27T00:00:00Z')
        void absence.then(() => (through = true))
        await eventually('the absence waits, or is through', async () => through || somebodyWaits(world))
      })
      const id = await absence!
      assert.deepEqual(await wrongInDiary(admin), nothingWrong, kind)
      await db.withActor(await coachActor(admin, coachId(1)), (tx) => endAbsence(tx, coachId(1), id, acting))
      await cancel(ports, browser('somebody').actor, session, 'client', 'client')
    }
  })

  it('are all those ahead when the coach leaves, and none of what is over', async () => {
    const over = await bookedWith(1, '2026-11-27T08:00:00Z')
    const ahead = await bookedWith(1, '2026-11-27T14:00:00Z')
    await world.setNow(at('2026-11-27T09:00:00Z'))
    const { status, out } = await running(coachVerb(rehoming), db)('leave', 'Coach 1')
    assert.deepEqual([status, out], [0, [`${ahead}\tFriday 27 November 2026, 2pm`]])
    assert.equal(await db.withActor(operator, sessionsToRehome), 1)
    await assert.rejects(holdWith(1, '2026-11-27T16:00:00Z'), /no-such-slot/)
    assert.ok(!(await waiting()).includes(over))
    await running(coachVerb(rehoming), db)('return', 'Coach 1')
    assert.deepEqual(await waiting(), [])
  })
})
