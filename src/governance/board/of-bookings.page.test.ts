import assert from 'node:assert/strict'
import { it } from 'node:test'
import { worker } from '#lib/door'
import { alertOverdue } from '#tasks'
import { at, browser, client } from '../../../testing/booking.ts'
import { book, cancel, hold, moveTo } from '../../../testing/booking-verbs.ts'
import { newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { boardRoutes } from './routes.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { admin, ports, db } = world
const samId = await newStaff(admin, 'lead_ops')
const signedIn = await staffPages(world, boardRoutes(db))
/** Signed in anew, since the clock moves on. */
const sam = {
  get: async (url: string) => (await signedIn(samId)).get(url),
  post: async (url: string, form: Record<string, string> = {}) => (await signedIn(samId)).post(url, form),
}

type Task = { id: string; kind: string; due: string; outcome: string | null }
const tasks = async (bookingId: string) =>
  (
    await admin.query<Task>(
      `select id, kind, to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI') as due, outcome from task where booking_id = $1 order by number`,
      [bookingId],
    )
  ).rows
const short = (all: readonly Task[]) => all.map(({ kind, due, outcome }) => [kind, due, outcome])

/** A session with a coach, with an interpreter where one is asked for. */
async function booked(name: string, start: string, adjustments: string[], coach = 1) {
  const wish = {
    service: world.service('lay-too'),
    mode: 'video' as const,
    longer: false,
    interpreter: adjustments.length > 0,
    coachId: coachId(coach),
  }
  const owner = browser(name)
  const held = await hold(ports, owner, wish, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const done = await book(ports, owner, held.id, client(name, { adjustments }))
  assert.ok(done.kind === 'booked')
  const { rows } = await admin.query<{ claim: string }>('select claim_id as claim from booking where id = $1', [
    done.id,
  ])
  return { id: done.id, owner, wish, claimId: rows[0]!.claim, coachId: done.coachId }
}
const saysOutcome = async (kind: string, bookingId: string, outcome: string) => {
  const task = (await tasks(bookingId)).findLast((one) => one.kind === kind && one.outcome === null)!
  assert.equal((await sam.post(`/team/operations/tasks/${task.id}`, { outcome })).to, '/team/operations/tasks')
}

it('a booking that asks for an interpreter is a task at once: on the list, owned, due, overdue once and done', async () => {
  const { id } = await booked('a', '2026-11-26T09:00:00Z', ['bsl'])
  assert.deepEqual(short(await tasks(id)), [['interpreter', '11-24 08:00', null]])
  assert.deepEqual(await tasks((await booked('plain', '2026-11-26T15:00:00Z', [])).id), [])
  const list = (await sam.get('/team/operations/tasks')).html
  assert.match(list, /Find an interpreter/)
  const [task] = await tasks(id)
  assert.equal((await sam.post(`/team/operations/tasks/${task!.id}/take`)).status, 303)
  assert.match(
    (await sam.get(`/team/operations/tasks/${task!.id}`)).html,
    /It is Dev’s\.[^]*?An interpreter is arranged/,
  )
  await world.setNow(mondayMorning.add({ hours: 24, seconds: 1 }))
  assert.deepEqual(
    [(await db.withActor(worker, alertOverdue)).length, (await db.withActor(worker, alertOverdue)).length],
    [1, 0],
  )
  await world.setNow(mondayMorning)
  const refused = await sam.post(`/team/operations/tasks/${task!.id}`, { outcome: 'reached' })
  assert.equal(refused.status, 422)
  await saysOutcome('interpreter', id, 'arranged')
  assert.deepEqual(short(await tasks(id)), [['interpreter', '11-24 08:00', 'arranged']])
})

it('where none can be had, somebody calls within the hour', async () => {
  const { id } = await booked('b', '2026-11-27T09:00:00Z', ['interpreter'])
  await saysOutcome('interpreter', id, 'cannot')
  assert.deepEqual(short(await tasks(id)), [
    ['interpreter', '11-24 08:00', 'cannot'],
    ['call', '11-23 09:00', null],
  ])
})

/** Moves a session, as its client does. */
async function moved(asked: Awaited<ReturnType<typeof booked>>, start: string) {
  const { rows } = await admin.query<{ coach: string; claim: string }>(
    'select coach_id as coach, claim_id as claim from booking where id = $1',
    [asked.id],
  )
  const own = { id: asked.id, coachId: rows[0]!.coach, claimId: rows[0]!.claim }
  assert.equal((await moveTo(ports, asked.owner.actor, own, asked.wish, at(start), 'client')).kind, 'moved')
}

it('whoever interprets stays found where a session comes back to their time before they were told', async () => {
  const back = await booked('c0', '2026-11-28T09:00:00Z', ['bsl'])
  await saysOutcome('interpreter', back.id, 'arranged')
  for (const start of ['2026-11-28T10:30:00Z', '2026-11-28T09:00:00Z']) await moved(back, start)
  assert.deepEqual(
    short(await tasks(back.id)).map(([kind, , outcome]) => [kind, outcome]),
    [
      ['interpreter', 'arranged'],
      ['interpreter-off', 'not-needed'],
      ['interpreter', 'arranged'],
    ],
  )
  await cancel(ports, back.owner.actor, back.id, 'client', 'client')
})

it('moved, an interpreter is to be found anew; cancelled, nobody is; each time, whoever was found is told', async () => {
  const asked = await booked('c', '2026-11-28T09:00:00Z', ['bsl'])
  const again = (start: string) => moved(asked, start)
  await world.setNow(mondayMorning.add({ hours: 2 }))
  await again('2026-11-28T12:00:00Z')
  assert.deepEqual(short(await tasks(asked.id)), [['interpreter', '11-24 10:00', null]], 'the same, due anew')
  await saysOutcome('interpreter', asked.id, 'arranged')
  await again('2026-11-28T15:00:00Z')
  assert.deepEqual(short(await tasks(asked.id)).slice(1), [
    ['interpreter-off', '11-23 14:00', null],
    ['interpreter', '11-24 10:00', null],
  ])
  await again('2026-11-28T18:00:00Z')
  assert.equal((await tasks(asked.id)).length, 3, 'nobody was found for the time between')
  await saysOutcome('interpreter', asked.id, 'arranged')
  await again('2026-11-28T15:00:00Z')
  const off = (await tasks(asked.id)).filter(({ kind }) => kind === 'interpreter-off')
  assert.equal(off.length, 1, 'told once, of both')
  const { html } = await sam.get(`/team/operations/tasks/${off[0]!.id}`)
  assert.match(html, /Arranged for Saturday 28 November, midday, and for Saturday 28 November, 6pm/)
  await saysOutcome('interpreter-off', asked.id, 'done')
  await saysOutcome('interpreter', asked.id, 'arranged')
  await cancel(ports, asked.owner.actor, asked.id, 'client', 'client')
  assert.deepEqual(short(await tasks(asked.id)).slice(3), [
    ['interpreter', '11-24 10:00', 'arranged'],
    ['interpreter-off', '11-23 14:00', null],
  ])
  const never = await booked('d', '2026-11-28T18:00:00Z', ['bsl'])
  await cancel(ports, never.owner.actor, never.id, 'client', 'client')
  assert.deepEqual(short(await tasks(never.id)), [['interpreter', '11-24 10:00', 'not-needed']])
})

it('a coach who leaves has each client handed over, once, at their newest session; one who is back has none', async () => {
  const first = await booked('e', '2026-11-29T09:00:00Z', [], 2)
  const next = await booked('f', '2026-11-29T12:00:00Z', [], 2)
  await admin.query('update booking set client_id = (select client_id from booking where id = $1) where id = $2', [
    first.id,
    next.id,
  ])
  const other = await booked('g', '2026-11-29T15:00:00Z', [], 2)
  const stays = await booked('h', '2026-11-29T18:00:00Z', [], 1)
  await admin.query('update coach set active = false where id = $1', [coachId(2)])
  const all: unknown[] = []
  for (const { id } of [first, next, other, stays]) all.push(short(await tasks(id)))
  assert.deepEqual(all, [[], [['hand-over', '11-26 10:00', null]], [['hand-over', '11-26 10:00', null]], []])
  assert.match((await sam.get('/team/operations/tasks')).html, /Hand over: their coach has left/)
  await saysOutcome('hand-over', other.id, 'done')
  await admin.query('update coach set active = true where id = $1', [coachId(2)])
  assert.deepEqual([short(await tasks(next.id))[0]![2], short(await tasks(other.id))[0]![2]], ['not-needed', 'done'])
})
