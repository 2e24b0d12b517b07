import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { another, howManyWait } from '../../../testing/another.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { bookingPages, idOf, type Someone } from '../../../testing/pages.ts'
import { recovering } from '../../../testing/recovering.ts'
import { eventually } from '../../../testing/running.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { sayKnown } from './queries.ts'

const email = 'amina@example.org'

/** Amina has booked twice with coach 1, each time in another browser; nobody has proved anything. */
async function twice() {
  const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
  const { db, admin, ports } = world
  const pages = await bookingPages(world)
  const withFirst = async () => {
    const made = await pages.booked({ email })
    const id = idOf(made.path)
    await admin.query(`update booking set coach_id = $2, matched_on = '{}' where id = $1`, [id, coachId(1)])
    await admin.query(
      `update booking set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour'
        where id = $1 and exists (select from booking o where o.id <> $1)`,
      [id],
    )
    await admin.query(
      `update claim c set coach_id = b.coach_id, during = tstzrange(b.starts_at, b.ends_at) from booking b
        where b.id = $1 and c.id = b.claim_id`,
      [id],
    )
    await ports.availability.load()
    return made
  }
  const [first, second] = [await withFirst(), await withFirst()]
  const stateOf = async ({ path }: { path: string }) =>
    (
      await admin.query<{ coach: string; apart: string[] }>(
        `select coach_id as coach, array(select k.coach_id::text from kept_apart k where k.client_id = b.client_id) as apart
           from booking b where id = $1`,
        [idOf(path)],
      )
    ).rows[0]!
  return {
    ...world,
    first,
    second,
    stateOf,
    prove: ({ path, someone }: { path: string; someone: Someone }) => pages.proved(path, email, someone),
    proveElsewhere: ({ path }: { path: string }) => pages.proved(path, email),
    know: async ({ path }: { path: string }) => {
      await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, idOf(path)))
      await ports.availability.refresh([coachId(1)])
    },
    recover: async () => {
      await recovering(ports)
      await ports.availability.load()
    },
    offered: async (someone: Someone) => {
      await someone.post('/book/topic', { topic: 'wellbeing' })
      await someone.post('/book/coach', { who: 'choose' })
      const { html } = await someone.get('/book/choose-coach?filter=yes')
      return [1, 2].filter((number) => html.includes(coachId(number)))
    },
    chain: async ({ path }: { path: string }) =>
      (
        await admin.query<{ said: string }>(
          `select verb || ' ' || actor_kind as said from audit_event where subject_id = $1 order by n`,
          [idOf(path)],
        )
      ).rows.map(({ said }) => said),
  }
}
const apart = { coach: coachId(2), apart: [coachId(1)] }
const together = { coach: coachId(1), apart: [] }

describe('a session with a coach who knows its client by what they booked elsewhere', () => {
  it('goes to another coach once a code proves its contact, and that coach is never offered in that browser again', async () => {
    const one = await twice()
    await one.prove(one.first)
    await one.know(one.first)
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), together, 'nothing was proved there')
    assert.deepEqual(await one.offered(one.second.someone), [1, 2])
    await one.prove(one.second)
    assert.deepEqual(
      await one.stateOf(one.second),
      { ...apart, coach: coachId(1) },
      'it waits like one whose coach is away',
    )
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), apart)
    assert.deepEqual(await one.offered(one.second.someone), [2])
    assert.deepEqual(await one.chain(one.second), [
      'booking.booked client',
      'booking.contact-verified client',
      'booking.reassigned worker',
    ])
    assert.deepEqual(await wrongInDiary(one.admin), nothingWrong)
  })

  it('stays where it is by a code that was entered in a browser which did not book it', async () => {
    const one = await twice()
    await one.prove(one.first)
    await one.know(one.first)
    await one.proveElsewhere(one.second)
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), together)
  })

  it('stays where it is for what a coach said of a booking that nobody has proved; goes once that is proved, too', async () => {
    const one = await twice()
    await one.know(one.first)
    await one.prove(one.second)
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), together)
    await one.prove(one.first)
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), apart)
    assert.deepEqual(await one.stateOf(one.first), apart)
  })

  it('goes where the coach says so of the other one later, when both are proved', async () => {
    const one = await twice()
    for (const each of [one.first, one.second]) await one.prove(each)
    await one.know(one.first)
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), apart)
  })

  it('stays where whoever was known has taken that contact away', async () => {
    const one = await twice()
    await one.prove(one.first)
    await one.know(one.first)
    await one.admin.query('update client_contact set removed_at = clock_now()')
    await one.prove(one.second)
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), together)
  })

  it('goes, too, where both are proved at the same moment', async () => {
    const one = await twice()
    await one.know(one.first)
    await another(one, async (other) => {
      await other.query('begin')
      await other.query('update booking set verified_at = clock_now() where id = $1', [idOf(one.first.path)])
      const proving = one.prove(one.second)
      await eventually('the second waits', async () => (await howManyWait(one)) === 1)
      await other.query('commit')
      await proving
    })
    await one.recover()
    assert.deepEqual(await one.stateOf(one.second), apart)
  })
})
