import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, describe, it } from 'node:test'
import { serve } from '#web'
import { erasingHere } from '../../../testing/erasing.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { actorOf, guardsWith, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { destroyPast } from '../retention.ts'
import { recordRoutes } from '../routes.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin, db, ports } = world
const now = Temporal.Instant.from('2036-11-26T09:00:00Z')
const { erase } = erasingHere(() => now)
const okafor = await newStaff(admin, 'governance')
const app = await serve({
  routes: recordRoutes({ ...ports, erase, freed: async () => {} }),
  ports: { clock: () => now, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({
    governance: async () => ({
      kind: 'governance',
      id: okafor,
      actor: await actorOf(admin, okafor, 'governance'),
      level: 'strong',
      roles: ['governance'],
    }),
  }),
})
after(() => app.close())
beforeEach(() => world.setNow(now))

const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
async function office(): Promise<string> {
  const { statusCode, body } = await app.inject({ url: '/team/privacy', headers })
  assert.equal(statusCode, 200)
  await assertValidHtml(body)
  return body
}
const decide = (kind: string, id: string, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: `/team/privacy/reviews/${kind}/${id}`,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const reason = 'The answer is still before a court until spring'

/** One record of each kind that was closed at a moment; gives their ids. */
async function closedAt(at: string): Promise<{ complaint: string; concern: string; coach: string }> {
  const [complaint, concern, coach] = [randomUUID(), randomUUID(), coachId(1)]
  const reference = [...complaint.toUpperCase().replace(/[^A-F2-9]/g, '')].slice(0, 8).join('')
  await admin.query(
    `insert into data_complaint (id, reference, acknowledge_by, answer_by, answered_at, sealed_words)
       values ($1, $2, '2030-01-01', '2030-02-01', $3, 'x')`,
    [complaint, reference, at],
  )
  await admin.query(
    `insert into concern (id, level, theme, raised_at, closed_at, settled, sealed_words)
       values ($1, 2, 'other', $2, $2, true, 'x')`,
    [concern, at],
  )
  await admin.query('update coach set active = false where id = $1', [coach])
  await admin.query('update staff set active = false, left_at = $2 where id = $1', [coach, at])
  return { complaint, concern, coach }
}
const due = async () =>
  [...(await office()).matchAll(/reviews\/([a-z_]+)\/([0-9a-f-]{36})/g)].map(([, kind]) => kind).sort()
const clear = () => admin.query('delete from data_complaint; delete from concern; delete from retention_review')

describe('what is looked at before it is destroyed', () => {
  beforeEach(clear)

  it('is due when its time is over, each kind at its own, and no job takes it', async () => {
    const { complaint } = await closedAt('2030-11-27T09:00:00Z')
    assert.deepEqual(await due(), [])
    await clear()
    await closedAt('2030-11-25T09:00:00Z')
    assert.deepEqual(await due(), ['coach_file', 'data_protection_complaint'])
    await clear()
    await closedAt('2028-11-25T09:00:00Z')
    assert.deepEqual(await due(), ['coach_file', 'data_protection_complaint', 'escalation_safeguarding'])
    await destroyPast({ db, log: () => {}, erase })
    assert.equal((await due()).length, 3)
    assert.equal((await decide('data_protection_complaint', complaint, { done: 'destroyed' })).statusCode, 404)
  })

  it('is destroyed by whoever looked, once, and that is counted and written down', async () => {
    const { complaint, concern, coach } = await closedAt('2028-11-25T09:00:00Z')
    assert.equal((await decide('data_protection_complaint', complaint, { done: 'destroyed' })).statusCode, 303)
    assert.equal((await decide('data_protection_complaint', complaint, { done: 'destroyed' })).statusCode, 404)
    assert.equal((await decide('escalation_safeguarding', concern, { done: 'destroyed' })).statusCode, 303)
    assert.equal((await decide('coach_file', coach, { done: 'destroyed' })).statusCode, 303)
    const { rows } = await admin.query(
      `select (select count(*)::int from data_complaint) + (select count(*)::int from concern) as left,
              (select name_shown || ' ' || split_part(email, '@', 2) from coach where id = $1) as coach,
              (select name from staff where id = $1) as name,
              (select array_agg(kind order by kind) from destruction) as counted,
              (select count(*)::int from audit_event where verb = 'retention.destroyed') as written`,
      [coach],
    )
    const kinds = ['coach_file', 'data_protection_complaint', 'escalation_safeguarding']
    assert.deepEqual(rows, [
      { left: 0, coach: 'A former coach left.invalid', name: 'A former coach', counted: kinds, written: 3 },
    ])
    assert.deepEqual(await due(), [])
  })

  it('is kept for another year with a reason, and only with one', async () => {
    const { concern } = await closedAt('2028-11-25T09:00:00Z')
    const kind = 'escalation_safeguarding'
    const refused = await decide(kind, concern, { done: 'kept', reason: 'Too short' })
    assert.equal(refused.statusCode, 422)
    await assertValidHtml(refused.body)
    for (const part of ['Too short', `href="#reason-${concern}"`, `id="reason-${concern}-error"`])
      assert.ok(refused.body.includes(part), part)
    assert.equal((await decide(kind, concern, { done: 'kept', reason })).statusCode, 303)
    assert.ok(!(await due()).includes(kind))
    await world.setNow(now.add({ hours: 24 * 366 }))
    assert.ok((await due()).includes(kind))
  })
})
