import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, describe, it } from 'node:test'
import { hashesOf } from '../contact-hashes.ts'
import { mailboxOf, sendDue, type Mail, type Text, type TextAccount } from '#notifications'
import { openLog, serve } from '#web'
import { at, browser, client, contactKey } from '../../../testing/booking.ts'
import { guardsWith } from '../../../testing/staff.ts'
import { notify, receipts, signedByTwilio, twilio } from '../../../testing/text-gateways.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { bookingRenderers } from '../messages/render.ts'
import { visitToken } from '../links.ts'
import type { Wish } from '../wish.ts'
import { backRoutes } from './routes.ts'

const world = await bookingWorld(Array.from({ length: 20 }, (_, i) => ({ id: coachId(i + 1) })))
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const lines: string[] = []
const log = openLog({ write: (line: string) => void lines.push(line) })

async function opened(texts: TextAccount | null) {
  const routes = backRoutes({ ...ports, contactKey, baseUrl, texts })
  const app = await serve({ routes, ports: { clock: ports.clock, baseUrl }, guards: guardsWith({}), log })
  after(() => app.close())
  return app
}
const [ofNotify, ofTwilio, ofNobody] = await Promise.all([notify, twilio, null].map(opened))
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let people = 0

beforeEach(async () => {
  await admin.query(
    `delete from reply; delete from message; delete from pgboss.job; delete from wrapped_key where purpose = 'case'`,
  )
  await world.setNow(mondayMorning)
})

/** Somebody who hears by text, with a number of their own. */
async function begin(start = '2026-11-25T12:00:00Z', phone = `+4477009001${String(10 + ++people)}`) {
  const name = `amina${++people}`
  const owner = browser(name)
  const contacts = { email: `${name}@example.org`, phone, channel: 'text' as const }
  const held = await hold(ports, owner, wish, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const contactHashes = hashesOf(contactKey, [phone, contacts.email])
  const booked = await book(ports, owner, held.id, client(name, { ...contacts, contactHashes }))
  assert.ok(booked.kind === 'booked')
  return { id: booked.id, phone, owner }
}
async function sentTo(phone: string) {
  const sent: string[] = []
  const take = async (message: Mail | Text) => {
    if (message.to === phone && message.channel === 'text') sent.push(message.text)
    return 'sent' as const
  }
  await sendDue({ db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
  return sent
}
const byNotify = async (message: string, phone: string, more: Record<string, unknown> = {}, shown = receipts) => {
  const body = {
    id: randomUUID(),
    source_number: phone.replace('+', ''),
    destination_number: '447700900999',
    message,
    date_received: '2026-11-23T08:00:00Z',
    ...more,
  }
  const { statusCode } = await ofNotify!.inject({
    method: 'POST',
    url: '/replies/notify',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shown}` },
    payload: JSON.stringify(body),
  })
  return statusCode
}
const byTwilio = async (Body: string, From: string, { sid = `SM${randomUUID()}`, token = twilio.token } = {}) => {
  const form = { MessageSid: sid, From, To: '+447700900999', Body }
  const { statusCode } = await ofTwilio!.inject({
    method: 'POST',
    url: '/replies/twilio',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signedByTwilio(token, `${baseUrl}/replies/twilio`, form),
    },
    payload: new URLSearchParams(form).toString(),
  })
  return statusCode
}
const kept = async () =>
  (
    await admin.query<{ kind: string; booking: string | null; words: boolean; number: boolean }>(
      `select kind, booking_id as booking, sealed_words is not null as words, sealed_number is not null as number
         from reply order by received_at, kind`,
    )
  ).rows

describe('a reply to a text', () => {
  it('that says STOP ends reminders by text, and nothing else', async () => {
    const amina = await begin()
    const other = await begin()
    assert.equal((await sentTo(amina.phone)).length, 1, 'the confirmation')
    assert.equal(await byTwilio(' stop ', amina.phone), 204)
    assert.deepEqual(await kept(), [{ kind: 'stop', booking: amina.id, words: false, number: false }])
    const { rows } = await admin.query(
      `select subject_id as about, actor_kind as who from audit_event where verb = 'reminders.stopped'`,
    )
    assert.deepEqual(rows, [{ about: amina.id, who: 'client' }])
    for (const when of ['2026-11-24T12:00:00Z', '2026-11-25T10:00:00Z', '2026-11-25T11:50:00Z']) {
      await world.setNow(Temporal.Instant.from(when))
      const [theirs, others] = [await sentTo(amina.phone), await sentTo(other.phone)]
      assert.deepEqual([theirs, others.length], [[], 0])
    }
    await cancel(ports, amina.owner.actor, amina.id, 'client', 'client')
    assert.match((await sentTo(amina.phone)).join(), /is cancelled/)
  })

  it('that says STOP counts for every appointment ahead of that number, and for none of another', async () => {
    const phone = '+447700900777'
    await begin('2026-11-25T12:00:00Z', phone)
    await begin('2026-11-25T16:00:00Z', phone)
    const other = await begin()
    await sentTo(phone)
    await byNotify('UNSUBSCRIBE', phone)
    await world.setNow(Temporal.Instant.from('2026-11-24T16:00:00Z'))
    assert.deepEqual(await sentTo(phone), [])
    await admin.query(
      `update message set state = 'waiting', fault = null, sent_at = null where subject_id = $1 and kind = 'reminder-day'`,
      [other.id],
    )
    assert.equal((await sentTo(other.phone)).length, 1)
  })

  it('that says MOVE is answered with a link, once, and changes nothing', async () => {
    const amina = await begin()
    await sentTo(amina.phone)
    const sid = 'SM1'
    assert.deepEqual(
      [await byTwilio('Move', amina.phone, { sid }), await byTwilio('Move', amina.phone, { sid })],
      [204, 204],
    )
    const sent = await sentTo(amina.phone)
    assert.equal(sent.length, 1)
    assert.ok(sent[0]!.endsWith(`${baseUrl}/visit/${visitToken(ports.linkKey, amina.id)}`))
    await byTwilio('MOVE', amina.phone)
    assert.equal((await sentTo(amina.phone)).length, 1, 'asked once more, it is said once more')
    const { rows } = await admin.query('select status, sequence from booking where id = $1', [amina.id])
    assert.deepEqual(rows, [{ status: 'booked', sequence: 0 }])
  })

  it('that says MOVE very often, or where there is nothing to move, is for somebody to read', async () => {
    const amina = await begin()
    await sentTo(amina.phone)
    for (let i = 0; i < 7; i++) await byTwilio('MOVE', amina.phone)
    assert.equal((await sentTo(amina.phone)).length, 5)
    await byTwilio('MOVE', '+447700900888')
    assert.deepEqual((await kept()).map(({ kind }) => kind).toSorted(), [
      ...Array.from({ length: 5 }, () => 'move'),
      'words',
      'words',
      'words',
    ])
  })

  it('that says anything else is kept sealed, under its session, or else with its number', async () => {
    const amina = await begin()
    const words = 'Stop please, my shift changed and I feel so low'
    assert.equal(await byNotify(words, amina.phone), 204)
    assert.equal(await byNotify(words, '+447700900888'), 204)
    assert.deepEqual(
      (await kept()).toSorted((a, b) => Number(a.number) - Number(b.number)),
      [
        { kind: 'words', booking: amina.id, words: true, number: false },
        { kind: 'words', booking: null, words: true, number: true },
      ],
    )
    const { rows } = await admin.query(
      'select to_jsonb(r)::text as row, encode(sealed_words, $1) as words from reply r',
      ['escape'],
    )
    assert.doesNotMatch(JSON.stringify(rows), /shift|7700900888/)
    assert.equal((await admin.query('select from wrapped_key k join reply r on r.id = k.subject')).rowCount, 2)
    assert.doesNotMatch(lines.join('\n'), /shift|7700900/)
  })

  it('is kept once, however often and however close together it comes', async () => {
    const id = randomUUID()
    const all = await Promise.all(Array.from({ length: 6 }, () => byNotify('Hello', '+447700900888', { id })))
    assert.deepEqual(new Set(all), new Set([204]))
    assert.equal((await kept()).length, 1)
  })

  it('from a name, or without words, is not lost', async () => {
    assert.deepEqual([await byTwilio('Your parcel', 'PARCEL'), await byTwilio('', '+447700900888')], [204, 204])
    assert.equal((await kept()).length, 2)
  })

  it('that its gateway did not send finds nothing and changes nothing', async () => {
    const amina = await begin()
    assert.equal(await byNotify('STOP', amina.phone, {}, 'another-token-of-the-length'), 404)
    assert.equal(await byTwilio('STOP', amina.phone, { token: 'another' }), 404)
    for (const app of [ofNobody!, ofTwilio!]) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${receipts}` }
      const answer = await app.inject({ method: 'POST', url: '/replies/notify', headers, payload: '{}' })
      assert.equal(answer.statusCode, 404)
    }
    assert.deepEqual(await kept(), [])
  })

  it('that is no such thing is taken and kept nowhere', async () => {
    assert.equal(await byNotify('Hello', '+447700900888', { message: null }), 204)
    assert.deepEqual(await kept(), [])
  })

  it('goes with its key when its person is erased', async () => {
    const amina = await begin()
    await byNotify('My words', amina.phone)
    await admin.query(`select erase_client((select client_id from booking where id = $1))`, [amina.id])
    assert.deepEqual(await kept(), [])
    assert.equal((await admin.query(`select from wrapped_key where purpose = 'case'`)).rowCount, 0)
  })

  it('goes with its key half a year after it came', async () => {
    await byNotify('My words', '+447700900888')
    const gone = async () => (await admin.query<{ gone: number }>('select expire_replies()::int as gone')).rows[0]!.gone
    await world.setNow(mondayMorning.add({ hours: 24 * 180 }))
    assert.equal(await gone(), 0)
    await world.setNow(mondayMorning.add({ hours: 24 * 182 }))
    assert.deepEqual([await gone(), await kept()], [1, []])
    assert.equal((await admin.query(`select from wrapped_key where purpose = 'case'`)).rowCount, 0)
  })
})
