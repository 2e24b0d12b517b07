import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Actor } from '#lib/door'
import { another, howManyWait } from '../../testing/another.ts'
import { at, browser, client } from '../../testing/booking.ts'
import { personBehind } from '../../testing/keys.ts'
import { eventually } from '../../testing/running.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold } from './hold.ts'
import { joinClients } from './join-clients.ts'
import { moveTo } from './move.ts'
import { proveContact } from './queries.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2, 3, 4].map((number) => ({ id: coachId(number) })))
const { db, admin, ports } = world
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }

const bookers = new Map<string, Actor>()

async function bookAs(name: string, email: string, start: string) {
  const owner = browser(name + start)
  const held = await hold(ports, owner, wish, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(
    ports,
    owner,
    held.id,
    client(name, { email, phone: '+447700900982', adjustments: ['chat'] }),
  )
  assert.ok(booked.kind === 'booked')
  bookers.set(booked.id, owner.actor)
  return booked.id
}
const whose = async (id: string) =>
  (await admin.query<{ id: string }>('select client_id as id from booking where id = $1', [id])).rows[0]!.id
/** Proves the contact of a booking in the browser that booked. */
const prove = (id: string) =>
  db.withActor(bookers.get(id)!, async (tx) => {
    await tx.send('', 'update booking set verified_at = clock_now(), release_at = null where id = $1', [id])
    await proveContact(tx, id)
  })
const contacts = async () =>
  (await admin.query<{ id: string }>('select id from client_contact where verified_at is not null')).rows.map(
    ({ id }) => id,
  )
const keysOf = async (subject: string) =>
  (await admin.query('select from wrapped_key where subject = $1', [subject])).rowCount

it('makes two bookings of one proved contact one person’s, under one key, and destroys the other', async () => {
  const first = await bookAs('Amina', 'amina@example.org', '2026-11-24T10:00:00Z')
  const second = await bookAs('Amina K', 'amina@example.org', '2026-11-25T10:00:00Z')
  const [one, other] = [await whose(first), await whose(second)]
  assert.notEqual(one, other)
  const before = await personBehind(admin, ports.vault, second)
  await prove(first)
  await prove(second)
  await joinClients(ports, await contacts())
  assert.deepEqual([await whose(first), await whose(second)], [one, one])
  assert.deepEqual(await personBehind(admin, ports.vault, second), before)
  assert.equal(before?.name, 'Amina K')
  assert.deepEqual(before?.adjustments, ['chat'])
  assert.deepEqual([await keysOf(one), await keysOf(other)], [1, 0])
  assert.equal((await admin.query('select from client where id = $1', [other])).rowCount, 0)
  await joinClients(ports, await contacts())
  assert.deepEqual(await personBehind(admin, ports.vault, second), before, 'and again changes nothing')
})

it('seals a booking anew once when two join it at the same moment', async () => {
  const kept = await bookAs('Nia', 'nia@example.org', '2026-11-24T12:00:00Z')
  const coming = await bookAs('Nia P', 'nia@example.org', '2026-11-25T12:00:00Z')
  const before = await personBehind(admin, ports.vault, coming)
  await prove(kept)
  await prove(coming)
  const all = await contacts()
  await another(world, async (other) => {
    await other.query('begin')
    await other.query('select from booking where id = $1 for update', [coming])
    const joins = Promise.all([joinClients(ports, all), joinClients(ports, all)])
    await eventually('both wait', async () => (await howManyWait(world)) === 2)
    await other.query('commit')
    await joins
  })
  assert.equal(await whose(coming), await whose(kept))
  assert.deepEqual(await personBehind(admin, ports.vault, coming), before)
})

it('leaves apart whoever booked under another contact', async () => {
  const mark = await bookAs('Mark', 'mark@example.org', '2026-11-26T10:00:00Z')
  const id = await whose(mark)
  await prove(mark)
  await joinClients(ports, await contacts())
  assert.equal(await whose(mark), id)
  assert.equal(await keysOf(id), 1)
})

const standing = async () =>
  (
    await admin.query<{
      n: number
    }>(`select count(*)::integer as n from booking a join booking b on b.client_id = a.client_id
     and b.id > a.id and a.status = 'booked' and b.status = 'booked'
     and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`)
  ).rows[0]!.n

it('leaves under its own client what is at the time of another of theirs, whoever joins or moves at the same moment', async () => {
  const email = 'twice@example.org'
  const kept = await bookAs('Amina', email, '2026-11-27T10:00:00Z')
  const clashing = await bookAs('Amina K', email, '2026-11-27T10:00:00Z')
  const later = await bookAs('Amina T', email, '2026-11-27T14:00:00Z')
  for (const id of [kept, clashing, later]) await prove(id)
  await joinClients(ports, await contacts())
  assert.notEqual(await whose(clashing), await whose(kept))
  assert.equal(await whose(later), await whose(kept))
  const mover = browser('Amina T2026-11-27T14:00:00Z')
  const { rows } = await admin.query<{ coachId: string; claimId: string }>(
    `select coach_id as "coachId", claim_id as "claimId" from booking where id = $1`,
    [later],
  )
  const moved = await moveTo(ports, mover.actor, { id: later, ...rows[0]! }, wish, at('2026-11-27T10:15:00Z'), 'client')
  assert.equal(moved.kind, 'same-time')
  assert.equal(await standing(), 0)
})

it('holds when two sessions of one person are joined and moved at once', async () => {
  const email = 'race@example.org'
  const kept = await bookAs('Mara', email, '2026-11-30T10:00:00Z')
  await prove(kept)
  await joinClients(ports, await contacts())
  for (let round = 0; round < 5; round++) {
    const [start, day] = [`2026-12-0${round + 1}T09:00:00Z`, `2026-12-0${round + 1}T14:00:00Z`]
    const mine = await bookAs('Mara', email, start)
    await prove(mine)
    await joinClients(ports, await contacts())
    const coming = await bookAs('Mara C', email, day)
    await prove(coming)
    const { rows } = await admin.query<{ coachId: string; claimId: string }>(
      `select coach_id as "coachId", claim_id as "claimId" from booking where id = $1`,
      [mine],
    )
    const all = await contacts()
    await Promise.all([
      joinClients(ports, all),
      moveTo(ports, browser(`Mara${start}`).actor, { id: mine, ...rows[0]! }, wish, at(day), 'client'),
      joinClients(ports, all),
    ])
    assert.equal(await standing(), 0)
  }
})
