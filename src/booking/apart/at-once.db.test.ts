import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contactKey } from '../../../testing/booking.ts'
import { worker } from '#lib/door'
import { another } from '../../../testing/another.ts'
import { admin, as, at, db, ports, recovering, session, world, type Session } from '../../../testing/covering.ts'
import { eventually } from '../../../testing/running.ts'
import { coachId } from '../../../testing/world.ts'
import { hashesOf } from '../contact-hashes.ts'
import { moveTo } from '../move.ts'
import { findBooking, verifyBooking } from '../queries.ts'
import { recover } from '../rehome/recover.ts'
import { sayKnown } from './queries.ts'

/** Until something is over, or waits for somebody else's transaction. */
async function overOrWaiting(something: Promise<unknown>) {
  let over = false
  const end = () => (over = true)
  something.then(end, end)
  await eventually('it is over, or waits', async () => {
    const { rowCount } = await admin.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    return over || rowCount! > 0
  })
}
const ofOneClient = (one: Session, two: Session) =>
  admin.query('update booking set client_id = (select client_id from booking where id = $1) where id = $2', [
    one.id,
    two.id,
  ])

it('who proves a contact while a coach says that they know whoever has it is kept apart from that coach, too', async () => {
  const [known, other] = [await session({}, 1, at('14:00')), await session({}, 1, at('16:00'))]
  const hashes = hashesOf(contactKey, ['same@example.org'])
  await admin.query('update booking set contact_hashes = $2 where id = any($1)', [[known.id, other.id], hashes])
  const prove = ({ id, owner }: typeof known) =>
    db.withActor(owner.actor, (tx) => verifyBooking.one(tx, id, owner.browser))
  await prove(known)

  const [said, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const knowing = db.withActor(await as(1), async (tx) => {
    assert.equal((await sayKnown.one(tx, known.id))!.said, true)
    said.resolve()
    await over.promise
  })
  await said.promise
  const proving = prove(other)
  await overOrWaiting(proving)
  over.resolve()
  await Promise.all([knowing, proving])
  const { rows } = await admin.query(
    `select b.id from booking b join kept_apart k using (client_id) where k.coach_id = $1 and b.id = any($2)`,
    [coachId(1), [known.id, other.id]],
  )
  assert.equal(rows.length, 2)
})

it('a session that is given away while another coach says that they know its client waits for nobody any more', async () => {
  const [one, two] = [await session({}, 1, at('10:00')), await session({}, 3, at('12:00'))]
  await ofOneClient(one, two)
  await db.withActor(await as(1), (tx) => sayKnown.one(tx, one.id))
  await another(world, async (other) => {
    await other.query('begin')
    await other.query('select from booking where id = $1 for no key update', [one.id])
    await other.query('select lock_coach($1), lock_coach($2)', [coachId(1), coachId(5)])
    await other.query('update claim set active = false where id = (select claim_id from booking where id = $1)', [
      one.id,
    ])
    await other.query(
      `with c as (insert into claim (coach_id, during, kind) select $2, c.during, 'booking' from claim c join booking b on b.claim_id = c.id
         where b.id = $1 returning id)
       update booking set coach_id = $2, claim_id = (select id from c), sequence = sequence + 1 where id = $1`,
      [one.id, coachId(5)],
    )
    const knowing = db.withActor(await as(3), (tx) => sayKnown.one(tx, two.id))
    await overOrWaiting(knowing)
    await other.query('commit')
    await knowing
  })
  await recover(recovering)
  const { rows } = await admin.query('select outcome from rehome_task where booking_id = $1', [one.id])
  assert.deepEqual(rows, [{ outcome: 'reassigned' }])
})

it('a session that is moved to a coach while a booking kept apart from that coach passes to the same client stays with nobody they know', async () => {
  const [known, mine] = [await session({}, 1, at('18:00')), await session({}, 2, at('19:00'))]
  await db.withActor(await as(1), (tx) => sayKnown.one(tx, known.id))
  await ports.availability.load()
  await another(world, async (other) => {
    await other.query('begin')
    await other.query('update booking set client_id = (select client_id from booking where id = $2) where id = $1', [
      known.id,
      mine.id,
    ])
    const booking = (await db.withActor(worker, (tx) => findBooking.one(tx, mine.id)))!
    const wish = {
      service: world.service('lay-too'),
      mode: 'video',
      longer: false,
      interpreter: false,
      coachId: coachId(1),
    } as const
    const moving = moveTo(ports, mine.owner.actor, booking, wish, at('20:00').epochMilliseconds, 'client')
    await overOrWaiting(moving)
    await other.query('commit')
    await moving
  })
  const { rows } = await admin.query(
    `select exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null) as waits
       from booking b where b.id = $1 and b.coach_id = $2`,
    [mine.id, coachId(1)],
  )
  assert.ok(rows.every(({ waits }) => waits))
})
