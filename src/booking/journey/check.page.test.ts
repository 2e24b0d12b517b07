import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Form } from '../../../testing/browsing.ts'
import { bookingPages, checkedIn, markIn, startsIn, work, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1), languages: ['en', 'hi'] }])
const { browser, confirm } = await bookingPages(world)
const mailOnly = await bookingPages(world, { textSender: false })

/** As far as the check, by the answers given. */
async function atCheck({
  topic = 'wellbeing',
  mode = 'video',
  contact,
}: {
  topic?: string
  mode?: string
  contact: Form
}) {
  const someone = browser()
  await someone.post('/book/topic', { topic })
  await someone.post('/book/coach', { who: 'anyone' })
  await someone.post('/book/preferences', { language: 'hi', gender: 'woman' })
  await someone.post('/book/how', { mode })
  const [start] = startsIn((await someone.get('/book/time')).html)
  await someone.post('/book/time', { start: start! })
  assert.equal((await someone.post('/book/contact', { name: 'Amina', ...contact })).location, '/book/about-work')
  await someone.post('/book/about-work', { ...work, setting: 'nhs-trust' })
  return someone
}

/** What the check page of a browser sends when its button is pressed. */
const formOf = (html: string): Form => ({ mark: markIn(html) })

const rowsOf = async (someone: Someone) =>
  Object.fromEntries(
    [
      ...(await someone.get('/book/check')).html.matchAll(
        /<dt[^>]*>\s*([^<]+?)\s*<\/dt>\s*<dd[^>]*>\s*([^<]+?)\s*<\/dd>/g,
      ),
    ].map(([, question, answer]) => [question, answer]),
  )

const byMail = { by: 'email', email: 'amina@gmail.com', phone: '' }

describe('The page where one checks and books', () => {
  it('names the coach and repeats everything that was asked for', async () => {
    const someone = await atCheck({ contact: byMail })
    assert.deepEqual(await rowsOf(someone), {
      Topic: 'How I am doing',
      Coach: 'Coach 1, Nurse',
      'You asked for': 'Whoever is free first, speaks Hindi, gender: woman',
      'How we talk': 'By video',
      'Help or changes': 'None asked for',
      When: 'Today, 8:30am',
      Name: 'Amina',
      Email: 'amina@gmail.com',
      Phone: 'Not provided',
      Messages: 'By email',
      Area: 'Not provided',
      'Kind of place': 'NHS trust (secondary care)',
      Role: 'I prefer not to say',
    })
    assert.match((await someone.get('/book/check')).html, /Your coach sees: the name you gave, which coaching it is,/)
  })

  it('given somebody who is not sure, then it says so, and so does the coach’s page', async () => {
    const someone = await atCheck({ topic: 'unsure', contact: byMail })
    assert.equal((await rowsOf(someone))['Topic'], 'I am not sure')
    const path = await bookedBy(someone)
    const session = await browser().get(path.replace('/booking/', '/team/sessions/'))
    assert.match(session.html, /They are not sure which coaching they want: help them choose/)
  })

  it('given a text as the only way, then everything goes by text, and the number is what is known', async () => {
    const someone = await atCheck({ contact: { by: 'text', phone: '07700 900123', email: 'typed@example.org' } })
    assert.equal((await rowsOf(someone))['Messages'], 'By text message')
    assert.deepEqual(await plannedFor(await bookedBy(someone)), ['text'])
  })

  it('given a number only to be called, then page, check and messages say that a text goes there, and what was ticked stays so', async () => {
    const asked = await (await bookingPages(world)).atContact('phone')
    assert.match((await asked.get('/book/contact')).html, /calls this number[^<]* we text it 10 minutes before/)
    for (const [by, mobile, text] of [
      [['email'], '07700 900601', true],
      [['email', 'text'], '07700 900602', true],
      [['email'], '020 7946 0603', false],
    ] as const) {
      const email = `called${mobile.at(-1)}@gmail.com`
      const someone = await atCheck({ mode: 'phone', contact: { by, phone: mobile, email } })
      const ticked = async (path: string) =>
        checkedIn((await someone.get(path)).html).filter((value) => value === 'text' || value === 'email')
      const messages = text ? 'By email, and a text 10 minutes before' : 'By email'
      assert.equal((await rowsOf(someone))['Messages'], messages)
      assert.deepEqual((await ticked('/book/contact')).sort(), by)
      const path = await bookedBy(someone)
      assert.deepEqual((await ticked(`${path}/contact`)).sort(), by)
      assert.deepEqual(await plannedFor(path, `kind = 'reminder-soon'`), text ? ['text'] : [])
      const other = by.length === 1 ? ['email', 'text'] : ['email']
      if (text) await someone.post(`${path}/contact`, { name: 'Amina', by: other, phone: mobile, email })
      if (text) assert.deepEqual((await ticked(`${path}/contact`)).sort(), other)
    }
  })

  it('given both, then the details go by mail', async () => {
    const someone = await atCheck({
      contact: { by: ['text', 'email'], phone: '07700 900456', email: 'both@gmail.com' },
    })
    const id = await bookedBy(someone)
    assert.deepEqual(await plannedFor(id, `kind = 'booking-confirmation'`), ['email'])
    assert.deepEqual(await plannedFor(id, `kind = 'reminder-soon'`), ['text'])
  })
})

describe('Where no texts are sent', () => {
  it('asks for an address, and offers the telephone line to who has none', async () => {
    const someone = mailOnly.browser()
    await someone.post('/book/topic', { topic: 'wellbeing' })
    await someone.post('/book/coach', { who: 'anyone' })
    await someone.post('/book/how', { mode: 'video' })
    const [start] = startsIn((await someone.get('/book/time')).html)
    await someone.post('/book/time', { start: start! })
    const { html } = await someone.get('/book/contact')
    assert.doesNotMatch(html, /name="by"/)
    assert.match(html, /I have no email address[\s\S]*01632 960 100/)
    const sent = await someone.post('/book/contact', { name: 'Amina', phone: '07700 900789', email: '' })
    assert.equal(sent.status, 422)
    assert.match(sent.html, /value="07700 900789"/)
  })
})

async function bookedBy(someone: Someone): Promise<string> {
  const { location } = await confirm(someone)
  assert.match(location, /^\/booking\/[\da-f-]{36}$/)
  return location
}

/** The ways in which the client of a booking is written to. */
async function plannedFor(path: string, which = 'true') {
  const { rows } = await world.admin.query<{ channel: string }>(
    `select distinct channel from message where subject_id = $1 and recipient = 'client' and ${which}`,
    [path.split('/').at(-1)],
  )
  return rows.map(({ channel }) => channel)
}

it('books only what was looked at: changed in another tab, it is shown again', async () => {
  const someone = await atCheck({ contact: { email: 'tabs@gmail.com' } })
  const first = (await someone.get('/book/check')).html
  const starts = startsIn((await someone.get('/book/time')).html)
  assert.ok(first.length > 0 && starts.length > 1)
  await someone.post('/book/time', { start: starts[1]! })
  const again = await someone.post('/book/check', formOf(first))
  assert.equal(again.status, 409)
  assert.match(again.html, /Your answers were changed on another page/)
  assert.match((await someone.post('/book/check', formOf(again.html))).location, /^\/booking\/[\da-f-]{36}$/)
})

it('books nothing without word of what was looked at', async () => {
  const someone = await atCheck({ contact: { email: 'unseen@gmail.com' } })
  for (const form of [{}, { mark: '' }]) {
    const sent = await someone.post('/book/check', form)
    assert.equal(sent.status, 409)
    assert.match(sent.html, /Nothing is booked yet/)
  }
  assert.match((await confirm(someone)).location, /^\/booking\/[\da-f-]{36}$/)
})

it('offers the time that is kept for this browser again, and says when one was let go', async () => {
  const someone = await atCheck({ contact: { email: 'again@gmail.com' } })
  const { html } = await someone.get('/book/time')
  const kept = /<p class="nhsuk-lede-text">([^<,]*, [^<,]*)/.exec((await someone.get('/book/check')).html)![1]!
  assert.ok(html.includes(kept), `${kept} can be chosen again`)
  assert.doesNotMatch(html, /we have let go/)
  await someone.post('/book/how', { mode: 'video', adjustments: 'longer' })
  assert.match((await someone.get('/book/time')).html, /so we have let go of the time you had chosen/)
})
