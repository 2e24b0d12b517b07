import assert from 'node:assert/strict'
import { withBrokenTrail } from '../../../testing/trail.ts'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { opening, worker } from '#lib/door'
import { writeLate } from '#audit'
import type { StaffRole, Viewer } from '#web'
import { bookedInto } from '../../../testing/fixtures.ts'
import { keysFor } from '../../../testing/keys.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { asked } from '../../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { readConcern } from '../concerns/read.ts'
import { openConcern } from './open.ts'
import { raiseConcern, type NewConcern } from './raise.ts'
import { settleConcerns } from './settle.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, admin } = world
const { holder: vault } = await keysFor(world)
const secret = Buffer.alloc(32, 7)
const dev = coachId(1)
const requestId = 'r-1'
const viewerOf = async (id: string, role: StaffRole): Promise<Viewer> => ({
  kind: role,
  id,
  actor: await actorOf(admin, id, role),
})
const booking = await bookedInto(world, { coachId: dev, startsAt: mondayMorning.add({ hours: 2 }) })
const said = {
  theme: 'harm-to-self' as const,
  coachId: dev,
  bookingId: booking,
  words: 'She said she has a plan',
  name: 'Amina',
  number: '07700 900123',
  location: 'In her car at work',
}
const ines = await newStaff(admin, 'duty_lead')
const rested = await newStaff(admin, 'duty_lead')
await admin.query(`insert into duty_turn (staff_id, starts_at, ends_at) values ($1, $2, $3)`, [
  ines,
  mondayMorning.toString(),
  mondayMorning.add({ hours: 12 }).toString(),
])
const raised = async (level: NewConcern['level'] = 4, more: Partial<NewConcern> = {}) => {
  const id = randomUUID()
  await raiseConcern({ db, secret }, requestId, { id, level, ...said, ...more })
  return id
}
const row = async (id: string) =>
  (await admin.query('select * from concern where id = $1', [id])).rows[0] as Record<string, unknown>
const open = (viewer: Viewer, id: string) => openConcern({ db, vault, secret }, viewer, id, requestId)

beforeEach(async () => {
  await world.setNow(mondayMorning.add({ hours: 1 }))
})

describe('a concern is raised', () => {
  it('about a coach’s own session, once however often it is sent', async () => {
    const id = await raised()
    await raiseConcern({ db, secret }, requestId, { id, level: 1, ...said, words: 'again' })
    const found = await row(id)
    assert.deepEqual([found['level'], found['coach_id'], found['booking_id']], [4, dev, booking])
    assert.ok(!(found['sealed_words'] as Buffer).toString('latin1').includes('plan'))
    await db.withActor(worker, (tx) => writeLate(tx))
    const { rows } = await admin.query('select verb, actor_id, late from audit_event where subject_id = $1', [id])
    assert.deepEqual(rows[0], { verb: 'concern.raised', actor_id: dev, late: true })
  })

  it('without the session where that is another coach’s, and without whose it is where nobody is known', async () => {
    const theirs = await row(await raised(4, { coachId: coachId(2) }))
    assert.deepEqual([theirs['coach_id'], theirs['booking_id'], theirs['client_id']], [coachId(2), null, null])
    const nobodys = await row(await raised(4, { coachId: randomUUID() }))
    assert.deepEqual([nobodys['coach_id'], nobodys['booking_id']], [null, null])
  })

  it('where the trail is broken, the queue is gone, and no key can be had', async () => {
    await admin.query('alter function audit_append_late(jsonb) rename to audit_append_late_kept')
    await admin.query('alter function enqueue_job(text, uuid[]) rename to enqueue_job_kept')
    await admin.query('alter table wrapped_key rename to wrapped_key_kept')
    try {
      assert.equal((await row(await raised(3)))['level'], 3)
    } finally {
      await admin.query('alter function audit_append_late_kept(jsonb) rename to audit_append_late')
      await admin.query('alter function enqueue_job_kept(text, uuid[]) rename to enqueue_job')
      await admin.query('alter table wrapped_key_kept rename to wrapped_key')
    }
  })
})

describe('a concern of level 3 or 4', () => {
  it('opens at once to whoever has the duty, is on record, and waits for review', async () => {
    const [id, viewer] = [await raised(3), await viewerOf(ines, 'duty_lead')]
    const { words, name, number, location } = said
    assert.deepEqual(await open(viewer, id), { words, name, number, location })
    const { rows } = await admin.query(`select verb, actor_kind from audit_event where subject_id = $1`, [id])
    assert.deepEqual(rows, [{ verb: 'concern.opened', actor_kind: 'duty_lead' }])
    const governance = await actorOf(admin, await newStaff(admin, 'governance'), 'governance')
    assert.deepEqual(await asked(db, governance, `select reviewed_at from opening where concern_id = '${id}'`), [
      { reviewed_at: null },
    ])
  })

  it('opens just so once it is sealed under a key of its own', async () => {
    const id = await raised()
    const before = (await row(id))['sealed_words']
    await settleConcerns({ db, vault, secret })
    const after = await row(id)
    assert.notDeepEqual(after['sealed_words'], before)
    assert.equal(after['settled'], true)
    assert.equal((await open(await viewerOf(ines, 'duty_lead'), id))?.name, 'Amina')
    await settleConcerns({ db, vault, secret })
    assert.deepEqual((await row(id))['sealed_words'], after['sealed_words'])
  })

  it('opens to nobody else: not off duty, not when the turn is over, not to governance or operations', async () => {
    const id = await raised()
    assert.equal(await open(await viewerOf(rested, 'duty_lead'), id), null)
    for (const role of ['governance', 'lead_ops'] as const)
      assert.equal(await open(await viewerOf(await newStaff(admin, role), role), id), null)
    await world.setNow(mondayMorning.add({ hours: 12 }))
    assert.equal(await open(await viewerOf(ines, 'duty_lead'), id), null)
  })

  it('stays shut where the opening cannot be recorded', async () => {
    const id = await raised()
    const viewer = await viewerOf(ines, 'duty_lead')
    await withBrokenTrail(admin, () => assert.rejects(open(viewer, id), /trail_is_broken/))
    assert.equal((await admin.query('select from opening where concern_id = $1', [id])).rowCount, 0)
  })
})

describe('what was said', () => {
  const read = async (viewer: Viewer, id: string) => readConcern({ db, vault, secret }, viewer, id, requestId)

  it('opens to governance at any level, before and after it is sealed anew, on record, and waits for review', async () => {
    for (const settle of [false, true]) {
      const [id, viewer] = [await raised(2), await viewerOf(await newStaff(admin, 'governance'), 'governance')]
      if (settle) await settleConcerns({ db, vault, secret })
      assert.equal(await read(viewer, id), said.words)
      const { rows } = await admin.query(
        `select e.verb, o.as_role as role, o.reviewed_at as reviewed from audit_event e join opening o on o.concern_id = e.subject_id
          where e.subject_id = $1 and e.actor_id = $2 and e.verb like 'concern.%'`,
        [id, viewer.id],
      )
      assert.deepEqual(rows, [{ verb: 'concern.read', role: 'governance', reviewed: null }])
    }
  })

  it('comes without name, number and place, and for ten minutes', async () => {
    const [id, viewer] = [await raised(), await viewerOf(await newStaff(admin, 'governance'), 'governance')]
    await read(viewer, id)
    const glass = opening(viewer.actor)
    assert.deepEqual(await asked(db, glass, 'select sealed_name, sealed_number, sealed_location from concern'), [])
    assert.equal(((await asked(db, glass, 'select id from concern_words_opened()')) as unknown[]).length, 1)
    await world.setNow(mondayMorning.add({ hours: 1, minutes: 10 }))
    assert.deepEqual(await asked(db, glass, 'select id from concern_words_opened()'), [])
  })

  it('cannot be opened so that it opens somebody’s contact too', async () => {
    const id = await raised()
    const viewer = await viewerOf(await newStaff(admin, 'governance'), 'governance')
    const both = `insert into opening (kind, concern_id, booking_id, opened_by, as_role, shown_until)
      values ('concern', '${id}', '${booking}', '${viewer.id}', 'governance', clock_now() + interval '10 minutes')`
    assert.equal(await asked(db, opening(viewer.actor), both), '23514')
  })

  it('opens to nobody else, not where there is no concern, and not where it cannot be recorded', async () => {
    const id = await raised()
    for (const role of ['lead_ops', 'duty_lead', 'supervisor'] as const)
      await assert.rejects(read(await viewerOf(await newStaff(admin, role), role), id), role)
    const viewer = await viewerOf(await newStaff(admin, 'governance'), 'governance')
    assert.equal(await read(viewer, randomUUID()), null)
    await withBrokenTrail(admin, () => assert.rejects(read(viewer, id), /trail_is_broken/))
    assert.equal((await admin.query('select from opening where concern_id = $1', [id])).rowCount, 0)
  })
})

it('a concern of level 2 shows to the duty without a name', async () => {
  const id = await raised(2)
  const viewer = await viewerOf(ines, 'duty_lead')
  assert.equal(await open(viewer, id), null)
  assert.deepEqual(await asked(db, viewer.actor, `select level from concern where id = '${id}'`), [{ level: 2 }])
  assert.deepEqual(await asked(db, opening(viewer.actor), `select from concern where id = '${id}'`), [])
})

it('whoever has the duty tomorrow sees no concern today', async () => {
  const { actor } = await viewerOf(rested, 'duty_lead')
  assert.deepEqual(await asked(db, actor, 'select from concern'), [])
})
