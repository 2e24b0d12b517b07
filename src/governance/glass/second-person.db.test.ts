import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { codeOf, type Actor } from '#lib/door'
import type { StaffRole } from '#web'
import { bookedInto } from '../../../testing/fixtures.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { asked } from '../../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { db, admin } = world
const later = mondayMorning.add({ hours: 24 * 30 })
await world.setNow(mondayMorning)
// The first people, whom the operator laid.
const first = await newStaff(admin, 'governance')
const other = await newStaff(admin, 'governance')
const lead = await newStaff(admin, 'lead_ops')
const rota = await newStaff(admin, 'partner_rota')
const booking = await bookedInto(world, { coachId: coachId(1), startsAt: mondayMorning.add({ hours: 4 }) })
const reason = 'The coach died and nobody else knows what was agreed'
const [{ reference }] = (await admin.query('select reference from booking where id = $1', [booking])).rows as [
  { reference: string },
]

beforeEach(async () => {
  await world.setNow(later)
  await admin.query('truncate break_glass, recovery, opening, reveal_task cascade')
})

/** Somebody whom another let in, so many hours ago. */
async function invited(role: StaffRole, by: string | null, hours: number): Promise<string> {
  const id = await newStaff(admin, role)
  const at = later.subtract({ hours }).toString()
  await admin.query('update staff_role set given_by = $2, given_at = $3 where staff_id = $1', [id, by, at])
  return id
}
const governing = (id: string) => actorOf(admin, id, 'governance')
const asks = async (actor: Actor, delay: string | null = null) => {
  const sql = `select ask_to_break_glass('${reference}', '${reason}', 15, ${delay === null ? 'null' : `'${delay}'`}) as id`
  return ((await asked(db, actor, sql)) as { id: string }[])[0]!.id
}
const approves = async (actor: Actor, id: string) => {
  const said = await asked(db, actor, `select approve_glass('${id}') as done`)
  return typeof said === 'string' ? said : (said as { done: boolean }[])[0]!.done
}

describe('who breaks the glass together', () => {
  it('are two people of whom neither let the other in', async () => {
    assert.equal(await approves(await governing(other), await asks(await governing(first))), true)
    const mine = await invited('governance', first, 24 * 20)
    assert.equal(await approves(await governing(mine), await asks(await governing(first))), '23514')
    assert.equal(await approves(await governing(first), await asks(await governing(mine))), '23514')
    assert.equal(await approves(await governing(other), await asks(await governing(mine))), true)
  })

  it('have had their role for 72 hours when they approve', async () => {
    const id = await asks(await governing(first))
    assert.equal(await approves(await governing(await invited('governance', other, 71)), id), '23514')
    // By the operator too, once the deployment is not new any more.
    assert.equal(await approves(await governing(await invited('governance', null, 71)), id), '23514')
    assert.equal(await approves(await governing(await invited('governance', other, 72)), id), true)
  })

  it('are as much two where telling waits', async () => {
    const mine = await invited('governance', first, 24 * 20)
    const id = await asks(await governing(first), 'Telling them now puts their child at risk')
    assert.equal(await approves(await governing(other), id), true)
    await admin.query('update break_glass set opened_at = clock_now() where id = $1', [id])
    const sql = `select review_glass_delay('${id}') as done`
    assert.equal(await asked(db, await governing(mine), sql), '23514')
    assert.deepEqual(await asked(db, await governing(other), sql), [{ done: true }])
  })
})

it('looks at names that somebody else saw only where they let each other in neither way', async () => {
  const mine = await invited('governance', lead, 24 * 20)
  await admin.query(
    `with task as (insert into reveal_task (kind, booking_id, reason, made_by) values ('complaint', $1, $3, $2) returning id)
     insert into opening (kind, task_id, booking_id, opened_by, as_role, shown_until)
       select 'reveal', id, $1, $2, 'lead_ops', clock_now() from task`,
    [booking, lead, reason],
  )
  const look = (by: string) => `update opening set reviewed_at = clock_now(), reviewed_by = '${by}' returning 1 as done`
  assert.equal(await asked(db, await governing(mine), look(mine)), '23514')
  assert.deepEqual(await asked(db, await governing(other), look(other)), [{ done: 1 }])
})

it('lets somebody in again only with two who let each other in neither way', async () => {
  const somebody = await newStaff(admin, 'partner_rota')
  const mine = await invited('partner_rota', lead, 24 * 20)
  const started = async (by: string) =>
    (
      await admin.query<{ id: string }>(
        `insert into recovery (id, staff_id, started_by, started_as) values (gen_random_uuid(), $1, $2, 'partner_rota') returning id`,
        [somebody, by],
      )
    ).rows[0]!.id
  const agree = (id: string) =>
    `update recovery set agreed_at = clock_now(), agreed_by = '${lead}', agreed_as = 'lead_ops', hash = sha256('a'),
       code_hash = sha256('b') where id = '${id}' returning 1 as done`
  const asLead = await actorOf(admin, lead, 'lead_ops')
  assert.equal(await asked(db, asLead, agree(await started(mine))), '23514')
  await admin.query('truncate recovery')
  assert.deepEqual(await asked(db, asLead, agree(await started(rota))), [{ done: 1 }])
})

it('tells everybody of governance who comes to govern, lead or run the machines, and nobody of others', async () => {
  await admin.query('truncate message')
  const [somebody, actor] = [await newStaff(admin, 'supervisor'), await governing(first)]
  const give = (role: string) =>
    db.withActor(actor, (tx) =>
      tx.send('', 'insert into staff_role (staff_id, role, given_by) values ($1, $2, $3)', [somebody, role, first]),
    )
  await give('commissioner')
  const told = async () =>
    (await admin.query<{ id: string }>(`select subject_id as id from message where kind = 'staff-arrival'`)).rows.map(
      ({ id }) => id,
    )
  assert.deepEqual(await told(), [])
  await give('governance')
  const ids = await told()
  for (const id of [first, other]) assert.ok(ids.includes(id))
  assert.ok(!ids.includes(somebody))
})

it('is no matter of the page: nobody writes another as the one who let them in', async () => {
  const sql = `insert into staff_role (staff_id, role, given_by) values ('${rota}', 'governance', '${other}')`
  const tried = db.withActor(await governing(first), (tx) => tx.send('', sql, []))
  assert.equal(await tried.then(() => null, codeOf), '42501')
})
