import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { bookedInto } from '../../../testing/fixtures.ts'
import { newStaff } from '../../../testing/staff.ts'
import { textsCome } from '../../../testing/replies.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { replyRoutes } from './routes.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { admin, db, ports } = world
const pages = await staffPages(world, replyRoutes({ db, vault: ports.vault }))
const home = '/team/operations/replies'
const lead = await newStaff(admin, 'lead_ops')
const { get, post } = await pages(lead)
const words = 'I am late <b>& sorry</b>'

const fromAnyone = await textsCome(world)
/** A reply from a number that no session has. */
const came = () => fromAnyone(words)
const trail = async () =>
  (
    await admin.query<{ verb: string; reason: string | null }>(
      `select verb, reason from audit_event where verb like 'reply.%' or verb = 'key.opened' order by id`,
    )
  ).rows.map(({ verb, reason }) => `${verb} ${reason ?? ''}`.trim())
let before = 0
const since = async () => (await trail()).slice(before)

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query('delete from reply')
  before = (await trail()).length
})

describe('what people answer to texts', () => {
  it('is listed without its words, and read one by one for a reason that is recorded', async () => {
    const id = await came()
    const list = await get(home)
    assert.ok(list.html.includes(`href="${home}/${id}"`))
    assert.match(list.html, /No session has this contact/)
    assert.doesNotMatch(list.html, /late|sorry|7700900888/)
    const why = await get(`${home}/${id}`)
    assert.doesNotMatch(why.html, /am late|7700900888/)
    assert.deepEqual(await since(), [])
    const read = await post(`${home}/${id}`, { reason: 'answer' })
    assert.ok(read.html.includes('I am late &lt;b&gt;&amp; sorry&lt;/b&gt;') && read.html.includes('+447700900888'))
    assert.deepEqual(await since(), ['reply.opened answer', 'key.opened case'])
  })

  it('leads to its session where one has that number, and shows no number', async () => {
    const session = await bookedInto(world, { coachId: coachId(1), startsAt: mondayMorning.add({ hours: 5 }) })
    const id = await came()
    await admin.query('update reply set booking_id = $1, sealed_number = null where id = $2', [session, id])
    const { html } = await post(`${home}/${id}`, { reason: 'find' })
    assert.ok(html.includes(`/team/operations/sessions/${session}`))
    assert.doesNotMatch(html, /7700900888/)
    const { rows } = await admin.query(
      `select subject_kind, object_id from audit_event where verb = 'reply.opened' order by id desc limit 1`,
    )
    assert.deepEqual(rows, [{ subject_kind: 'booking', object_id: id }])
  })

  it('is not read without a reason', async () => {
    const id = await came()
    for (const reason of ['', 'because']) {
      const { status, html } = await post(`${home}/${id}`, { reason })
      assert.equal(status, 422)
      assert.match(html, /Choose why you need to read it/)
      assert.doesNotMatch(html, /am late/)
    }
    assert.deepEqual(await since(), [])
  })

  it('is closed once with how it came out, and stands then below', async () => {
    const id = await came()
    const refused = await post(`${home}/${id}/close`, { outcome: 'x' })
    assert.equal(refused.status, 422)
    assert.match(refused.html, /Choose how it came out/)
    assert.equal((await post(`${home}/${id}/close`, { outcome: 'answered' })).to, home)
    assert.equal((await post(`${home}/${id}/close`, { outcome: 'called' })).to, home)
    assert.deepEqual(await since(), ['reply.closed'])
    const { html } = await get(home)
    assert.match(html, /Nobody waits for an answer/)
    assert.match(html, /I wrote back/)
    assert.doesNotMatch((await post(`${home}/${id}`, { reason: 'check' })).html, /Save/)
  })

  it('is for operations alone, surely known', async () => {
    const id = await came()
    for (const [role, level] of [
      ['governance', 2],
      ['partner_rota', 2],
      ['coach', 2],
      ['lead_ops', 1],
    ] as const) {
      const other = await pages(await newStaff(admin, role), level)
      for (const answer of [await other.get(home), await other.post(`${home}/${id}`, { reason: 'answer' })]) {
        assert.notEqual(answer.status, 200, role)
        assert.doesNotMatch(answer.html, /am late/)
      }
    }
    assert.equal((await get(`${home}/${randomUUID()}`)).status, 404)
    assert.equal((await post(`${home}/${randomUUID()}`, { reason: 'answer' })).status, 404)
    assert.deepEqual(await since(), [])
  })
})
