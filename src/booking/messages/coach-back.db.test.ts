import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { cameBack, mailboxOf, sendDue, type Handed, type Mail, type Text } from '#notifications'
import { at, browser, client } from '../../../testing/booking.ts'
import { book, cancel, hold } from '../../../testing/booking-verbs.ts'
import { toldByText } from '../../../testing/coach-texts.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { afterCameBack } from './came-back.ts'
import { mailInstead } from './instead.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
// The first by mail and text, the second by text, the third by mail.
await toldByText(world, coachId(1), '+447700900121', true)
await toldByText(world, coachId(2), '+447700900122')
const wednesday = '2026-11-25T12:00:00Z'
let people = 0
let [mail, texts]: [Handed, Handed] = ['sent', 'sent']
let arrived: { way: string; said: string; id: string }[] = []

beforeEach(async () => {
  ;[mail, texts, arrived] = ['sent', 'sent', []]
  await admin.query(`delete from task; delete from message; delete from pgboss.job;
    truncate hold, booking, booking_person, booking_change, claim cascade`)
  await world.setNow(mondayMorning)
  await ports.availability.load()
})

/** The worker: what is due is sent, and what came back is seen to, twice as by one that was killed before it said so. */
async function round() {
  const take = async (message: Mail | Text, id: string): Promise<Handed> => {
    const isCoachs = message.to.startsWith('00000000') || message.channel === 'text'
    if (!isCoachs) return 'sent'
    const answer = message.channel === 'email' ? mail : texts
    const said = message.channel === 'email' ? message.subject : message.text
    if (answer === 'sent') arrived.push({ way: message.channel, said, id })
    return answer
  }
  for (let i = 0; i < 4; i++) {
    await sendDue({ db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
    const { rows } = await admin.query<{ ids: string[] }>(
      `delete from pgboss.job where name = $1 returning data->'ids' as ids`,
      [cameBack],
    )
    for (const { ids } of rows)
      for (let again = 0; again < 2; again++) await afterCameBack({ db, clock: ports.clock, textSender: true })(ids)
  }
}
/** Somebody who is reached by mail alone, with a coach. */
async function begin(coach: number, start = wednesday) {
  const name = `amina${++people}`
  const owner = browser(name)
  const asked = { mode: 'video' as const, longer: false, interpreter: false, coachId: coachId(coach) }
  const held = await hold(ports, owner, { ...asked, service: world.service('lay-too') }, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(ports, owner, held.id, client(name))
  assert.ok(booked.kind === 'booked')
  return { id: booked.id, owner }
}
const tasks = async () =>
  (
    await admin.query<{ kind: string; due: string }>(
      `select kind, to_json(due_at) as due from task where done_at is null order by number`,
    )
  ).rows.map(({ kind, due }) => `${kind} ${Temporal.Instant.from(due)}`)
const ways = () => arrived.map(({ way }) => way)
const due = 'coach-bounce 2026-11-23T10:00:00Z'

describe('a message to a coach that does not arrive', () => {
  it('by text goes by mail once, and somebody is asked to tell them', async () => {
    texts = 'refused'
    await begin(2)
    await round()
    assert.deepEqual([ways(), await tasks()], [['email'], [due]])
    assert.match(arrived[0]!.said, /^New session/)
    await round()
    assert.equal(await mailInstead({ db, clock: ports.clock }), 0)
    assert.deepEqual([ways(), (await tasks()).length], [['email'], 1])
  })

  it('is the same where its failure is found later, or told by whoever delivers', async () => {
    await begin(2)
    await round()
    const [text] = arrived
    await db.withActor(
      anyone,
      async (tx) => void (await tx.send('', `select message_undelivered($1, 'text')`, [text!.id])),
    )
    assert.equal(await mailInstead({ db, clock: ports.clock }), 1)
    await round()
    assert.deepEqual([ways(), await tasks()], [['text', 'email'], [due]])
  })

  it('by mail is a task where they have no other way', async () => {
    mail = 'refused'
    const { id, owner } = await begin(3)
    await round()
    assert.deepEqual([ways(), await tasks()], [[], [due]])
    await cancel(ports, owner.actor, id, 'client', 'client')
    assert.deepEqual(await tasks(), [], 'nobody tells them of a session that is off')
  })

  it('goes by no other way a second time where the same was told by it, and is a task all the same', async () => {
    texts = 'refused'
    await begin(1)
    await round()
    assert.deepEqual([ways(), await tasks()], [['email'], [due]])
    mail = 'refused'
    await begin(1, '2026-11-25T15:00:00Z')
    await round()
    assert.deepEqual([ways(), await tasks()], [['email'], [due, due]], 'one for each session')
  })

  it('says of a cancelled session what they had heard of; of one that they never heard of nothing', async () => {
    const [known, unknown] = [await begin(3), await begin(2, '2026-11-25T15:00:00Z')]
    texts = 'unreachable'
    await round()
    ;[mail, texts] = ['refused', 'refused']
    for (const { id, owner } of [known, unknown]) await cancel(ports, owner.actor, id, 'client', 'client')
    await world.setNow(mondayMorning.add({ minutes: 10 }))
    await round()
    const { rows } = await admin.query('select booking_id as id, kind from task')
    assert.deepEqual(rows, [{ id: known.id, kind: 'coach-bounce' }])
  })

  it('is due at once where the session is about to start, and names no client', async () => {
    mail = 'refused'
    await begin(3, '2026-11-23T08:45:00Z')
    await round()
    assert.deepEqual(await tasks(), ['coach-bounce 2026-11-23T08:00:00Z'])
  })
})
