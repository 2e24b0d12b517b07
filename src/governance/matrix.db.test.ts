import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { opening, type Actor } from '#lib/door'
import type { StaffRole } from '#web'
import { root } from '../../check/source.ts'
import { clientActor, engage } from '../../testing/engaged.ts'
import { bookedInto } from '../../testing/fixtures.ts'
import { actorOf } from '../../testing/staff.ts'
import { asked, everyRole } from '../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'

/**
 * Who sees what, asked of the database in every role about every kind of data. What is right is in the file that the
 * programme's people agreed on, cell by cell; nothing here repeats it. `expected` says what the words of a cell mean.
 */
type Role = 'client' | StaffRole
type Row = { what: string } & Record<Role, string>
const oracle = JSON.parse(readFileSync(join(root, 'seed/reference/access-matrix.json'), 'utf8')) as {
  roles: Role[]
  data: Row[]
}

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, admin } = world
const [dev, ama] = [coachId(1), coachId(2)]
await admin.query(`insert into provider (key, name) values ('osprey', 'Osprey')`)
await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [ama])
const { ids, actors: staff } = await everyRole(admin, dev)

// Two of everything: one that is somebody's own, one that is another's.
const clients = { own: randomUUID(), other: randomUUID() }
const coaches = { own: dev, other: ama }
const bookings = { own: '', other: '' }
const concerns = { own: randomUUID(), other: randomUUID() }
const startsAt = mondayMorning.add({ hours: 3 })
for (const whose of ['own', 'other'] as const) {
  const [client, coach] = [clients[whose], coaches[whose]]
  const laid = { coachId: coach, startsAt, email: `${whose}@example.org`, adjustments: ['bsl'], clientId: client }
  const booking = (bookings[whose] = await bookedInto(world, laid))
  await admin.query(
    `update booking set area = (select code from board order by code limit 1),
       role_group_key = (select key from role_group order by key limit 1) where id = $1`,
    [booking],
  )
  await engage(admin, client, coach)
  for (const shared of [true, false]) {
    const { rows } = await admin.query(
      `insert into goal (client_id, shared, sealed_text) values ($1, $2, 'x') returning id`,
      [client, shared],
    )
    if (shared)
      await admin.query('insert into goal_rating (goal_id, client_id, rating) values ($1, $2, 5)', [rows[0].id, client])
  }
  await admin.query(`insert into coach_note (client_id, coach_id, sealed_text) values ($1, $2, 'x')`, [client, coach])
  await admin.query(`insert into reflection_log (coach_id, sealed_text) values ($1, 'x')`, [coach])
  await admin.query(
    `insert into supervision_record (coach_id, supervisor_id, held_on, minutes, kind) values ($1, $2, '2026-11-20', 60, 'group')`,
    [coach, ids.supervisor],
  )
  await admin.query(
    `insert into credential (coach_id, kind, body, valid_until) values ($1, 'accreditation', 'EMCC', '2030-01-01'),
       ($1, 'insurance', 'X', '2030-01-01')`,
    [coach],
  )
  await admin.query(
    `insert into concern (id, level, theme, client_id, booking_id, coach_id, told_at, sealed_words)
       values ($1, 3, 'abuse', $2, $3, $4, clock_now(), 'x')`,
    [concerns[whose], client, booking, coach],
  )
}
// Only the first session is of an open case.
await admin.query(`update concern set closed_at = clock_now() where id = $1`, [concerns.other])
await admin.query('insert into supervision_of (supervisor_id, coach_id) values ($1, $2)', [ids.supervisor, dev])
await admin.query('insert into duty_turn (staff_id, starts_at, ends_at) values ($1, $2, $3)', [
  ids.duty_lead,
  mondayMorning.toString(),
  mondayMorning.add({ hours: 8 }).toString(),
])
// An act of the lead's with somebody else's session, and one of nobody's in this world.
for (const [kind, actor, subject] of [
  ['lead_ops', ids.lead_ops, clients.own],
  ['governance', ids.governance, clients.other],
] as const)
  await admin.query(`select audit_append('identity.shown', 'client', $1, $2, $3, null, null, null)`, [
    subject,
    kind,
    actor,
  ])

const actors: Record<Role, Actor> = { ...staff, client: await clientActor(admin, clients.own) }

/** What somebody got: refused, nothing, what is their own, everything, or something that fits no word. */
type Seen = 'refused' | 'nothing' | 'own' | 'all' | `odd: ${string}`
async function look(actor: Actor, text: string, mine: Record<'own' | 'other', string>, before = ''): Promise<Seen> {
  const found = await asked(db, actor, before ? `${before}; ${text}` : text)
  if (found === '42501') return 'refused'
  if (!Array.isArray(found)) return `odd: ${String(found)}`
  const whose = new Set(found.map((row) => Object.values(row as object)[0] as string))
  if (whose.size === 0) return 'nothing'
  if (!whose.has(mine.own)) return `odd: ${[...whose].join()}`
  return whose.has(mine.other) ? 'all' : 'own'
}

/** How each kind of data is asked for. A kind without tables says which names would make this test ask about it. */
type Probe =
  { key: Record<'own' | 'other', string>; text: string; per?: Partial<Record<Role, string>> } | { names: RegExp }
const probes: Record<string, Probe> = {
  'client name and contact': {
    key: bookings,
    text: 'select booking_id, sealed_name, sealed_email from booking_person',
    per: { coach: 'select booking_id, sealed_name, sealed_session_phone from booking_person' },
  },
  'employer or practice (used within the request for area and conflict, then forgotten: not kept)': {
    names: /employer|practice|workplace_of|works_at/,
  },
  'ICB and region': {
    key: bookings,
    text: 'select id, area from booking',
    per: { client: 'select id, area from booking' },
  },
  'role group': { key: bookings, text: 'select id, role_group_key from booking' },
  'equality monitoring': { names: /monitoring|ethnicity|equality|disability/ },
  'booking time and mode': {
    key: bookings,
    text: 'select id, starts_at, mode from booking',
    per: {
      partner_rota: `select case coach_id when '${dev}' then '${bookings.own}' else '${bookings.other}' end, starts_at, mode from booking`,
    },
  },
  'reasonable adjustments': {
    key: bookings,
    text: 'select id, sealed_adjustments from booking',
    per: {
      partner_rota: `select case coach_id when '${dev}' then '${bookings.own}' else '${bookings.other}' end, interpreter
        from sessions_of_my_provider('2026-11-01', '2026-12-31') where interpreter`,
      lead_ops: 'select id, interpreter from booking',
      governance: 'select id, interpreter from booking',
      duty_lead: 'select id, interpreter from booking',
    },
  },
  'goals and actions text': { key: clients, text: 'select client_id, sealed_text from goal' },
  'goal ratings': { key: clients, text: 'select client_id, rating from goal_rating' },
  'questionnaire answers': { names: /questionnaire|instrument_answer|scale_answer/ },
  'session feedback': { names: /feedback/ },
  'coach private notes': { key: clients, text: 'select client_id, sealed_text from coach_note' },
  'reflection log': { key: coaches, text: 'select coach_id, sealed_text from reflection_log' },
  'supervision record': { key: coaches, text: 'select coach_id, held_on from supervision_record' },
  escalation: {
    key: concerns,
    text: 'select id, level from concern',
    per: {
      client: 'select id, told_at from concern',
      supervisor: `select case coach_id when '${dev}' then '${concerns.own}' else '${concerns.other}' end, theme from concern`,
      lead_ops: 'select id, level, raised_at, taken_at from concern',
    },
  },
  credentials: { key: coaches, text: `select coach_id, kind, valid_until from credential` },
  'audit log': { key: clients, text: 'select subject_id, verb from audit_event where verb = $$identity.shown$$' },
}

/** What the words of a cell mean, asked as rows. Words that only a page or a later table can mean are refused here. */
function expected(what: string, role: Role, cell: string): Seen {
  // They read figures: of no row of anybody's, whatever the cell.
  if (role === 'evaluator' || role === 'commissioner') return 'refused'
  if (cell === '-') return 'refused'
  if (cell === 'yes') return 'all'
  if (cell === 'to arrange it' || cell === 'timers only') return 'all'
  if (/^own|^of the case|^supervisees|^reads of own|^needs only|^theme only/.test(cell)) return 'own'
  if (cell === 'while on duty' || cell === 'accreditation shown') return 'all'
  // Told below how it opens; by role alone it does not.
  if (/^reveal|^break-glass|^at levels|^done or not|^on request|^counts|^if client shares|^integrity/.test(cell))
    return 'refused'
  throw new Error(`${what}, ${role}: nobody knows what “${cell}” means`)
}

/** What a coach reads of a record they have opened, as every verb of coaching does first. */
const recorded = ['goals and actions text', 'goal ratings', 'coach private notes']

describe('who sees what', () => {
  it('is asked for every row and every role of the file', () => {
    assert.deepEqual(
      oracle.data.map(({ what }) => what),
      Object.keys(probes),
    )
    assert.deepEqual([...oracle.roles].sort(), Object.keys(actors).sort())
  })

  for (const row of oracle.data) {
    const probe = probes[row.what]!
    if ('names' in probe) {
      it(`${row.what}: is kept nowhere`, async () => {
        const { rows } = await admin.query<{ name: string }>(
          `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
        )
        assert.deepEqual(
          rows.map(({ name }) => name).filter((name) => probe.names.test(name)),
          [],
          'it is kept now: say here how each role asks for it',
        )
      })
      continue
    }
    for (const role of oracle.roles)
      it(`${row.what}, ${role}: ${row[role]}`, async () => {
        const text = probe.per?.[role] ?? probe.text
        const seen =
          role === 'coach' && recorded.includes(row.what)
            ? await afterOpening(actors.coach, text)
            : await look(actors[role], text, probe.key)
        assert.equal(seen, expected(row.what, role, row[role]))
      })
  }
})

/** As a coach, having tried to open both records in the same transaction: that of their own client opens. */
async function afterOpening(actor: Actor, text: string): Promise<Seen> {
  const rows = await db.withActor(actor, async (tx) => {
    for (const client of Object.values(clients))
      await tx.send('', 'select open_record($1, $$goals.read$$, null)', [client])
    return tx.send('', text, [])
  })
  const whose = new Set(rows.map((row) => Object.values(row as object)[0]))
  return whose.has(clients.other) ? 'all' : whose.has(clients.own) ? 'own' : 'nothing'
}

describe('what a cell says besides', () => {
  it('“break-glass” and “reveal, logged”: where records are opened, role alone opens nothing', async () => {
    for (const role of ['lead_ops', 'governance', 'duty_lead'] as const)
      for (const text of [
        'select from booking_person',
        'select from coach_note',
        'select from concern',
        'select from booking',
      ])
        assert.deepEqual(await asked(db, opening(actors[role]), text), [], `${role}: ${text}`)
  })

  it('“if client shares”: of two goals a coach sees the one', async () => {
    const rows = await db.withActor(actors.coach, async (tx) => {
      await tx.send('', 'select open_record($1, $$goals.read$$, null)', [clients.own])
      return tx.send('', 'select shared from goal', [])
    })
    assert.deepEqual(rows, [{ shared: true }])
  })

  it('“done or not”: that it was done, of whose coaches the role may know', async () => {
    const done = (role: StaffRole) => asked(db, actors[role], 'select supervision, reflection from done_of_coaches()')
    assert.deepEqual(await done('supervisor'), [{ supervision: true, reflection: true }])
    assert.deepEqual(await done('partner_rota'), [{ supervision: true, reflection: null }])
    for (const role of ['lead_ops', 'governance'] as const) assert.equal((await done(role)).length, 2, role)
    for (const role of ['commissioner', 'evaluator', 'sysadmin', 'coach', 'duty_lead'] as const)
      assert.equal(await done(role), '42501', role)
  })

  it('“theme only” and “timers only”: and nothing else of a concern', async () => {
    for (const column of ['id', 'level', 'client_id', 'booking_id', 'raised_at', 'sealed_words'])
      assert.equal(await asked(db, actors.supervisor, `select ${column} from concern`), '42501', column)
    for (const column of ['theme', 'client_id', 'booking_id', 'coach_id', 'sealed_words', 'sealed_name'])
      assert.equal(await asked(db, actors.lead_ops, `select ${column} from concern`), '42501', column)
  })

  it('“accreditation shown”: and no other credential', async () => {
    const { rows } = {
      rows: (await asked(db, actors.client, 'select distinct kind from credential')) as { kind: string }[],
    }
    assert.deepEqual(rows, [{ kind: 'accreditation' }])
  })

  it('“first name; phone masked”: and no other way to reach somebody, not even sealed', async () => {
    for (const column of ['sealed_email', 'sealed_phone'])
      assert.equal(await asked(db, actors.coach, `select ${column} from booking_person`), '42501', column)
  })

  it('“integrity only”: figures, and no entry', async () => {
    assert.equal(((await asked(db, actors.sysadmin, 'select entries from audit_integrity()')) as unknown[]).length, 1)
  })

  it('“while on duty”: and not an hour after', async () => {
    await world.setNow(mondayMorning.add({ hours: 8 }))
    for (const text of ['select id from concern', 'select id from booking'])
      assert.deepEqual(await asked(db, await actorOf(admin, ids.duty_lead, 'duty_lead'), text), [], text)
    await world.setNow(mondayMorning)
  })
})
