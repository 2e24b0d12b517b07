import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { anyone } from '#lib/door'
import { cameBack, mailboxOf, sendDue, type Handed, type Mail, type Text } from '#notifications'
import { at, browser, client, contactKey } from '../../../testing/booking.ts'
import { hashesOf } from '../contact-hashes.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { move } from '../move.ts'
import type { NewClient } from '../new-client.ts'
import type { Wish } from '../wish.ts'
import { afterCameBack } from './came-back.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld(Array.from({ length: 30 }, (_, i) => ({ id: coachId(i + 1) })))
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const phone = '+447700900123'
const wednesday = '2026-11-25T12:00:00Z'
let people = 0

type Answer = (to: string) => Handed
let [mail, texts]: [Answer, Answer] = [() => 'sent', () => 'sent']
/** What arrived, as "to: kind of words". */
let arrived: { to: string; said: string; id: string }[] = []
const isClients = (to: string) => to.startsWith('amina') || to.startsWith('+')

beforeEach(async () => {
  ;[mail, texts, arrived] = [() => 'sent', () => 'sent', []]
  await admin.query('delete from task; delete from message; delete from pgboss.job')
  await world.setNow(mondayMorning)
})

/** The worker once: what is due is sent, and what came back is seen to, as often as there is something. */
async function round(textSender = true) {
  const take =
    (answer: (to: string) => Handed) =>
    async (message: Mail | Text, id: string): Promise<Handed> => {
      const handed = isClients(message.to) ? answer(message.to) : 'sent'
      if (handed === 'sent' && isClients(message.to))
        arrived.push({ id, to: message.to, said: message.channel === 'email' ? message.subject : message.text })
      return handed
    }
  const senders = { email: take((to) => mail(to)), text: textSender ? take((to) => texts(to)) : null }
  for (let i = 0; i < 5; i++) {
    await sendDue({ db, renderers, senders, log: () => {} }, 1_000)
    const { rows } = await admin.query<{ ids: string[] }>(
      `delete from pgboss.job where name = $1 returning data->'ids' as ids`,
      [cameBack],
    )
    for (const { ids } of rows) {
      await afterCameBack({ db, clock: ports.clock, textSender })(ids)
      // A worker that was killed before it said that it was done does it again.
      await afterCameBack({ db, clock: ports.clock, textSender })(ids)
    }
  }
}
async function begin(given: Partial<NewClient> = {}, start = wednesday) {
  const name = `amina${++people}`
  const owner = browser(name)
  const contacts = { email: `${name}@example.org` as string | null, phone: phone as string | null, ...given }
  const order = given.channel === 'text' ? [contacts.phone, contacts.email] : [contacts.email, contacts.phone]
  const held = await hold(ports, owner, wish, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(
    ports,
    owner,
    held.id,
    client(name, { ...contacts, contactHashes: hashesOf(contactKey, order) }),
  )
  assert.ok(booked.kind === 'booked')
  return { ...contacts, id: booked.id, owner }
}
const tasks = async () =>
  (
    await admin.query<{ kind: string; due: string }>(
      `select kind, to_json(due_at) as due from task where done_at is null`,
    )
  ).rows.map(({ kind, due }) => `${kind} ${Temporal.Instant.from(due)}`)
const undelivered = (id: string) =>
  db.withActor(
    anyone,
    async (tx) =>
      void (await tx.send('', `select message_undelivered($1, 'text'), enqueue_job($2, $3)`, [id, cameBack, [id]])),
  )
const to = () => arrived.map((one) => one.to)

describe('a message that does not arrive', () => {
  it('by mail goes by text once, and somebody is asked to look after it', async () => {
    mail = () => 'refused'
    await begin()
    await round()
    assert.deepEqual([to(), await tasks()], [[phone], ['bounce 2026-11-23T10:00:00Z']])
    assert.match(arrived[0]!.said, /^Your appointment/)
  })

  it('by text goes by mail once, refused or undelivered', async () => {
    texts = () => 'refused'
    const refused = await begin({ channel: 'text' })
    await round()
    assert.deepEqual([to(), (await tasks()).length], [[refused.email], 1])
    texts = () => 'sent'
    const lost = await begin({ channel: 'text' }, '2026-11-25T14:00:00Z')
    await round()
    await undelivered(arrived.at(-1)!.id)
    await round()
    assert.deepEqual([to().slice(-2), (await tasks()).length], [[phone, lost.email], 2])
  })

  it('by either way is tried by each once, and is one task', async () => {
    ;[mail, texts] = [() => 'refused', () => 'refused']
    await begin()
    await round()
    const { rows } = await admin.query(
      `select channel, attempts, state, fault from message where kind = 'booking-confirmation' order by channel`,
    )
    const failed = { attempts: 1, state: 'failed', fault: 'refused' }
    assert.deepEqual(rows, [
      { channel: 'email', ...failed },
      { channel: 'text', ...failed },
    ])
    assert.deepEqual([to(), (await tasks()).length], [[], 1])
  })

  it('is only a task where the person gave no other way, or there is none', async () => {
    mail = () => 'refused'
    await begin({ phone: null })
    await round()
    assert.deepEqual([to(), (await tasks()).length], [[], 1])
    await begin({}, '2026-11-25T14:00:00Z')
    await round(false)
    assert.deepEqual([to(), (await tasks()).length], [[], 2])
  })

  it('and is a reminder goes by the other way, out of the night, and asks nobody', async () => {
    await begin({}, '2026-11-25T21:00:00Z')
    await round()
    arrived = []
    mail = () => 'refused'
    await world.setNow(Temporal.Instant.from('2026-11-24T21:00:00Z'))
    await round()
    assert.deepEqual(to(), [], 'nine in the evening is too late')
    await world.setNow(Temporal.Instant.from('2026-11-25T08:00:00Z'))
    await round()
    assert.deepEqual([to(), await tasks()], [[phone], []])
    await world.setNow(Temporal.Instant.from('2026-11-25T19:00:00Z'))
    await round()
    assert.deepEqual([to(), await tasks()], [[phone, phone], []])
  })

  it('is due an hour before the start where that is sooner, and at once where that has passed', async () => {
    mail = () => 'refused'
    await begin({}, '2026-11-23T10:15:00Z')
    await round()
    assert.deepEqual(await tasks(), ['bounce 2026-11-23T09:15:00Z'])
    await admin.query('delete from task')
    await world.setNow(Temporal.Instant.from('2026-11-23T08:10:00Z'))
    await begin({}, '2026-11-23T08:45:00Z')
    await round()
    assert.deepEqual(await tasks(), ['bounce 2026-11-23T08:10:00Z'])
  })

  it('and has passed meanwhile is not said by the other way', async () => {
    const amina = await begin({ channel: 'text' })
    await round()
    const [first] = arrived
    const held = await hold(ports, amina.owner, wish, at('2026-11-25T15:00:00Z'))
    assert.ok(held.kind === 'held')
    await move(ports, amina.owner, amina.id, held.id, 'client')
    await undelivered(first!.id)
    await round()
    assert.deepEqual([to(), await tasks()], [[phone, phone], []])
  })

  it('says that an appointment is cancelled all the same', async () => {
    const amina = await begin()
    await round()
    mail = () => 'refused'
    await cancel(ports, amina.owner.actor, amina.id, 'client', 'client')
    await round()
    assert.deepEqual([to(), (await tasks()).length], [[amina.email, phone], 1])
    assert.match(arrived[1]!.said, /cancelled/i)
  })

  it('never makes two of one message in a mailbox, whatever fails and however often', async () => {
    let seed = 7
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let run = 0; run < 6; run++) {
      await admin.query('delete from message; delete from task; delete from pgboss.job')
      await world.setNow(mondayMorning)
      const any = (): Handed => (['sent', 'sent', 'refused', 'unreachable'] as const)[Math.floor(random() * 4)]!
      ;[mail, texts, arrived] = [any, any, []]
      const amina = await begin({ channel: random() < 0.5 ? 'text' : 'email' }, '2026-11-25T12:00:00Z')
      for (let hour = 0; hour < 54; hour++) {
        await world.setNow(mondayMorning.add({ hours: hour }))
        await round()
        for (const { id } of arrived) if (random() < 0.05) await undelivered(id)
      }
      const { rows } = await admin.query<{ id: string; what: string }>(
        `select id, kind || ' ' || subject_sequence as what from message`,
      )
      const whatOf = new Map(rows.map(({ id, what }) => [id, what]))
      const each = arrived.map((one) => `${one.to}: ${whatOf.get(one.id)}`)
      assert.equal(new Set(each).size, each.length, each.join('\n'))
      assert.equal(new Set((await tasks()).map((task) => task.split(' ')[0])).size <= 1, true)
      await cancel(ports, amina.owner.actor, amina.id, 'client', 'client')
    }
  })

  it('loses nothing and says nothing twice where a provider is down for twenty minutes', async () => {
    const down = mondayMorning.add({ minutes: 20 })
    const answer: Answer = () => (Temporal.Instant.compare(ports.clock(), down) < 0 ? 'unreachable' : 'sent')
    ;[mail, texts] = [answer, answer]
    const all = [await begin(), await begin({ channel: 'text', phone: '+447700900199' }, '2026-11-25T14:00:00Z')]
    for (let minute = 0; minute <= 60; minute++) {
      await world.setNow(mondayMorning.add({ minutes: minute }))
      await round()
    }
    assert.deepEqual(to().toSorted(), [all[1]!.phone, all[0]!.email].toSorted())
    assert.deepEqual(await tasks(), [])
  })

  it('has somebody look after whoever nothing reached for as long as it is tried', async () => {
    mail = () => 'unreachable'
    await begin()
    for (let hour = 0; hour <= 8; hour++) {
      await world.setNow(mondayMorning.add({ hours: hour }))
      await round()
    }
    assert.deepEqual([(await tasks()).length, to()], [1, [phone]], 'and the other way was tried')
  })

  it('does not let anybody fill the mailbox of somebody else by numbers that take nothing', async () => {
    texts = () => 'refused'
    const victim = 'amina@victim.example'
    for (let i = 0; i < 23; i++) {
      await world.setNow(mondayMorning.add({ minutes: i }))
      const number = `+4477009${String(10_000 + i)}`
      const start = `2026-12-${String(1 + Math.floor(i / 3)).padStart(2, '0')}T${String(9 + 3 * (i % 3)).padStart(2, '0')}:00:00Z`
      await begin({ channel: 'text', phone: number, email: victim }, start)
      await round()
    }
    assert.equal(to().filter((one) => one === victim).length, 20)
  })
})
