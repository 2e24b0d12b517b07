import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { digestOf, informationRoutes, keepHelp, plainTexts } from '#information'
import { staffRoles } from '#web'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { asked } from '../../../testing/walls.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { plainReviewRoutes } from './routes.ts'

const written = mondayMorning.add({ hours: 24 * 7 })
const world = await bookingWorld([{ id: coachId(1) }], written)
const { db, admin, ports } = world
const baseUrl = 'http://localhost:3000'
/** Looks again at once, as the product does each minute. */
let minute: () => Promise<unknown> = async () => null
const helpOf = (demo: boolean) =>
  keepHelp({
    db,
    clock: ports.clock,
    demo,
    onFault: assert.ifError,
    again: (work) => {
      minute = work
      return () => {}
    },
  })
const help = await helpOf(false)
const demoHelp = await keepHelp({ db, clock: ports.clock, demo: true, onFault: assert.ifError })
after(() => demoHelp.stop())
const routes = plainReviewRoutes(db)
const live = await staffPages(world, [
  ...routes,
  ...informationRoutes({ db, clock: ports.clock, baseUrl, help, demo: false }),
])
const demo = await staffPages(world, informationRoutes({ db, clock: ports.clock, baseUrl, help: demoHelp, demo: true }))
const [sam, okafor] = [await newStaff(admin, 'lead_ops'), await newStaff(admin, 'governance')]
const [operations, governance] = ['/team/operations/plain', '/team/governance/plain']
const urdu = plainTexts.find(({ key }) => key === 'ur')!
const check = {
  by: 'Farah Khan, translator',
  'on-day': '28',
  'on-month': '11',
  'on-year': '2026',
  whole: 'yes',
  digest: digestOf(urdu),
}
const kept = async () => (await admin.query('select checked_by, recorded_by, withdrawn_by from plain_review')).rows

beforeEach(() => admin.query('truncate plain_review'))

describe('a text that nobody has checked', () => {
  it('is nowhere to be seen', async () => {
    const somebody = await live(null)
    for (const path of ['/plain', ...plainTexts.map(({ key }) => `/plain/${key}`)])
      assert.equal((await somebody.get(path)).status, 404, path)
    assert.equal(help.last().plain, false)
    assert.doesNotMatch((await somebody.get('/accessibility')).html, /href="\/plain"/)
  })

  it('is shown in the demonstration, as a draft in its own language and in English', async () => {
    const somebody = await demo(null)
    const { html } = await somebody.get('/plain')
    for (const { key, lang, name } of plainTexts)
      assert.ok(html.includes(`href="/plain/${key}" hreflang="${lang}"`) && html.includes(name), key)
    for (const { key, lang, dir, title, draft } of plainTexts) {
      const page = (await somebody.get(`/plain/${key}`)).html
      for (const said of [`lang="${lang}" dir="${dir}"`, title, draft, 'A draft that nobody has checked'])
        assert.ok(page.includes(said), `${key}: ${said}`)
    }
    assert.equal((await somebody.get('/plain/xx')).status, 404)
    assert.equal(demoHelp.last().plain, true)
  })

  it('is shown to the lead and to governance as clients would see it', async () => {
    for (const [who, home] of [
      [sam, operations],
      [okafor, governance],
    ] as const) {
      const staff = await live(who)
      assert.match((await staff.get(home)).html, /Urdu[^]*By nobody yet/)
      const { html } = await staff.get(`${home}/ur`)
      assert.ok(html.includes(`<div lang="ur" dir="rtl"`) && html.includes('href="tel:116123"'))
      assert.equal((await staff.get(`${home}/xx`)).status, 404)
    }
  })
})

describe('a check', () => {
  it('says who read which version on which day; then clients see that text and no other', async () => {
    const staff = await live(okafor)
    assert.equal((await staff.post(`${governance}/ur`, check)).to, `${governance}/ur`)
    assert.deepEqual(await kept(), [{ checked_by: check.by, recorded_by: okafor, withdrawn_by: null }])
    assert.match(
      (await staff.get(`${governance}/ur`)).html,
      /This version is checked[^]*1, this one[^]*Farah Khan, translator[^]*Saturday 28 November 2026/,
    )
    const somebody = await live(null)
    const { html } = await somebody.get('/plain/ur')
    assert.match(html, /Checked on Saturday 28 November 2026/)
    assert.ok(!html.includes(urdu.draft) && !html.includes('Farah'))
    const list = (await somebody.get('/plain')).html
    assert.deepEqual(
      [...list.matchAll(/href="\/plain\/([\w-]+)"/g)].map(([, key]) => key),
      ['ur'],
    )
    assert.equal((await somebody.get('/plain/ar')).status, 404)
    await minute()
    assert.equal(help.last().plain, true)
    assert.match((await somebody.get('/accessibility')).html, /href="\/plain"/)
    const { rows } = await admin.query(`select actor_kind, actor_id from audit_event where verb = 'wording.checked'`)
    assert.deepEqual(rows, [{ actor_kind: 'governance', actor_id: okafor }])
  })

  it('is of one wording: another has been checked by nobody', async () => {
    const staff = await live(sam)
    await staff.post(`${operations}/ur`, check)
    await admin.query(`update plain_review set digest = md5('what it said before'), version = 1`)
    assert.equal((await (await live(null)).get('/plain/ur')).status, 404)
    const { html } = await staff.get(`${operations}/ur`)
    assert.match(html, /Record a check[^]*Farah Khan, translator/)
    assert.match((await staff.get(operations)).html, /Urdu[^]*By nobody yet/)
  })

  it('is not recorded of a wording that is not the one on the page', async () => {
    const { status, html } = await (await live(sam)).post(`${operations}/ur`, { ...check, digest: 'f'.repeat(32) })
    assert.equal(status, 422)
    assert.match(html, /The text has changed since this page was opened/)
    assert.deepEqual(await kept(), [])
  })

  it('sent twice is one', async () => {
    const staff = await live(sam)
    for (let press = 0; press < 2; press++)
      assert.equal((await staff.post(`${operations}/ur`, check)).to, `${operations}/ur`)
    assert.equal((await kept()).length, 1)
  })

  it('is taken back, on record, and may be given anew', async () => {
    const staff = await live(sam)
    await staff.post(`${operations}/ur`, check)
    const { rows } = await admin.query<{ id: string }>('select id from plain_review')
    const path = `${operations}/ur/withdraw/${rows[0]!.id}`
    assert.equal((await staff.post(path)).to, `${operations}/ur`)
    assert.equal((await staff.post(path)).to, `${operations}/ur`)
    assert.equal((await staff.post(`${operations}/ur/withdraw/${coachId(1)}`)).status, 404)
    assert.equal((await staff.post(`${operations}/ur/withdraw/x`)).status, 404)
    assert.equal((await (await live(null)).get('/plain/ur')).status, 404)
    assert.match((await staff.get(`${operations}/ur`)).html, /Taken back by/)
    await staff.post(`${operations}/ur`, check)
    assert.equal((await (await live(null)).get('/plain/ur')).status, 200)
  })

  it('that is not whole comes back as typed, each thing that is wrong beside its field', async () => {
    const staff = await live(sam)
    for (const [more, words] of [
      [{ by: ' ' }, 'Enter who checked it'],
      [{ by: '\u200b\u3164' }, 'Enter who checked it'],
      [{ by: 'x'.repeat(201) }, 'At most 200 characters'],
      [{ 'on-day': '32' }, 'Enter the day, such as 4 1 2027'],
      [{ 'on-month': '12' }, 'Enter a day that is not to come'],
      [{ 'on-day': '25' }, 'from that on which this version was written'],
      [{ whole: '' }, 'Say that they read all of this version'],
    ] as const) {
      const { status, html } = await staff.post(`${operations}/ur`, { ...check, ...more })
      assert.equal(status, 422)
      assert.ok(html.includes(words) && html.includes('value="2026"'), words)
    }
    assert.deepEqual(await kept(), [])
  })

  it('is nobody else’s to give or to see, not even by statement', async () => {
    for (const role of staffRoles) {
      if (role === 'lead_ops' || role === 'governance') continue
      const other = await live(role === 'coach' ? coachId(1) : await newStaff(admin, role))
      for (const home of [operations, governance]) {
        for (const path of [home, `${home}/ur`]) assert.equal((await other.get(path)).status, 404, `${role} ${path}`)
        assert.equal((await other.post(`${home}/ur`, check)).status, 404)
      }
    }
    const lead = await actorOf(admin, sam, 'lead_ops')
    const insert = (by: string) =>
      `insert into plain_review (text_key, version, digest, checked_by, checked_on, recorded_by)
       values ('ur', 1, '${digestOf(urdu)}', 'x', '2026-11-28', '${by}')`
    assert.equal(await asked(db, lead, insert(okafor)), '42501')
    assert.deepEqual(await kept(), [])
    assert.deepEqual(await asked(db, lead, insert(sam)), [])
    assert.equal(await asked(db, lead, `update plain_review set digest = md5('another')`), '42501')
    assert.equal(await asked(db, lead, 'delete from plain_review'), '42501')
    assert.equal(await asked(db, anyone, 'select checked_by from plain_review'), '42501')
  })
})
