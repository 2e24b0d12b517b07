import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { cameBack, mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { at, browser, client, contactKey } from '../../../testing/booking.ts'
import { imapServer } from '../../../testing/imap.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import { hashesOf } from '../contact-hashes.ts'
import { afterCameBack } from '../messages/came-back.ts'
import { bookingRenderers } from '../messages/render.ts'
import type { Wish } from '../wish.ts'
import { readAnswers } from './mailbox.ts'
import { toLookAt } from './take.ts'

const server = await imapServer()
after(() => server.close())
const world = await bookingWorld(Array.from({ length: 20 }, (_, i) => ({ id: coachId(i + 1) })))
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let [people, answers] = [0, 0]
let sent: { to: string; id: string; said: string }[] = []
let lines: string[] = []

beforeEach(async () => {
  await admin.query(
    `delete from task; delete from reply; delete from message; delete from pgboss.job; delete from mailbox_place; delete from wrapped_key where purpose = 'case'`,
  )
  Object.assign(server.mailbox, { validity: 7, next: 1, messages: [] })
  ;[sent, lines] = [[], []]
  await world.setNow(mondayMorning)
})

async function begin(given: { phone?: string } = {}) {
  const name = `amina${++people}`
  const owner = browser(name)
  const contacts = { email: `${name}@example.org`, phone: given.phone ?? null }
  const held = await hold(ports, owner, wish, at('2026-11-25T12:00:00Z'))
  assert.ok(held.kind === 'held', held.kind)
  const contactHashes = hashesOf(contactKey, [contacts.email, contacts.phone])
  const booked = await book(ports, owner, held.id, client(name, { ...contacts, contactHashes }))
  assert.ok(booked.kind === 'booked')
  await deliver()
  return { ...contacts, id: booked.id, confirmation: sent.find(({ to }) => to === contacts.email)!.id }
}
/** The worker: sends what is due and sees to what came back. */
async function deliver() {
  const take = async (message: Mail | Text, id: string) => {
    sent.push({ to: message.to, id, said: message.channel === 'email' ? message.subject : message.text })
    return 'sent' as const
  }
  for (let round = 0; round < 3; round++) {
    await sendDue({ db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
    for (const { ids } of await jobs(cameBack)) await afterCameBack({ db, clock: ports.clock, textSender: true })(ids)
  }
}
const jobs = async (name: string) =>
  (await admin.query<{ ids: string[] }>(`delete from pgboss.job where name = $1 returning data->'ids' as ids`, [name]))
    .rows
const read = () =>
  readAnswers({
    ...ports,
    contactKey,
    account: server.account,
    log: (event, facts) => void lines.push(event + JSON.stringify(facts)),
  })
const answer = (from: string, words: string, { to = '', id = `${++answers}`, subject = 'Re: Your appointment' } = {}) =>
  server.deliver(
    `Message-ID: <${id}@mail.example>\nFrom: ${from}\nSubject: ${subject}\n${to ? `In-Reply-To: <${to}@talk.example.org>\n` : ''}\n${words}\n`,
  )
const kept = async () =>
  (
    await admin.query<{ kind: string; booking: string | null; look: boolean; number: boolean }>(
      `select kind, booking_id as booking, look_now as look, sealed_number is not null as number from reply where channel = 'email'
        order by number`,
    )
  ).rows
const bounce = (id: string) =>
  server.deliver(
    `From: MAILER-DAEMON@relay.example\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; r\n\nFinal-Recipient: rfc822; a@b\nAction: failed\nStatus: 5.1.1\n\n--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: <${id}@talk.example.org>\n--B--\n`,
  )

describe('mail that came back later', () => {
  it('goes once by text, and somebody is asked to look after it; a second report changes nothing', async () => {
    const amina = await begin({ phone: '+447700900101' })
    bounce(amina.confirmation)
    bounce(amina.confirmation)
    await read()
    await deliver()
    const texts = sent.filter(({ to }) => to === amina.phone)
    assert.equal(texts.length, 1)
    const { rows } = await admin.query('select kind, booking_id as about from task')
    assert.deepEqual(rows, [{ kind: 'bounce', about: amina.id }])
  })

  it('under a name that is none of ours changes nothing', async () => {
    await begin({ phone: '+447700900102' })
    bounce('2c0d4d4e-1111-4222-8333-123456789abc')
    bounce('nobody')
    await read()
    const { rowCount } = await admin.query(`select from message where state = 'failed'`)
    assert.equal(rowCount, 0)
    assert.deepEqual(lines, ['mailbox.bounce-of-none{}', 'mailbox.bounce-of-none{}'])
  })
})

describe('an answer by mail', () => {
  it('is looked through to its end, also where that is not kept', async () => {
    answer('stranger@elsewhere.example', `${'long '.repeat(4_000)}I want to die`)
    answer('stranger@elsewhere.example', 'long '.repeat(4_100))
    await read()
    const { rows } = await admin.query('select look_now as look, always_told as always from reply order by number')
    assert.deepEqual(rows, [
      { look: true, always: true },
      { look: true, always: false },
    ])
  })

  it('that says STOP to a message of ours ends reminders by mail, and nothing else', async () => {
    const [amina, other] = [await begin(), await begin()]
    answer(amina.email, 'STOP\n\nOn Mon, 23 Nov 2026, Appointments wrote:\n> Your appointment', {
      to: amina.confirmation,
    })
    await read()
    assert.deepEqual(await kept(), [{ kind: 'stop', booking: amina.id, look: false, number: false }])
    sent = []
    await world.setNow(Temporal.Instant.from('2026-11-24T12:01:00Z'))
    await deliver()
    assert.deepEqual(
      sent.filter(({ to }) => to.startsWith('amina')).map(({ to }) => to),
      [other.email],
    )
  })

  it('that says STOP or MOVE from anybody’s program does nothing: somebody reads it', async () => {
    const [amina, other] = [await begin(), await begin()]
    answer(amina.email, 'STOP')
    answer(amina.email, 'MOVE', { to: other.confirmation })
    await read()
    assert.deepEqual(
      (await kept()).map(({ kind, booking }) => [kind, booking]),
      [
        ['words', amina.id],
        ['words', amina.id],
      ],
    )
    assert.equal(
      (
        await admin.query('select from booking_person where mail_stopped_hash is not null and booking_id = $1', [
          amina.id,
        ])
      ).rowCount,
      0,
    )
  })

  it('that says MOVE is answered with the link', async () => {
    const amina = await begin()
    sent = []
    answer(amina.email, 'Move.', { to: amina.confirmation })
    await read()
    await deliver()
    assert.deepEqual(
      sent.map(({ to, said }) => [to, said]),
      [[amina.email, 'Your appointment, Wednesday 25 November 2026, midday']],
    )
  })

  it('in other words waits for operations, sealed, once, however often it is read', async () => {
    const amina = await begin()
    answer(amina.email, 'Could it be Tuesday?', { to: amina.confirmation, id: 'one' })
    answer(amina.email, 'Could it be Tuesday?', { to: amina.confirmation, id: 'one' })
    answer(amina.email, 'Or Friday?', { to: amina.confirmation, id: 'one' })
    answer('stranger@elsewhere.example', 'Hello', { to: amina.confirmation })
    answer('stranger@elsewhere.example', 'Hello there')
    await read()
    server.mailbox.validity = 8
    await read()
    const words = { kind: 'words', booking: amina.id, look: false, number: false }
    assert.deepEqual(await kept(), [
      words,
      words,
      { ...words, number: true },
      { ...words, booking: null, number: true },
    ])
    const { rows } = await admin.query<{ row: string }>('select to_json(r)::text as row from reply r')
    for (const { row } of rows) assert.doesNotMatch(row, /Tuesday|stranger|example/)
    assert.deepEqual(await jobs(toLookAt), [])
  })

  it('that sounds unsafe, or that nobody can read, is to be looked at now; and no word of it is logged', async () => {
    const amina = await begin()
    answer(amina.email, 'I do not want to be here any more', { to: amina.confirmation })
    answer(amina.email, 'STOP', { to: amina.confirmation, subject: 'I want to die' })
    answer(amina.email, 'Дякую', { to: amina.confirmation })
    server.deliver(
      Array.from({ length: 400 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\n\n--b${n}\n`).join(''),
    )
    await read()
    assert.deepEqual(
      (await kept()).map(({ kind, look }) => [kind, look]),
      Array.from({ length: 4 }, () => ['words', true]),
    )
    assert.equal((await jobs(toLookAt)).length, 4)
    assert.deepEqual(lines, ['mailbox.unread{}'])
  })
})
