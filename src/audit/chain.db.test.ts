import assert from 'node:assert/strict'
import { withBrokenTrail } from '../../testing/trail.ts'
import { coachActor, newStaff } from '../../testing/staff.ts'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, codeOf, operator, worker, type Db } from '#lib/door'
import { atCommit } from '#lib/sql'
import { hashOf, type Entry } from './entry.ts'
import { record, recordAll, recordLate, type AuditEvent } from './index.ts'
import { takeLate } from './queries.ts'

const { db, admin, setClock } = await freshDatabase()
const dev = await newStaff(admin, 'coach')
const acted = (subjectId: string, verb = 'booking.moved'): AuditEvent => ({
  verb,
  subjectKind: 'booking',
  subjectId,
  actorKind: 'client',
})
const act = (event: AuditEvent, by: Parameters<Db['withActor']>[0] = anyone) =>
  db.withActor(by, (tx) => record(tx, event))

type Row = Record<string, string | number | boolean | Buffer | null>
const chain = async (id: string): Promise<Row[]> =>
  (
    await admin.query(
      `select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment
                        from audit_event where subject_id = $1 order by n`,
      [id],
    )
  ).rows
const text = (value: Row[string] | undefined) => (value === null || value === undefined ? '' : String(value))
const hex = (value: Row[string] | undefined) => (Buffer.isBuffer(value) ? value.toString('hex') : '')
const entry = (row: Row): Entry => ({
  subjectId: text(row['subject_id']),
  n: Number(row['n']),
  at: text(row['moment']),
  verb: text(row['verb']),
  subjectKind: text(row['subject_kind']),
  actorKind: text(row['actor_kind']),
  actorId: text(row['actor_id']),
  objectId: text(row['object_id']),
  reason: text(row['reason']),
  requestId: text(row['request_id']),
  zone: text(row['zone']),
  late: row['late'] === true,
  prev: hex(row['prev']),
  hash: hex(row['hash']),
})
/** What is wrong with a chain, by our own arithmetic and not the database's. */
const faults = async (id: string) =>
  (await chain(id))
    .map(entry)
    .flatMap((each, at, all) => [
      ...(each.n === at + 1 ? [] : ['number']),
      ...(each.prev === (all[at - 1]?.hash ?? '') ? [] : ['link']),
      ...(each.hash === hashOf(each) ? [] : ['hash']),
    ])

describe('a chain', () => {
  it('links each entry to the one before, with a hash that anybody can compute', async () => {
    const id = randomUUID()
    await act(acted(id, 'booking.booked'))
    await act({ ...acted(id), reason: 'undone', requestId: 'Ünïcode ☕', objectId: randomUUID() })
    await act({ ...acted(id), actorKind: 'worker' }, worker)
    assert.deepEqual(await faults(id), [])
    const rows = await chain(id)
    assert.deepEqual(
      [rows.map(({ n }) => n), rows.map(({ zone }) => zone)],
      [
        [1, 2, 3],
        ['care', 'care', 'work'],
      ],
    )
  })

  it('stays one line when many write about one subject at once', async () => {
    const id = randomUUID()
    await Promise.all(Array.from({ length: 60 }, () => act(acted(id))))
    assert.equal((await chain(id)).length, 60)
    assert.deepEqual(await faults(id), [])
  })

  it('is written by several at once in their order, whatever else they write about', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const
    const both = (order: readonly string[]) =>
      db.withActor(worker, (tx) =>
        recordAll(
          tx,
          order
            .flatMap((id) => [acted(id, 'booking.booked'), acted(id)])
            .map((each) => ({ ...each, actorKind: 'worker' as const })),
        ),
      )
    await Promise.all(Array.from({ length: 20 }, (_, at) => both(at % 2 ? ids : ids.toReversed())))
    for (const id of ids) {
      assert.deepEqual(await faults(id), [])
      assert.deepEqual((await chain(id)).map(({ verb }) => verb).slice(0, 2), ['booking.booked', 'booking.moved'])
    }
  })

  it('keeps its place when an act is undone', async () => {
    const id = randomUUID()
    await act(acted(id))
    const undone = db.withActor(anyone, async (tx) => {
      await record(tx, acted(id))
      throw new Error('the act failed')
    })
    await assert.rejects(undone)
    await act(acted(id))
    assert.deepEqual(await faults(id), [])
    assert.equal((await chain(id)).length, 2)
  })

  it('takes no line break, with which one field could pass for two', () =>
    assert.rejects(act({ ...acted(randomUUID()), reason: 'a\nb' }), (error) => codeOf(error) === '23514'))
})

describe('without a trail', () => {
  const id = randomUUID()
  beforeEach(() => admin.query('create table if not exists done (what text); grant insert, select on done to public'))
  const done = async () => (await admin.query('delete from done returning what')).rows.map(({ what }) => what)
  const doing = (tx: Parameters<typeof record>[0]) => tx.send('', `insert into done values ('it')`, [])

  it('nothing is done', async () => {
    await withBrokenTrail(admin, async () => {
      for (const by of [anyone, operator, worker])
        await assert.rejects(
          db.withActor(by, async (tx) => {
            await doing(tx)
            // As on the way of a booking: nobody waits for it.
            atCommit(record(tx, acted(id)))
          }),
          /trail_is_broken/,
        )
    })
    assert.deepEqual(await done(), [])
  })

  it('nothing is read: what was asked for never leaves the door', async () => {
    await withBrokenTrail(admin, () =>
      assert.rejects(
        db.withActor(anyone, async (tx) => {
          atCommit(record(tx, acted(id)))
          return tx.send('', 'select 1 as secret', [])
        }),
        /trail_is_broken/,
      ),
    )
  })

  it('a concern is raised all the same, and its entry is written late', async () => {
    const at = Temporal.Instant.from('2027-01-05T10:00:00.123456Z')
    await setClock(at)
    const raising = { ...acted(id, 'concern.raised'), subjectKind: 'concern' }
    await withBrokenTrail(admin, async () => {
      await db.withActor(anyone, async (tx) => {
        await doing(tx)
        await recordLate(tx, raising)
      })
      await assert.rejects(db.withActor(worker, (tx) => takeLate(tx)))
    })
    assert.deepEqual(await done(), ['it'])
    await setClock(at.add({ hours: 1 }))
    await act(acted(id, 'concern.taken-up'))
    assert.deepEqual(await db.withActor(worker, (tx) => takeLate(tx)), [{ taken: 1 }])
    assert.deepEqual(await db.withActor(worker, (tx) => takeLate(tx)), [{ taken: 0 }])
    assert.deepEqual(await faults(id), [])
    const [, late] = await chain(id)
    assert.deepEqual(
      [late?.['verb'], late?.['late'], late?.['moment']],
      ['concern.raised', true, String(at).replace('Z', 'Z')],
    )
    await setClock(null)
  })

  it('a concern is raised even where nothing can be kept for later', async () => {
    await admin.query('begin')
    await admin.query('lock table audit_late in access exclusive mode')
    await db.withActor(anyone, async (tx) => {
      await doing(tx)
      await recordLate(tx, acted(id, 'concern.raised'))
    })
    await admin.query('rollback')
    assert.deepEqual(await done(), ['it'])
  })
})

it('is written in a coach’s own name, together or one by one, now or late', async () => {
  const [ama, id] = [randomUUID(), randomUUID()]
  const feigned = { ...acted(id), actorKind: 'coach', actorId: ama } as const
  const refused = (error: unknown) => codeOf(error) === '42501'
  await assert.rejects(act(feigned, await coachActor(admin, dev)), refused)
  await assert.rejects(
    db.withActor(await coachActor(admin, dev), (tx) => recordAll(tx, [feigned])),
    refused,
  )
  await db.withActor(await coachActor(admin, dev), (tx) => recordLate(tx, feigned))
  await db.withActor(worker, (tx) => takeLate(tx))
  assert.deepEqual(await chain(id), [])
})

describe('somebody who is not known yet', () => {
  const own = { subjectKind: 'staff', subjectId: dev, actorKind: 'coach', actorId: dev } as const
  const feigned: Record<string, AuditEvent> = {
    'an act of staff': { ...own, verb: 'booking.opened', subjectKind: 'booking', subjectId: randomUUID() },
    'another verb in their trail': { ...own, verb: 'staff.role-given' },
    'coming in without a session': { ...own, verb: 'team.signed-in' },
    'signing out everywhere': { ...own, verb: 'team.signed-out-everywhere' },
    'a role that they have not': { ...own, verb: 'team.passkey-refused', actorKind: 'governance' },
    'an act of the operator': { ...acted(randomUUID()), actorKind: 'operator' },
    'an act of the worker': { ...acted(randomUUID()), actorKind: 'worker' },
  }
  for (const [what, event] of Object.entries(feigned))
    it(`writes nothing in the name of others: ${what}`, async () => {
      await assert.rejects(act(event), (error) => codeOf(error) === '42501')
      await db.withActor(anyone, (tx) => recordLate(tx, event))
      await db.withActor(worker, (tx) => takeLate(tx))
      assert.deepEqual(await chain(event.subjectId), [])
    })

  it('is written down where they try to come in', async () => {
    const now = Temporal.Instant.from('2026-12-04T09:00:00Z')
    await act({ ...own, verb: 'team.passkey-refused' })
    await admin.query(`insert into staff_session (hash, staff_id, level, made_at) values (sha256('x'), $1, 2, $2)`, [
      dev,
      now.toString(),
    ])
    await setClock(now)
    await act({ ...own, verb: 'team.signed-in' })
    await setClock(null)
    assert.deepEqual(
      (await chain(dev)).map((row) => row['verb']),
      ['team.passkey-refused', 'team.signed-in'],
    )
  })
})

it('can be written by no other way', async () => {
  for (const actor of [anyone, await coachActor(admin, await newStaff(admin, 'coach')), operator, worker])
    for (const statement of [
      `insert into audit_event (verb, subject_kind, subject_id, actor_kind, n, zone, hash)
         values ('x', 'booking', gen_random_uuid(), 'client', 1, 'care', sha256(''))`,
      `select audit_chain(null)`,
      `insert into audit_late (event, role) values ('{}', '')`,
    ])
      await assert.rejects(
        db.withActor(actor, (tx) => tx.send('', statement, [])),
        (error) => codeOf(error) === '42501',
      )
})
