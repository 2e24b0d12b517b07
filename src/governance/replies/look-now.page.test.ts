import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { toLookAt } from '#booking'
import { contactHash } from '#identity'
import { sendDue, type Mail, type Text } from '#notifications'
import { contactKey } from '../../../testing/booking.ts'
import { bookedInto } from '../../../testing/fixtures.ts'
import { newStaff } from '../../../testing/staff.ts'
import { textsCome } from '../../../testing/replies.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { dutyRoutes } from '../duty/routes.ts'
import { dutyReplyRoutes } from './on-duty.ts'
import { replyRoutes } from './routes.ts'
import { replyRenderers, tellHowMany, tellOfReplies } from './tell.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin, db, ports } = world
const secret = Buffer.alloc(32, 7)
const pages = await staffPages(world, [
  ...replyRoutes({ db, vault: ports.vault }),
  ...dutyRoutes({ db, vault: ports.vault, secret }),
  ...dutyReplyRoutes({ db, vault: ports.vault }),
])
const came = await textsCome(world)
const [lead, ines, rested] = [
  await newStaff(admin, 'lead_ops'),
  await newStaff(admin, 'duty_lead'),
  await newStaff(admin, 'duty_lead'),
]
const [operations, duty, offDuty] = [await pages(lead), await pages(ines), await pages(rested)]
const renderers = replyRenderers('https://team.example.org')
const unsafe = 'I do not want to be here any more'

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from reply; delete from message; delete from pgboss.job; truncate duty_turn')
  await admin.query(
    `insert into duty_turn (staff_id, starts_at, ends_at) values ($1, clock_now() - interval '1 hour', clock_now() + interval '8 hours')`,
    [ines],
  )
})

/** What the worker mails, to whom, so long after it came. */
async function mailed(after: Temporal.DurationLike = { hours: 0 }) {
  const { rows } = await admin.query<{ ids: string[] }>(
    `delete from pgboss.job where name = $1 returning data->'ids' as ids`,
    [toLookAt],
  )
  for (const { ids } of rows) await tellOfReplies({ db, clock: ports.clock })(ids)
  await world.setNow(mondayMorning.add(after))
  if (mondayMorning.add(after).epochMilliseconds % 1_800_000 === 0) await tellHowMany({ db, clock: ports.clock })
  const sent: string[] = []
  const email = async (message: Mail | Text) => {
    if (message.channel === 'email') sent.push(`${message.to} ${message.subject} ${message.text}`)
    return 'sent' as const
  }
  await sendDue({ db, renderers, senders: { email, text: null }, log: () => {} }, 100)
  return sent
}
const addressOf = async (id: string) =>
  (await admin.query<{ email: string }>('select email from staff where id = $1', [id])).rows[0]!.email

describe('a reply to be looked at now', () => {
  it('is told to operations and to whoever has the duty, at once and half an hour later, in no word of it', async () => {
    await came(unsafe)
    const told = await mailed()
    assert.deepEqual(
      told.map((one) => one.split(' ')[0]).toSorted(),
      [await addressOf(lead), await addressOf(ines)].toSorted(),
    )
    assert.doesNotMatch(told.join(), /be here|7700|session|coach|safe/)
    assert.match(told.join(), /https:\/\/team\.example\.org\/team\/operations\/replies/)
    assert.match(told.join(), /https:\/\/team\.example\.org\/team\/duty/)
    assert.deepEqual(await mailed({ minutes: 29 }), [])
    assert.equal((await mailed({ minutes: 30 })).length, 2)
    assert.deepEqual(await mailed({ hours: 5 }), [])
  })

  it('is told no more once somebody has seen to it, and an ordinary one to nobody', async () => {
    const id = await came(unsafe)
    await mailed()
    await operations.post(`/team/operations/replies/${id}/close`, { outcome: 'called' })
    assert.deepEqual(await mailed({ minutes: 31 }), [])
    await came('Thanks, see you then')
    assert.deepEqual(await mailed({ minutes: 31 }), [])
  })

  it('is told to every duty lead where nobody has the duty', async () => {
    await admin.query('truncate duty_turn')
    await came(unsafe)
    assert.equal((await mailed()).length, 3)
  })

  it('is told however many strangers wrote in other letters before', async () => {
    for (let n = 0; n < 22; n++) await came('Привет')
    assert.equal((await mailed()).length, 40)
    await came(unsafe)
    assert.equal((await mailed({ minutes: 10 })).length, 2)
    await admin.query('update reply set always_told = false')
    const later = await mailed({ hours: 5 })
    assert.equal(later.length, 42)
    await came('Привет')
    assert.equal((await mailed({ hours: 5 })).length, 2)
  })

  it('is told in their number where twenty of the list were told in half an hour, at once and each half hour, and none is silent', async () => {
    const many = (told: readonly string[]) => told.flatMap((one) => /\d+ to look at now/.exec(one) ?? [])
    for (let n = 0; n < 23; n++) await came(unsafe)
    const told = await mailed()
    assert.deepEqual([told.length, many(told)], [42, Array(2).fill('23 to look at now')])
    assert.doesNotMatch(told.join(), /be here|7700|session|coach|safe/)
    await came(unsafe)
    assert.deepEqual(await mailed({ minutes: 5 }), [], 'once in half an hour')
    const { html } = await operations.get('/team/operations/replies')
    const all = /href="([^"]+)">21 more from the same sender/.exec(html)![1]!
    assert.equal(
      (await operations.get(all)).html.match(/<strong>Look now:<\/strong>/g)!.length,
      24,
      'all stand on pages, marked',
    )
    const later = await mailed({ minutes: 30 })
    assert.deepEqual([later.length, many(later)], [42, Array(2).fill('24 to look at now')])
    for (let n = 0; n < 21; n++) await came(unsafe)
    assert.deepEqual(many(await mailed({ minutes: 31 })), [], 'these are told one by one again, but for the last')
    for (const minutes of [60, 90]) {
      assert.deepEqual(many(await mailed({ minutes })), Array(2).fill('45 to look at now'))
      assert.deepEqual(many(await mailed({ minutes: minutes + 15 })), [])
    }
    await admin.query(`update reply set closed_at = clock_now(), closed_by = $1, outcome = 'called'`, [lead])
    assert.deepEqual(await mailed({ minutes: 120 }), [])
  })

  it('of whoever has a booking is told however many strangers wrote', async () => {
    for (let n = 0; n < 20; n++) await came('Привет')
    await mailed()
    const session = await bookedInto(world, { coachId: coachId(1), startsAt: mondayMorning.add({ hours: 5 }) })
    const contact = contactHash(contactKey, '+447700900889')
    await admin.query('update booking set contact_hashes = array[$2::bytea] where id = $1', [session, contact])
    await came('Привет', '447700900889')
    assert.equal((await mailed()).length, 2)
    await came('Привет')
    assert.deepEqual(await mailed(), [])
  })

  it('that another stood for is told of half an hour later, also where that one was seen to', async () => {
    for (let n = 0; n < 21; n++) await came('Привет')
    await mailed()
    await admin.query(
      `update reply set closed_at = clock_now(), closed_by = $1, outcome = 'called' where told_at is not null`,
      [lead],
    )
    assert.ok((await mailed({ minutes: 30 })).length > 0)
    await admin.query(`update reply set closed_at = clock_now(), closed_by = $1, outcome = 'called'`, [lead])
    assert.deepEqual(await mailed({ minutes: 31 }), [])
  })

  it('stands first with operations, however long others wait', async () => {
    await came('Thanks, see you then')
    await world.setNow(mondayMorning.add({ minutes: 5 }))
    const id = await came(unsafe)
    const { html } = await operations.get('/team/operations/replies')
    assert.match(html, /Look at these now/)
    assert.ok(/href="\/team\/operations\/replies\/([\da-f-]{36})"/.exec(html)![1] === id)
    assert.doesNotMatch(html, /be here/)
  })

  it('is read by whoever has the duty, on record, and seen to; no other reply is', async () => {
    const [ordinary, id] = [await came('Thanks, see you then'), await came(unsafe)]
    const list = await duty.get('/team/duty')
    assert.ok(list.html.includes(`/team/duty/replies/${id}`) && !list.html.includes(ordinary))
    assert.doesNotMatch(list.html, /be here/)
    const read = await duty.post(`/team/duty/replies/${id}`, {})
    assert.ok(read.html.includes(unsafe) && read.html.includes('+447700900888'))
    assert.equal((await duty.post(`/team/duty/replies/${ordinary}`, {})).status, 404)
    assert.equal((await duty.post(`/team/duty/replies/${ordinary}/close`, {})).status, 404)
    const { rows } = await admin.query(
      `select verb, actor_kind as who, reason from audit_event where subject_id = $1 and verb like 'reply.%'`,
      [id],
    )
    assert.deepEqual(rows, [{ verb: 'reply.opened', who: 'duty_lead', reason: 'safety' }])
    assert.equal((await duty.post(`/team/duty/replies/${id}/close`, {})).to, '/team/duty')
    assert.ok(!(await duty.get('/team/duty')).html.includes(id))
    assert.match((await operations.get('/team/operations/replies')).html, /Seen to on duty/)
  })

  it('is neither shown nor read off duty', async () => {
    const id = await came(unsafe)
    assert.ok(!(await offDuty.get('/team/duty')).html.includes(id))
    for (const path of [`/team/duty/replies/${id}`, `/team/duty/replies/${id}/close`])
      assert.equal((await offDuty.post(path, {})).status, 404)
    assert.equal((await admin.query('select from reply where closed_at is not null')).rowCount, 0)
  })
})
