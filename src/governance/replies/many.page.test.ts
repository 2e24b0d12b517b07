import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { textsCome } from '../../../testing/replies.ts'
import { newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { dutyRoutes } from '../duty/routes.ts'
import { replyRoutes } from './routes.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin, db, ports } = world
const pages = await staffPages(world, [
  ...replyRoutes({ db, vault: ports.vault }),
  ...dutyRoutes({ db, vault: ports.vault, secret: Buffer.alloc(32, 7) }),
])
const came = await textsCome(world)
const [lead, ines] = [await newStaff(admin, 'lead_ops'), await newStaff(admin, 'duty_lead')]
const [operations, duty] = [await pages(lead), await pages(ines)]
const home = '/team/operations/replies'
const unsafe = 'I do not want to be here any more'
const other = '447700900887'

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from reply; truncate duty_turn')
  await admin.query(
    `insert into duty_turn (staff_id, starts_at, ends_at) values ($1, clock_now() - interval '1 hour', clock_now() + interval '8 hours')`,
    [ines],
  )
})

const listed = (html: string) =>
  [...html.matchAll(/href="\/team\/operations\/replies\/([\da-f-]{36})"/g)].map(([, id]) => id!)
/** Many that waited, each from a sender of its own, that came before everything else. */
const many = (count: number, lookNow = false) =>
  admin.query(
    `insert into reply (id, kind, channel, look_now, thread, sealed_words, received_at)
       select id, 'words', 'text', $2, id, '\\x00', clock_now() - interval '1 hour'
         from (select gen_random_uuid() as id from generate_series(1, $1)) x`,
    [count, lookNow],
  )

describe('however many replies wait', () => {
  it('each is on some page of the list, and what was seen to as well', async () => {
    await many(203)
    const last = await came('Thanks')
    const first = await operations.get(home)
    assert.match(first.html, /204 replies wait/)
    assert.equal(listed(first.html).length, 200)
    assert.ok(!listed(first.html).includes(last))
    assert.ok(first.html.includes(`href="${home}?page=2"`))
    const second = await operations.get(`${home}?page=2`)
    assert.deepEqual([listed(second.html).length, listed(second.html).at(-1)], [4, last])
    assert.equal(new Set([...listed(first.html), ...listed(second.html)]).size, 204)
    await admin.query(`update reply set closed_at = clock_now(), closed_by = $1, outcome = 'called'`, [lead])
    assert.equal((await operations.get(`${home}?page=2`)).to, home, 'all of that page was seen to')
    const seen = await Promise.all([1, 2, 3].map((n) => operations.get(`${home}?seen=${n}`)))
    assert.equal(new Set(seen.flatMap(({ html }) => listed(html))).size, 204)
  })

  it('those to look at now are each on some page of the duty', async () => {
    await many(101, true)
    const of = (html: string) => [...html.matchAll(/\/team\/duty\/replies\/([\da-f-]{36})"/g)].map(([, id]) => id!)
    const [first, second] = [await duty.get('/team/duty'), await duty.get('/team/duty?replies=2')]
    assert.deepEqual([of(first.html).length, of(second.html).length], [100, 1])
    assert.equal(new Set([...of(first.html), ...of(second.html)]).size, 101)
    await admin.query(`update reply set closed_at = clock_now(), closed_by = $1, outcome = 'seen' where id = $2`, [
      ines,
      of(second.html)[0],
    ])
    assert.equal(of((await duty.get('/team/duty?replies=2')).html).length, 100, 'there is no second page any more')
  })
})

describe('a number that writes again and again', () => {
  it('has three rows of the list and a count, nothing of it is lost, and others are seen beside it', async () => {
    const theirs: string[] = []
    for (let n = 0; n < 9; n++) {
      await world.setNow(mondayMorning.add({ seconds: n }))
      theirs.push(await came(`Hello ${n}`))
    }
    const anothers = await came('Hello', other)
    const { html } = await operations.get(home)
    assert.deepEqual(new Set(listed(html)), new Set([...theirs.slice(0, 3), anothers]))
    assert.match(html, /10 replies wait/)
    assert.match(html, /6 more from the same sender/)
    const [, more] = /href="([^"]*\?from=[^"]*)"/.exec(html)!
    const all = await operations.get(more!)
    assert.deepEqual(new Set(listed(all.html)), new Set(theirs))
    await operations.post(`${home}/${theirs[0]}/close`, { outcome: 'not-needed' })
    assert.ok(listed((await operations.get(home)).html).includes(theirs[3]!), 'the next comes up')
  })

  it('cannot hide behind its own noise what somebody has to look at now', async () => {
    for (let n = 0; n < 6; n++) await came('Привет')
    await came('Hello', other)
    const now = await came(unsafe)
    assert.equal(listed((await operations.get(home)).html)[0], now)
    assert.ok((await duty.get('/team/duty')).html.includes(now))
    assert.match((await duty.get('/team/duty')).html, /4 more from the same sender/)
  })

  it('still stops reminders with one word', async () => {
    for (let n = 0; n < 6; n++) await came('Hello')
    await came('STOP')
    const { rows } = await admin.query(`select count(*)::int as many from reply where kind = 'stop'`)
    assert.deepEqual(rows, [{ many: 1 }])
  })

  it('is remembered no longer than something of it waits, also where it is no number', async () => {
    for (const from of ['447700900888', 'SHOP']) await came('Hello', from)
    for (const from of ['447700900888', 'SHOP']) await came('Hello', from)
    const threads = async () =>
      (await admin.query<{ n: number }>('select count(distinct thread)::int as n from reply')).rows[0]!.n
    assert.equal(await threads(), 2)
    for (const id of listed((await operations.get(home)).html))
      await operations.post(`${home}/${id}/close`, { outcome: 'called' })
    const { rows } = await admin.query('select from reply where from_hash is not null')
    assert.deepEqual(rows, [])
    await came('Hello')
    assert.equal(await threads(), 3)
  })
})
