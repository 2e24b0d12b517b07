import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { randomUUID } from 'node:crypto'
import { opening, type Actor } from '#lib/door'
import { bookedInto } from '../../testing/fixtures.ts'
import { actorOf, newStaff, sessionOf } from '../../testing/staff.ts'
import { asked, everyRole } from '../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { db, admin } = world
const [mine, also, foreign] = [coachId(1), coachId(2), coachId(3)]
await admin.query(`insert into provider (key, name) values ('osprey', 'Osprey')`)
await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
  foreign,
])
const { ids, actors } = await everyRole(admin, mine)
await admin.query('insert into supervision_of (supervisor_id, coach_id) values ($1, $2)', [ids.supervisor, also])

const at = (hours: number) => mondayMorning.add({ hours })
const amina = 'amina@example.org'
const first = await bookedInto(world, { coachId: mine, startsAt: at(4), email: amina, adjustments: ['bsl'] })
const second = await bookedInto(world, { coachId: also, startsAt: at(6), email: amina })
const elsewhere = await bookedInto(world, { coachId: foreign, startsAt: at(4), email: amina })
const ask = (actor: Actor, text: string) => asked(db, actor, text)
const rows = async (actor: Actor, text: string) => {
  const answer = await ask(actor, text)
  assert.ok(Array.isArray(answer), `${String(answer)}: ${text}`)
  return answer as Record<string, unknown>[]
}

describe('a provider’s rota', () => {
  const rota = actors.partner_rota

  it('is refused whatever says whose a session is, or which', async () => {
    for (const text of [
      'select * from booking',
      'select id from booking',
      'select reference from booking',
      'select client_id from booking',
      'select contact_hashes from booking',
      'select count(*) from booking group by visit_hash',
      'select area from booking',
      'select interpreter from booking',
      'select ctid from booking',
      'select booking from booking',
      'select from booking_person',
      'select from rehome_task',
      'select kind from message',
      'select from audit_event',
      'select from client',
      'select email from coach',
    ])
      assert.match(String(await ask(rota, text)), /^42(501|703)$/, text)
  })

  it('sees its own coaches’ sessions, and none of another provider’s however it asks', async () => {
    assert.deepEqual((await rows(rota, 'select coach_id from booking order by starts_at')).map(Object.values), [
      [mine],
      [also],
    ])
    assert.deepEqual(await rows(rota, `select from booking where coach_id = '${foreign}'`), [])
    assert.deepEqual(await rows(rota, `select from coach where id = '${foreign}'`), [])
    const week = `'${at(0).toString()}', '${at(200).toString()}'`
    const slots = await rows(rota, `select * from sessions_of_my_provider(${week})`)
    assert.deepEqual(
      slots.map((slot) => [slot['coach_id'], slot['interpreter']]),
      [
        [mine, true],
        [also, false],
      ],
    )
  })

  it('reads no booking’s id off a message', async () => {
    await admin.query(
      `insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at)
         values ('booking-confirmation', $1, 0, 'client', 'email', clock_now(), clock_now())`,
      [first],
    )
    await assert.rejects(rows(rota, 'select subject_id from message'), /42501/)
  })

  it('cannot tell two sessions of one client from sessions of two', async () => {
    const everything = async () =>
      JSON.stringify([
        await rows(rota, `select * from sessions_of_my_provider('${at(0).toString()}', '${at(200).toString()}')`),
        await rows(rota, 'select coach_id, status, mode, starts_at, ends_at from booking order by starts_at'),
        await rows(rota, 'select * from areas_of_my_provider()'),
      ])
    const one = await everything()
    await admin.query(`update booking set contact_hashes = array[sha256('mark')] where id = $1`, [second])
    assert.equal(await everything(), one)
    for (const id of [first, second, elsewhere]) assert.ok(!one.includes(id))
    assert.ok(!one.includes('amina'))
  })

  it('names a slot anew each day', async () => {
    const slot = async () =>
      (
        await rows(rota, `select slot from sessions_of_my_provider('${at(0).toString()}', '${at(200).toString()}')`)
      ).map((row) => row['slot'])
    const before = await slot()
    await admin.query(
      `update booking set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = $1`,
      [first],
    )
    const after = await slot()
    assert.equal(after.filter((name) => before.includes(name)).length, 1, 'only that of the session that stayed')
    await admin.query(
      `update booking set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day' where id = $1`,
      [first],
    )
  })

  it('gets counts by area of a month that is over, and none below eight', async () => {
    await admin.query(
      `update booking set area = (select code from board order by code limit 1), starts_at = starts_at - interval '1 month',
      ends_at = ends_at - interval '1 month' where id = $1`,
      [first],
    )
    const few = await rows(rota, 'select sessions from areas_of_my_provider()')
    assert.deepEqual(few, [{ sessions: null }])
    await admin.query(
      `update booking set area = null, starts_at = starts_at + interval '1 month', ends_at = ends_at + interval '1 month' where id = $1`,
      [first],
    )
  })
})

describe('a supervisor', () => {
  it('sees their own coaches by name, and has no grant on a session or on a client', async () => {
    assert.deepEqual(await rows(actors.supervisor, 'select id from coach'), [{ id: also }])
    for (const table of ['booking', 'booking_person', 'client', 'message', 'audit_event', 'rehome_task', 'break_glass'])
      assert.equal(await ask(actors.supervisor, `select from ${table}`), '42501', table)
  })
})

describe('whoever reads editions or keeps the machines', () => {
  it('has no grant on a session, a coach or a client', async () => {
    for (const role of ['commissioner', 'evaluator', 'sysadmin'] as const)
      for (const table of [
        'booking',
        'booking_person',
        'client',
        'coach',
        'message',
        'rehome_task',
        'break_glass',
        'opening',
      ])
        assert.equal(await ask(actors[role], `select from ${table}`), '42501', `${role}: ${table}`)
  })
})

describe('operations and governance', () => {
  it('see every session, and nobody’s name, contact or number', async () => {
    for (const role of ['lead_ops', 'governance'] as const) {
      assert.equal(
        (await rows(actors[role], 'select reference, area, role_group_key, interpreter from booking')).length,
        3,
      )
      for (const text of [
        'select from booking_person',
        'select contact_hashes from booking',
        'select visit_hash from booking',
        'select client_id from break_glass',
      ])
        assert.match(String(await ask(actors[role], text)), /^42(501|703)$/, `${role}: ${text}`)
    }
  })

  it('open nobody by being who they are: without a task there is no row where names are opened', async () => {
    for (const role of ['lead_ops', 'governance', 'duty_lead'] as const)
      assert.deepEqual(await rows(opening(actors[role]), 'select sealed_name from booking_person'), [], role)
  })
})

it('a session that is over sees nothing, in any role', async () => {
  const rota = await newStaff(admin, 'partner_rota')
  const actor = await actorOf(admin, rota, 'partner_rota')
  await admin.query('update staff_session set ended_at = clock_now() where staff_id = $1', [rota])
  assert.deepEqual(await rows({ ...actor, account: null }, 'select coach_id from booking'), [])
  const governance = { ...actors.governance, account: null, claim: `session:${await sessionOf(admin, rota)}` }
  assert.deepEqual(await rows(governance, 'select reference from booking'), [], 'nor does another role’s session')
  assert.deepEqual(await rows({ ...governance, claim: `session:${randomUUID()}` }, 'select reference from booking'), [])
})
