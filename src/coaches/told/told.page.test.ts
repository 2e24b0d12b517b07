import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { ownEntries, rehoming } from '#booking'
import { anyone, codeOf, worker } from '#lib/door'
import { serve } from '#web'
import { ama, dev } from '../../../seed/cast.ts'
import { demoCoaches } from '../../../seed/demo-coaches.ts'
import { layCoaches } from '../../../seed/lay-coaches.ts'
import { layReference } from '../../../seed/reference.ts'
import { browsing, type Form } from '../../../testing/browsing.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { keysFor } from '../../../testing/keys.ts'
import { coachActor, coachGuard, guardsWith } from '../../../testing/staff.ts'
import { coachRoutes } from '../routes.ts'
import { numberToText, waysTo } from './ways.ts'

const database = await freshDatabase()
const { db, admin, setClock } = database
const { holder: vault } = await keysFor(database)
const now = Temporal.Instant.from('2026-11-23T09:00:00Z')
await setClock(now)
await layReference(admin)
await layCoaches(admin, demoCoaches().slice(0, 2))
const [path, coach] = ['/team/profile/told', dev.coachId!]

/** Dev's browser, where texts can be sent or cannot. */
async function pagesOf(textSender: boolean) {
  const ports = { clock: () => now, baseUrl: 'http://localhost:3000' }
  const app = await serve({
    routes: coachRoutes({
      db,
      baseUrl: ports.baseUrl,
      rehoming,
      phone: () => null,
      vault,
      textSender,
      ownEntries,
      calendarKey: Buffer.alloc(32, 8),
    }),
    ports,
    guards: guardsWith({ coach: coachGuard(admin, coach) }),
  })
  after(() => app.close())
  const { ask } = browsing(app, { host: 'localhost:3000', now: () => now.epochMilliseconds })
  const send = async (method: 'GET' | 'POST', url: string, form: Form = {}) => {
    const { statusCode: status, body, headers } = await ask(method, url, form)
    if (body.startsWith('<!doctype')) await assertValidHtml(body)
    return { status, body, location: headers.location }
  }
  return { get: (url: string) => send('GET', url), post: (form: Form) => send('POST', path, form) }
}
const pages = await pagesOf(true)
const without = await pagesOf(false)

beforeEach(() => admin.query(`delete from coach_texts; delete from audit_event where verb = 'coach.ways-chosen'`))

const ways = async () =>
  (await db.withActor(anyone, (tx) => waysTo(tx, { coachId: coach, bookingId: null, startsAt: null }, true))).map(
    ({ channel }) => channel,
  )
const number = () => db.withActor(worker, (tx) => numberToText(tx, vault, coach))
const keys = async () =>
  (await admin.query('select from wrapped_key k where not exists (select from client c where c.id = k.subject)'))
    .rowCount
const saved = ({ status, location }: Awaited<ReturnType<typeof pages.post>>) =>
  assert.deepEqual([status, location], [303, '/team/profile'])
const profile = async () => (await pages.get('/team/profile')).body

describe('how a coach is told', () => {
  it('is by mail until the coach says otherwise', async () => {
    assert.deepEqual(await ways(), ['email'])
    assert.match(await profile(), /By mail\./)
    const { body } = await pages.get(path)
    assert.match(body, /value="mail" checked/)
    assert.doesNotMatch(body, /value="text" checked/)
  })

  it('is by text, by both, by another number and by mail again, as the coach chooses; a number that goes opens nowhere', async () => {
    saved(await pages.post({ ways: ['mail', 'text'], phone: '07700 900 982' }))
    assert.deepEqual([await ways(), await number()], [['email', 'text'], '+447700900982'])
    assert.match(await profile(), /By mail and by text, to the number ending in 82\./)
    saved(await pages.post({ ways: ['text'], phone: '' }))
    assert.deepEqual([await ways(), await number(), await keys()], [['text'], '+447700900982', 1])
    const { body } = await pages.get(path)
    assert.match(body, /We have the number ending in 82/)
    assert.ok(!body.includes('900 982') && !body.includes('900982'), 'the number itself is not shown')
    saved(await pages.post({ ways: ['text'], phone: '07700 900123' }))
    assert.deepEqual([await ways(), await number(), await keys()], [['text'], '+447700900123', 1])
    saved(await pages.post({ ways: ['mail'], phone: '07700 900123' }))
    assert.deepEqual([await ways(), await number(), await keys()], [['email'], null, 0])
    const { rows } = await admin.query(
      `select distinct actor_kind, actor_id, subject_id from audit_event where verb = 'coach.ways-chosen'`,
    )
    assert.deepEqual(rows, [{ actor_kind: 'coach', actor_id: coach, subject_id: coach }])
  })

  it('takes no choice that would leave no way, and says beside the field what is wrong', async () => {
    for (const [form, id, sentence] of [
      [{}, 'ways', 'Select mail, text message or both'],
      [{ ways: ['text'], phone: '' }, 'phone', 'Enter a mobile number, like 07700 900 982'],
      [{ ways: ['text'], phone: 'soon' }, 'phone', 'Enter a mobile number'],
      [{ ways: ['mail', 'text'], phone: '020 7946 0018' }, 'phone', 'Enter a mobile number'],
      [{ ways: ['text'], phone: '070 1234 5678' }, 'phone', 'Enter an ordinary mobile number'],
    ] as const) {
      const { status, body } = await pages.post(form)
      assert.equal(status, 422)
      assert.match(body, new RegExp(`href="#${id}"[^>]*>\\s*${sentence}`))
      assert.ok(body.includes(`id="${id}"`))
      if ('phone' in form && form.phone) assert.ok(body.includes(`value="${form.phone}"`), 'nothing typed is lost')
    }
    assert.deepEqual(await ways(), ['email'])
  })

  it('is by mail where texts cannot be sent, and a number from before can be taken away', async () => {
    saved(await pages.post({ ways: ['text'], phone: '07700 900982' }))
    const asked = { coachId: coach, bookingId: null, startsAt: null }
    assert.deepEqual(await db.withActor(anyone, (tx) => waysTo(tx, asked, false)), [
      { channel: 'email', keepsQuiet: false },
    ])
    const { body } = await without.get(path)
    assert.match(body, /Text messages are not set up here/)
    assert.match(body, /ends in 82/)
    saved(await without.post({ ways: ['text'], phone: '07700 900123' }))
    assert.deepEqual([await number(), await keys()], [null, 0])
    assert.doesNotMatch((await without.get(path)).body, /Delete my number/)
  })
})

describe('a coach’s number', () => {
  it('is sealed, and for the coach’s own to change and nobody else’s to see', async () => {
    saved(await pages.post({ ways: ['mail', 'text'], phone: '07700 900982' }))
    const { rows } = await admin.query<{ all: string }>('select coach_texts::text as all from coach_texts')
    assert.doesNotMatch(rows[0]!.all, /900982/)
    const see = 'select coach_id from coach_texts'
    const as = async (who: string) => db.withActor(await coachActor(admin, who), (tx) => tx.send('', see, []))
    assert.equal((await as(coach)).length, 1)
    assert.equal((await as(ama.coachId!)).length, 0)
    const refused = (error: unknown) => codeOf(error) === '42501'
    await assert.rejects(
      db.withActor(anyone, (tx) => tx.send('', see, [])),
      refused,
    )
    const sealed = 'select sealed_phone from coach_texts'
    await assert.rejects(
      db.withActor(await coachActor(admin, coach), (tx) => tx.send('', sealed, [])),
      refused,
    )
  })

  it('is forgotten with its key when the coach leaves', async () => {
    saved(await pages.post({ ways: ['text'], phone: '07700 900982' }))
    await admin.query('update coach set active = false where id = $1', [coach])
    assert.deepEqual([await ways(), await number(), await keys()], [['email'], null, 0])
    await admin.query('update coach set active = true where id = $1', [coach])
  })
})
