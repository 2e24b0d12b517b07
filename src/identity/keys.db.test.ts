import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { anyone, holding, operator } from '#lib/door'
import { rememberKeys } from './key-memory.ts'
import { createKey, keyOf, listKeys, revokeKey } from './keys.ts'

const { db, admin } = await freshDatabase()
const create = (name: string) => db.withActor(operator, (tx) => createKey(tx, { name, scope: 'booking' }))
const find = (bearer: string) =>
  db.withActor(/^[\w-]{1,100}$/.test(bearer) ? holding(`key:${bearer}`) : anyone, (tx) => keyOf(tx, bearer))

it('knows a key by its text and keeps only a hash of it', async () => {
  const text = await create('Leeds hub')
  assert.match(text, /^lay_[\w-]{43}$/)
  const { rows } = await admin.query('select *, k::text as whole from api_key k')
  assert.deepEqual(await find(text), { id: rows[0].id, scope: 'booking' })
  assert.ok(!rows[0].whole.includes(text.slice(4)))
})

it('knows no other text, whatever it looks like', async () => {
  for (const text of ['', 'lay_', `lay_${'a'.repeat(43)}`, 'a'.repeat(10_000), "' or true --"])
    assert.equal(await find(text), null)
})

it('lists keys and revokes them for good', async () => {
  const text = await create('Old system')
  const { id } = (await find(text))!
  const revoke = () => db.withActor(operator, (tx) => revokeKey(tx, id))
  assert.deepEqual([await revoke(), await revoke()], [true, false])
  assert.equal(await find(text), null)
  const listed = await db.withActor(operator, listKeys)
  assert.deepEqual(
    listed.map(({ name, revokedAt }) => [name, revokedAt !== null]),
    [
      ['Old system', true],
      ['Leeds hub', false],
    ],
  )
  assert.equal(await db.withActor(operator, (tx) => revokeKey(tx, randomUUID())), false)
})

it('asks the database once in five seconds for each key, and notices then that it was revoked', async () => {
  let [asked, now] = [0, Temporal.Instant.from('2026-11-23T23:40:00Z')]
  const memory = rememberKeys({ clock: () => now, find: (bearer) => (asked++, find(bearer)) })
  const text = await create('Fast system')
  const key = await find(text)
  assert.deepEqual(await Promise.all([memory(text), memory(text), memory(text)]), [key, key, key])
  assert.equal(asked, 1)
  await db.withActor(operator, (tx) => revokeKey(tx, key!.id))
  now = now.add({ milliseconds: 4_999 })
  assert.deepEqual([await memory(text), asked], [key, 1])
  now = now.add({ milliseconds: 1 })
  assert.deepEqual([await memory(text), asked], [null, 2])
})

it('remembers neither what is no key nor a question that failed', async () => {
  let [asked, broken] = [0, true]
  const at = Temporal.Instant.from('2026-11-23T23:40:00Z')
  const text = await create('Patient system')
  const ask = async (bearer: string) => {
    asked++
    if (broken) throw new Error('the database is away')
    return find(bearer)
  }
  const memory = rememberKeys({ clock: () => at, find: ask })
  await assert.rejects(memory(text), /away/)
  broken = false
  assert.equal((await memory(text))?.scope, 'booking')
  await memory(`lay_${'a'.repeat(43)}`)
  await memory(`lay_${'a'.repeat(43)}`)
  assert.equal(asked, 4)
})
