import assert from 'node:assert/strict'
import { withBrokenTrail } from '../../testing/trail.ts'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { codeOf, opening, type Actor } from '#lib/door'
import { newClientActor } from '../../testing/clients.ts'
import { clientActor, engage } from '../../testing/engaged.ts'
import { freshDatabase } from '../../testing/database.ts'
import { keysFor } from '../../testing/keys.ts'
import { actorOf, newStaff } from '../../testing/staff.ts'
import { asked } from '../../testing/walls.ts'
import {
  keepNotes,
  readGoals,
  readNotes,
  readNotesByGrant,
  readOwnGoals,
  readRatings,
  share,
  writeGoal,
  writeNote,
} from './index.ts'

const database = await freshDatabase()
const { db, admin, setClock } = database
const { holder: vault } = await keysFor(database)
const ports = { db, vault }
const requestId = null

const coachRow = async () => {
  const id = randomUUID()
  await admin.query(`insert into provider (key, name) values ('kestrel', 'Kestrel') on conflict do nothing`)
  await admin.query(
    `insert into coach (id, provider_id, email, name_shown, background, services)
       select $1, id, $2, 'Dev', 'Nurse', '{lay-too}' from provider limit 1`,
    [id, `${id}@example.org`],
  )
  return id
}
const entries = async (clientId: string) =>
  (
    await admin.query('select verb from audit_event where subject_id = $1 and verb not like $2 order by n', [
      clientId,
      'key.%',
    ])
  ).rows.map(({ verb }) => verb as string)

const dev = await coachRow()
const ama = await coachRow()
const now = Temporal.Instant.from('2027-02-01T10:00:00Z')
let coach: Actor
beforeEach(async () => {
  await setClock(now)
  await admin.query('delete from record_opening')
  coach = await strong(dev)
})
const strong = async (id: string) => {
  const actor = await actorOf(admin, id, 'coach')
  await admin.query('update staff_session set strong_at = clock_now() where staff_id = $1', [id])
  return actor
}

async function amina() {
  const client = await newClientActor(admin)
  await engage(admin, client.id, dev)
  await writeGoal(ports, { actor: client.actor, clientId: client.id, text: 'Sleep before nights', shared: true })
  const secret = await writeGoal(ports, {
    actor: client.actor,
    clientId: client.id,
    text: 'Leave my job',
    shared: false,
  })
  return { ...client, secret }
}

describe('goals', () => {
  it('are their client’s, and of those that are shared their coach’s; each reading is on record', async () => {
    const { id, actor, secret } = await amina()
    const texts = async () => {
      const read = await readGoals(ports, { actor: coach, clientId: id, requestId })
      return read.kind === 'open' ? read.goals.map(({ text }) => text) : read.kind
    }
    assert.deepEqual(
      (await readOwnGoals(ports, { actor, clientId: id })).goals.map(({ text }) => text),
      ['Sleep before nights', 'Leave my job'],
    )
    assert.deepEqual(await texts(), ['Sleep before nights'])
    assert.equal(await db.withActor(actor, (tx) => share(tx, secret, true)), true)
    assert.deepEqual(await texts(), ['Sleep before nights', 'Leave my job'])
    assert.deepEqual(await entries(id), ['goals.read', 'goals.read'])
  })

  it('are closed to a session of a code, to another client, and to another coach', async () => {
    const { id } = await amina()
    const byCode = await clientActor(admin, id, 1)
    assert.deepEqual(await readOwnGoals(ports, { actor: byCode, clientId: id }), { goals: [], steps: [] })
    const mark = await newClientActor(admin)
    assert.deepEqual(await readOwnGoals(ports, { actor: mark.actor, clientId: id }), { goals: [], steps: [] })
    assert.deepEqual(await readGoals(ports, { actor: await strong(ama), clientId: id, requestId }), { kind: 'none' })
    const weak = await actorOf(admin, dev, 'coach', 1)
    assert.deepEqual(await readGoals(ports, { actor: weak, clientId: id, requestId }), { kind: 'step-up' })
    assert.deepEqual(await entries(id), [])
  })

  it('are read until 30 days after the end, to the second', async () => {
    const { id } = await amina()
    await admin.query('update engagement set started_at = $2, ended_at = $2 where client_id = $1', [id, now.toString()])
    for (const [seconds, kind] of [
      [-1, 'open'],
      [0, 'none'],
      [1, 'none'],
    ] as const) {
      await setClock(now.add({ hours: 720 }).add({ seconds }))
      const late = await strong(dev)
      assert.equal((await readGoals(ports, { actor: late, clientId: id, requestId })).kind, kind, `${seconds}`)
      assert.equal((await readRatings(ports, { actor: late, clientId: id, requestId })).kind, kind)
      const ring = await vault.unwrap([{ subject: id, purpose: 'content' }], late)
      assert.equal(ring.of(id, 'content') !== undefined, kind === 'open', 'nor is the key given')
    }
  })

  it('give no row without an opening of their own transaction', async () => {
    const { id } = await amina()
    assert.equal((await readGoals(ports, { actor: coach, clientId: id, requestId })).kind, 'open')
    for (const table of ['goal', 'action_step', 'goal_rating', 'coach_note'])
      assert.deepEqual(await asked(db, coach, `select from ${table}`), [], table)
    for (const text of [
      `insert into record_opening (staff_id, client_id) values ('${dev}', '${id}')`,
      'select from record_opening',
      `select open_record_by_grant('${randomUUID()}', null)`,
    ])
      assert.equal(await asked(db, coach, text), '42501', text)
  })

  it('stay closed where the trail cannot be written', async () => {
    const { id } = await amina()
    await withBrokenTrail(admin, () =>
      assert.rejects(readGoals(ports, { actor: coach, clientId: id, requestId }), /trail_is_broken/),
    )
    assert.equal((await readGoals(ports, { actor: coach, clientId: id, requestId })).kind, 'open')
  })
})

describe('a coach who reads record after record', () => {
  it('is stopped at 60 within an hour, once told of; the passkey lets them on', async () => {
    const clients: string[] = []
    for (let i = 0; i < 62; i++) {
      const { id } = await newClientActor(admin)
      await engage(admin, id, dev)
      clients.push(id)
    }
    const kinds: string[] = []
    for (const clientId of clients) kinds.push((await readGoals(ports, { actor: coach, clientId, requestId })).kind)
    assert.equal(kinds.filter((kind) => kind === 'open').length, 60)
    assert.deepEqual(kinds.slice(60), ['step-up', 'step-up'])
    const alerts = async () => (await admin.query('select from opening_alert where staff_id = $1', [dev])).rowCount
    assert.equal(await alerts(), 1)
    assert.deepEqual(await entries(dev), ['records.too-many'])
    const again = { actor: coach, clientId: clients[61]!, requestId }
    await setClock(now.add({ seconds: 1 }))
    await admin.query('update staff_session set strong_at = clock_now() where staff_id = $1', [dev])
    await setClock(now.add({ seconds: 2 }))
    assert.equal((await readRatings(ports, again)).kind, 'open')
    const governance = await actorOf(admin, await newStaff(admin, 'governance'), 'governance')
    assert.equal((await db.withActor(governance, (tx) => tx.send('', 'select from opening_alert', []))).length, 1)
  })

  it('is not helped by asking many times at once', async () => {
    const { id } = await newClientActor(admin)
    await engage(admin, id, dev)
    const kinds = await Promise.all(
      Array.from({ length: 70 }, () => readRatings(ports, { actor: coach, clientId: id, requestId })),
    )
    assert.equal(kinds.filter(({ kind }) => kind === 'open').length, 60)
  })
})

describe('a coach’s notes', () => {
  const written = async (clientId: string) =>
    writeNote(ports, { actor: coach, clientId, text: 'Said little today', requestId })

  it('are off until the coach turns them on, and then their own alone', async () => {
    const { id, actor } = await amina()
    await db.withActor(coach, (tx) => keepNotes(tx, dev, false))
    await assert.rejects(written(id), (error) => codeOf(error) === '42501')
    await db.withActor(coach, (tx) => keepNotes(tx, dev, true))
    assert.equal((await written(id)).kind, 'written')
    const read = await readNotes(ports, { actor: coach, clientId: id, requestId })
    assert.ok(read.kind === 'open')
    assert.deepEqual(
      read.notes.map(({ text }) => text),
      ['Said little today'],
    )
    assert.equal(
      await asked(db, actor, 'select from coach_note'),
      '42501',
      'a client asks for them, governance releases them',
    )
    await engage(admin, id, ama)
    assert.deepEqual(await readNotes(ports, { actor: await strong(ama), clientId: id, requestId }), {
      kind: 'open',
      notes: [],
    })
    const { rows } = await admin.query('select sealed_text from coach_note where client_id = $1', [id])
    assert.ok(!(rows[0] as { sealed_text: Buffer }).sealed_text.toString('latin1').includes('little'))
  })

  it('open behind broken glass: one client, while the grant lives, and never by role alone', async () => {
    const [mine, other] = [await amina(), await amina()]
    await db.withActor(coach, (tx) => keepNotes(tx, dev, true))
    await written(mine.id)
    await written(other.id)
    const [okafor, noor] = [await newStaff(admin, 'governance'), await newStaff(admin, 'governance')]
    await admin.query(`update staff_role set given_at = given_at - interval '3 days' where staff_id = $1`, [noor])
    const holder = await actorOf(admin, okafor, 'governance')
    const glass = opening(holder)
    const grantId = randomUUID()
    await admin.query(
      `insert into break_glass (id, client_id, reference, reason, minutes, asked_by, asked_at)
         values ($1, $2, 'ABCDEFGH', 'A complaint about what was written', 5, $3, clock_now())`,
      [grantId, mine.id, okafor],
    )
    const read = () => readNotesByGrant(ports, { actor: glass, grantId, requestId })
    const step = (text: string, by = holder) => asked(db, by, text)
    assert.equal(await step('select from coach_note'), '42501', 'role alone')
    assert.equal(await read(), null, 'asked for')
    assert.equal(await step(`select approve_glass('${grantId}')`), '23514', 'one person is not two')
    const second = await actorOf(admin, noor, 'governance')
    assert.deepEqual(await step(`select approve_glass('${grantId}') as done`, second), [{ done: true }])
    assert.equal(await read(), null, 'agreed to, and not opened')
    await admin.query(`update staff_session set strong_at = clock_now() - interval '6 minutes' where staff_id = $1`, [
      okafor,
    ])
    assert.deepEqual(await step(`select open_glass('${grantId}') as said`, glass), [{ said: 'step-up' }])
    await admin.query(`update staff_session set strong_at = clock_now() - interval '4 minutes' where staff_id = $1`, [
      okafor,
    ])
    assert.deepEqual(
      await step(`select open_glass('${grantId}') as said`, opening(second)),
      [{ said: null }],
      'the holder alone',
    )
    assert.deepEqual(await step(`select open_glass('${grantId}') as said`, glass), [{ said: 'open' }])
    assert.deepEqual(
      (await read())?.map(({ text }) => text),
      ['Said little today'],
    )
    assert.deepEqual(await asked(db, glass, 'select from coach_note'), [], 'no row without an entry')
    const ring = await vault.unwrap(
      [mine, other].map(({ id }) => ({ subject: id, purpose: 'content' as const })),
      glass,
    )
    assert.deepEqual(
      [mine, other].map(({ id }) => ring.of(id, 'content') !== undefined),
      [true, false],
    )
    assert.deepEqual(
      (await entries(mine.id)).filter((verb) => verb === 'notes.read'),
      ['notes.read'],
    )
    await setClock(now.add({ minutes: 5 }))
    assert.equal(await read(), null, 'over')
  })
})
