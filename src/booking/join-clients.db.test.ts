import assert from 'node:assert/strict'
import { it } from 'node:test'
import { worker } from '#lib/door'
import { at, browser, client } from '../../testing/booking.ts'
import { personBehind } from '../../testing/keys.ts'
import { bookingWorld, coachId } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold } from './hold.ts'
import { joinClients } from './join-clients.ts'
import { proveContact } from './queries.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, admin, ports } = world
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }

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
  return booked.id
}
const whose = async (id: string) =>
  (await admin.query<{ id: string }>('select client_id as id from booking where id = $1', [id])).rows[0]!.id
const prove = (id: string) =>
  db.withActor(worker, async (tx) => {
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

it('leaves apart whoever booked under another contact', async () => {
  const mark = await bookAs('Mark', 'mark@example.org', '2026-11-26T10:00:00Z')
  const id = await whose(mark)
  await prove(mark)
  await joinClients(ports, await contacts())
  assert.equal(await whose(mark), id)
  assert.equal(await keysOf(id), 1)
})
