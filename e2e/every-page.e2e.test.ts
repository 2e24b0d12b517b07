import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clientActor } from '../testing/engaged.ts'
import { ama, dev } from '../seed/cast.ts'
import { answerAll, confirm, plainBrowser, signDevIn } from './answered.ts'
import { staffRoles } from '#web'
import { person, valuesOf } from './person.ts'
import { openBrowser, startProduct } from './product.ts'
import { outOfReach } from './tabbing.ts'

const product = await startProduct()
const someone = plainBrowser(product)
const [client, series, session] = [await booked(), await oneSeries(), await oneId('booking')]
await answerAll(someone)
// Dev is everything that a member of staff can be, so that one browser sees the pages of every role.
await product.admin.query(
  `insert into staff_role (staff_id, role, provider_id)
     select $1, role, c.provider_id from unnest($2::text[]) as role, coach c where c.id = $1 on conflict do nothing`,
  [dev.coachId, staffRoles],
)
await signDevIn(someone)
await product.admin.query(
  `insert into browser_grant (subject, browser, until) values ($1, sha256(convert_to($2, 'utf8')), clock_now() + interval '1 day')`,
  [client.path.split('/').at(-1), /lay-team=([^;]+)/.exec(someone.cookie())![1]],
)
const window = await openBrowser()
const visitor = await person(window, product, { viewport: { width: 375, height: 667 } })
/** The same person where there are no scripts and the window is as narrow as that of somebody who reads at 400 %. */
const plain = await person(window, product, { viewport: { width: 320, height: 568 }, javaScriptEnabled: false })
const cookies = [...someone.cookie().split('; '), `lay-you=${await surelyKnown()}`].map((pair) => ({
  name: pair.split('=')[0]!,
  value: pair.slice(pair.indexOf('=') + 1),
  url: product.url,
}))
for (const { context } of [visitor, plain]) await context.addCookies(cookies)

/** What is no page: it is for machines, or leads on to a page. */
const noPages = [
  '/book',
  '/book/workplaces.json',
  '/booking/:id/calendar.ics',
  '/calendars/:file',
  '/coaches/photos/:hash',
  '/team/profile/page/photo/:hash',
  '/team/rota/pages/:id/photo',
  '/team/operations/pages/:id/photo',
  '/api/openapi.json',
  '/.well-known/security.txt',
  '/dev/outbox.json',
  '/dev/outbox/:id/appointment.ics',
  '/you/data/download.json',
  '/you/data/download.html',
  '/you/opened/proof',
  '/you/opened/verify.mjs',
  '/what-your-employer-can-see/sessions.csv',
  '/team/commissioner/:quarter/sessions.csv',
  '/team/evaluator/:quarter/weeks.csv',
  // Those of staff who were let have a link, a task or an edition: tests of their own check what is sent, and not in a window.
  '/team/invitation/:token',
  '/team/invitation/:token/code',
  '/team/invitation/:token/set-up',
  '/team/recovery/:token',
  '/team/commissioner/:quarter',
  '/team/evaluator/:quarter',
  '/team/operations/reveals/:id',
  '/team/operations/replies/:id',
  '/team/governance/reveals/:id',
  '/team/privacy/:id',
  '/healthz',
  '/readyz',
  '/metrics',
]

/** Where somebody is sent on from who is known or has begun already. */
const leadsOn = ['/team', '/visit/:token/find']

/** An address for each page whose path has open parts. */
const addresses: Record<string, string[]> = {
  '/book/time/:date': ['/book/time/2026-11-25', '/book/time/2027-11-25'],
  '/booking/:id': [client.path],
  '/booking/:id/cancel': [`${client.path}/cancel`],
  '/booking/:id/move': [`${client.path}/move`],
  '/booking/:id/move/:date': [`${client.path}/move/2026-11-26`],
  '/booking/:id/sooner': [`${client.path}/sooner`],
  '/booking/:id/contact': [`${client.path}/contact`],
  '/coaches/:id': [`/coaches/${dev.coachId}`],
  '/team/rota/pages/:id': [`/team/rota/pages/${await waitingPage()}`],
  '/team/operations/pages/:id': [`/team/operations/pages/${await waitingPage()}`],
  '/book/coaches/:id': [`/book/coaches/${dev.coachId}`],
  '/visit/:token': [client.link],
  '/visit/:token/find': [`${client.link}/find`],
  '/acknowledge/:token': [`/acknowledge/${await askedToken()}`],
  '/privacy/:from': ['/privacy/2026-11-23', '/privacy/2026-11-25'],
  '/team/sessions/:id': [`/team/sessions/${session}`],
  '/team/sessions/:id/swap': [`/team/sessions/${await oneAhead()}/swap`],
  '/team/people/:id': [`/team/people/${ama.coachId}`, `/team/people/${dev.coachId}`],
  '/team/operations/tasks/:id': [`/team/operations/tasks/${await oneTask()}`],
  '/team/operations/behalf/:id': [`/team/operations/behalf/${client.path.split('/').at(-1)}`],
  '/team/operations/behalf/:id/move': [`/team/operations/behalf/${client.path.split('/').at(-1)}/move`],
  '/team/operations/sessions/:id': [`/team/operations/sessions/${session}`],
  '/team/operations/sessions/:id/cover': [`/team/operations/sessions/${session}/cover`],
  '/team/rota/covers/:id': [`/team/rota/covers/${await oneCover()}`],
  '/team/governance/sessions/:id': [`/team/governance/sessions/${session}`],
  '/team/operations/programme/services/:key': ['lay-career', 'lay-too-group'].map(
    (key) => `/team/operations/programme/services/${key}`,
  ),
  '/team/operations/programme/closures/check': [
    '/team/operations/programme/closures/check?service=all&from-day=27&from-month=11&from-year=2026&from-time=1pm',
  ],
  '/plain/:key': ['easy-read', 'ar', 'pa', 'ur'].map((key) => `/plain/${key}`),
  '/team/operations/plain/:key': ['easy-read', 'ur'].map((key) => `/team/operations/plain/${key}`),
  '/team/governance/plain/:key': ['/team/governance/plain/ar'],
  '/team/times/week/:id': [`/team/times/week/${series}?on=2026-11-25`],
  '/team/times/week/:id/pick': [`/team/times/week/${series}/pick?on=2026-11-25&what=none`],
  '/team/times/week/:id/inside': [`/team/times/week/${series}/inside?on=2026-11-25&what=none&which=later`],
  '/offers/:service': ['/offers/lay-too', '/offers/lay-too-ed', '/offers/lay-team', '/offers/lay-too-group'],
  '/offers/:service/interest': ['/offers/lay-too-group/interest', '/offers/lay-team-away-day/interest'],
  '/offers/:service/thank-you': ['/offers/lay-too-group/thank-you'],
}

describe('every page that the product has', () => {
  const paths = product.routes
    .filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1/') && !noPages.includes(path))
    .map(({ path }) => path)
  for (const path of paths)
    it(`is sound on a telephone, by the keyboard, in 320 pixels without a script, each id once: ${path}`, async () => {
      for (const address of addresses[path] ?? [path]) {
        assert.equal(await visitor.open(address), 200, `${address} was really opened`)
        const at = new URL(visitor.page.url()).pathname
        assert.ok(at === address.split('?')[0] || leadsOn.includes(path), `${address} led to ${at}`)
        await eachIdOnce(address)
        assert.deepEqual(await outOfReach(visitor.page), [], address)
        assert.equal(await plain.open(address), 200, `${address} without a script`)
      }
    })

  it('is one of those above', () => {
    const known = product.routes.map(({ path }) => path)
    for (const path of [...noPages, ...Object.keys(addresses)]) assert.ok(known.includes(path), path)
  })
})

describe('a page that comes of an answer', () => {
  it('is sound where workplaces were found, and where there are none by that name', async () => {
    for (const [name, found] of [
      ['surgery', true],
      ['Nowhere at all', false],
    ] as const) {
      await visitor.open('/book/about-work')
      await visitor.page.getByText('Find my area from where I work').click()
      await visitor.write('Name, town or postcode', name)
      assert.equal(await visitor.press(/^Find/), 200)
      assert.equal(/We found nothing/.test(await visitor.page.innerText('main')), !found)
      await eachIdOnce('/book/about-work')
    }
  })

  it('is sound where somebody said that no time suits', async () => {
    await visitor.open('/book/none-suit')
    await visitor.page.locator('input[name=wanted]').first().check()
    assert.equal(await visitor.press(/^(?!Leave)/), 200)
    await eachIdOnce('/book/none-suit')
  })
})

describe('a page that says what is wrong', () => {
  const asking = ['/book/topic', '/book/coach', '/book/how', '/book/contact', '/book/about-work', '/booking']
  const coaches = [
    '/team/times/away',
    '/team/times/week',
    '/team/times/day',
    '/team/times/calendar',
    '/team/profile/change',
    '/team/profile/told',
    '/team/sign-in',
  ]
  for (const path of [...asking, `${client.path}/contact`, '/offers/lay-team-away-day/interest', ...coaches])
    it(`is sound, and the keyboard is at what is wrong: ${path}`, async () => {
      await visitor.open(path)
      await visitor.page.evaluate(`document.querySelectorAll('main form').forEach((form) => {
        for (const field of form.elements) if (field.type === 'radio' || field.type === 'checkbox') field.checked = false
          else if (field.type !== 'hidden' && 'value' in field && field.tagName !== 'BUTTON') field.value = ''
      })`)
      assert.equal(await visitor.press(/^(Continue|Find|Save|Send|Record|Add)/), 422)
      assert.match(await visitor.page.title(), /^Error: /)
      const focused = visitor.page.locator(':focus')
      assert.equal(await focused.getAttribute('class'), 'nhsuk-error-summary')
      await eachIdOnce(path)
      const [link] = await visitor.page.locator('.nhsuk-error-summary a').all()
      await link!.click()
      const leadsTo = (await link!.getAttribute('href'))!.slice(1)
      assert.equal(await visitor.page.locator(':focus').getAttribute('id'), leadsTo, 'the summary leads to the field')
    })

  it('is sound where there is nothing, where something cannot be done, and where we failed', async () => {
    assert.equal(await visitor.open('/nothing/here'), 404)
    assert.equal(await visitor.open('/team/sign-out'), 405)
    await product.admin.query('alter table booking rename to booking_gone')
    assert.equal(await visitor.open(client.path), 500)
    await product.admin.query('alter table booking_gone rename to booking')
    assert.equal(product.faults.splice(0).length, 1)
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

async function eachIdOnce(address: string) {
  const ids = await valuesOf(visitor.page.locator('[id]'), 'id')
  assert.deepEqual(ids, [...new Set(ids)], address)
}

/** A booking of this browser, and the link of its message. */
async function booked() {
  await answerAll(someone)
  const path = String((await confirm(someone)).headers.location)
  const { text } = await product.mailTo('amina@gmail.com', /^Your appointment, /)
  return { path, link: new URL(/http:\S+\/visit\/\S+/.exec(text)![0]).pathname }
}

/** What keeps whoever booked signed in, surely known. */
async function surelyKnown(): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>('select client_id as id from booking where id = $1', [
    client.path.split('/').at(-1),
  ])
  return (await clientActor(product.admin, rows[0]!.id)).claim!.slice('session:'.length)
}

/** The token of the link in a message to Dev, by which he acknowledges a session ahead of his. */
async function askedToken(): Promise<string> {
  const token = 'T'.repeat(22)
  await product.admin.query(
    `insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at, link_hash)
       select id, 99, coach_id, starts_at, clock_now(), sha256(convert_to($2, 'UTF8')) from booking b
        where coach_id = $1 and status = 'booked' and starts_at > clock_now()
          and not exists (select from acknowledgement a where a.booking_id = b.id) order by starts_at desc limit 1`,
    [dev.coachId, token],
  )
  return token
}

/** Something to do about a session. */
async function waitingPage(): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(
    `select id from coach_page where state = 'waiting' limit 1`,
  )
  return rows[0]!.id
}

async function oneTask(): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(
    `insert into task (kind, booking_id, due_at) select 'call', id, clock_now() from booking limit 1 returning id`,
  )
  return rows[0]!.id
}

/** Hours of Dev's that recur on every working day. */
async function oneSeries(): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(
    `select id from coach_pattern where coach_id = $1 and rule like '%MO,TU,WE,TH,FR'`,
    [dev.coachId],
  )
  return rows[0]!.id
}

/** Cover that is asked for a session of the provider whose rota Dev keeps. */
async function oneCover(): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(
    `insert into cover (booking_id, coach_id, starts_at, asked_as, to_coaches)
       select b.id, b.coach_id, b.starts_at, 'coach', true from booking b join coach c on c.id = b.coach_id
        where b.status = 'booked' and b.starts_at > clock_now() and b.id <> $2
          and c.provider_id = (select provider_id from coach where id = $1) order by b.starts_at desc limit 1 returning id`,
    [dev.coachId, session],
  )
  return rows[0]!.id
}

/** The next session of Dev's that has not begun. */
async function oneAhead(): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(
    `select id from booking where coach_id = $1 and status = 'booked' and starts_at > clock_now() order by starts_at limit 1`,
    [dev.coachId],
  )
  return rows[0]!.id
}

/** The id of something that belongs to Dev. */
async function oneId(table: 'booking'): Promise<string> {
  const { rows } = await product.admin.query<{ id: string }>(`select id from ${table} where coach_id = $1 limit 1`, [
    dev.coachId,
  ])
  return rows[0]!.id
}
