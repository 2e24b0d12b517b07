import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import ICAL from 'ical.js'
import { closed, openToAnyone, serve } from '#web'
import { guardsWith } from '../../../testing/staff.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { calendarEntry, messageHandlers, openSenders, outboxRoutes, type Leaves } from '../index.ts'

const { db, admin, setClock } = await freshDatabase()
const outboxKey = Buffer.alloc(32, 6)
const baseUrl = 'http://localhost:3000'
const startsAt = Temporal.Instant.from('2027-07-05T18:30:00Z')
const times = { startsAt, endsAt: startsAt.add({ minutes: 45 }), stampedAt: startsAt }
const organizer = { name: 'Appointments', address: 'appointments@example.org' }
const content = calendarEntry({ uid: 'b1@appointments', sequence: 0, method: 'PUBLISH', ...times, organizer })
const signal = AbortSignal.timeout(60_000)
const guards = guardsWith({ anyone: closed, loopback: closed, demo: openToAnyone })
const opening = {
  routes: outboxRoutes({ db, leaves: { mail: false, texts: false }, outboxKey }),
  ports: { clock: () => startsAt, baseUrl },
}
const app = await serve({ ...opening, guards })
const get = (url: string) => app.inject({ method: 'GET', url })
const messages = async (query = '') => (await get(`/dev/outbox.json${query}`)).json<{ messages: Shown[] }>().messages

type Shown = Record<'id' | 'at' | 'channel' | 'to' | 'subject' | 'text' | 'html' | 'ics', string | null>

before(async () => {
  await setClock(startsAt)
  const { senders } = openSenders({ texts: null, smtpUrl: null, baseUrl, demo: true, outboxKey }, db, () => {})
  const mail = {
    channel: 'email' as const,
    to: 'Amina@example.org',
    subject: 'Your appointment <b>& more</b>',
    text: '<script>alert(1)</script>\n\u202eanimA',
    html: '<p onclick="alert(1)">Hello</p>',
    calendar: { method: 'PUBLISH' as const, content },
  }
  assert.equal(await senders.email?.(mail, randomUUID(), signal), 'sent')
  assert.equal(
    await senders.text?.({ channel: 'text', to: '+447700900142', text: 'Reminder' }, randomUUID(), signal),
    'sent',
  )
})

describe('the outbox', () => {
  it('gives scripts what was said, newest first', async () => {
    const [text, mail, ...others] = await messages()
    assert.deepEqual(others, [])
    assert.deepEqual(text, {
      id: text?.id,
      at: '2027-07-05T19:30:00.000+01:00',
      channel: 'text',
      to: '+447700900142',
      subject: null,
      text: 'Reminder',
      html: null,
      ics: null,
    })
    const { id: _, at: __, ...said } = mail!
    assert.deepEqual(said, {
      channel: 'email',
      to: 'Amina@example.org',
      subject: 'Your appointment <b>& more</b>',
      text: '<script>alert(1)</script>\n\u202eanimA',
      html: '<p onclick="alert(1)">Hello</p>',
      ics: content,
    })
    assert.ok(Number(text?.id) > Number(mail?.id))
  })

  it('gives what went to one person', async () => {
    assert.equal((await messages('?to=amina@example.org')).length, 1)
    assert.equal((await messages(`?to=${encodeURIComponent('+447700900142')}`)).length, 1)
    assert.deepEqual(await messages('?to=example.org'), [])
  })

  it('is a page on which nothing that was written runs', async () => {
    const { body, statusCode } = await get('/dev/outbox')
    assert.equal(statusCode, 200)
    await assertValidHtml(body)
    assert.doesNotMatch(body, /<script>alert|<p onclick|<b>&/)
    assert.match(body, /&lt;script&gt;alert\(1\)/)
    assert.match(body, /Monday 5 July 2027, 7:30pm/)
  })

  it('can show one person’s messages only, and says so', async () => {
    const { body } = await get('/dev/outbox?to=%2B447700900142')
    await assertValidHtml(body)
    assert.match(body, /Only what went to \+447700900142/)
    assert.doesNotMatch(body, /Your appointment/)
    assert.match((await get('/dev/outbox?to=nobody')).body, /Nothing yet/)
  })

  it('gives a calendar entry as a file', async () => {
    const [, mail] = await messages()
    const { body, headers } = await get(`/dev/outbox/${mail?.id}/appointment.ics`)
    assert.match(String(headers['content-type']), /^text\/calendar/)
    assert.match(String(headers['content-disposition']), /appointment\.ics/)
    assert.doesNotThrow(() => ICAL.parse(body))
  })

  it('has no file for a message without one, and none for a message that is not there', async () => {
    const [text] = await messages()
    for (const id of [text?.id, '999999999', '0', '-1', 'x', '1e3', '99999999999999999999'])
      assert.equal((await get(`/dev/outbox/${id}/appointment.ics`)).statusCode, 404, `${id}`)
  })

  it('says what leaves this machine', async () => {
    assert.match((await get('/dev/outbox')).body, /nothing leaves this machine/)
    const says = async (leaves: Leaves) => {
      const app = await serve({ ...opening, routes: outboxRoutes({ db, leaves, outboxKey }), guards })
      return (await app.inject({ method: 'GET', url: '/dev/outbox' })).body
    }
    assert.match(await says({ mail: true, texts: false }), /Mail really goes out.*Texts do not/)
    assert.match(await says({ mail: false, texts: true }), /Texts really go out.*Mail does not/)
    assert.match(await says({ mail: true, texts: true }), /Mail and texts really go out/)
  })

  it('is for the demonstration only', async () => {
    const shut = await serve({ ...opening, guards: { ...guards, demo: closed } })
    for (const url of ['/dev/outbox', '/dev/outbox.json', '/dev/outbox/1/appointment.ics'])
      assert.equal((await shut.inject({ method: 'GET', url })).statusCode, 404)
  })

  it('keeps the newest 500, minute by minute', async () => {
    const { senders } = openSenders({ texts: null, smtpUrl: null, baseUrl, demo: true, outboxKey }, db, () => {})
    for (let i = 0; i < 20; i++)
      await senders.text?.({ channel: 'text', to: '+447700900199', text: `${i}` }, randomUUID(), signal)
    await admin.query(`insert into captured_message (message_id, channel, sealed, sent_index)
      select message_id, channel, sealed, sent_index
        from generate_series(1, 600), (select * from captured_message order by id desc limit 1) newest`)
    await senders.text?.({ channel: 'text', to: '+447700900188', text: 'last' }, randomUUID(), signal)
    await messageHandlers({ db, renderers: {}, senders, log: () => {} })['messages-due']()
    const { rows } = await admin.query('select count(*)::int as kept from captured_message')
    assert.equal(rows[0].kept, 500)
    assert.equal((await messages())[0]?.text, 'last')
  })
})
