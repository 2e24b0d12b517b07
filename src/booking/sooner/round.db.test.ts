import assert from 'node:assert/strict'
import { it } from 'node:test'
import { waitingLine } from '../../../testing/line.ts'
import { worker } from '#lib/door'
import { lookOf } from './queries.ts'
import { soonerRound } from './round.ts'

const { world, db, ports, booked } = await waitingLine()
const log = (...said: unknown[]) => assert.fail(said.join())
let reads = 0
// By how many transactions it opens: one where it only looks whether anything changed.
const counted: typeof db = { ...db, withActor: (actor, work) => (reads++, db.withActor(actor, work)) }
const { work } = soonerRound({ db: counted, clock: ports.clock, random: ports.random, log })
const transactions = async () => {
  reads = 0
  await work()
  return reads
}

it('looks only where something changed: a time that is free again, a no, the end of an offer, the hour', async () => {
  const [first, second, dan, cleo] = [
    await booked('first', 24),
    await booked('second', 25),
    await booked('dan', 27),
    await booked('cleo', 26),
  ]
  await dan.ask()
  await cleo.ask()
  await work()
  assert.equal(await transactions(), 1, 'nothing changed')
  await first.cancel()
  await work()
  assert.equal(await dan.day(), 24)
  await work()
  assert.equal(await transactions(), 1)
  await dan.decline()
  await work()
  assert.equal(await cleo.day(), 24)
  await work()
  await world.setNow((await cleo.offer())!.until)
  assert.ok((await transactions()) > 1)
  await second.cancel()
  await work()
  assert.deepEqual([await dan.day(), await cleo.day()], [25, null])
  await work()
  await work()
  assert.equal(await transactions(), 1)
  await world.setNow(ports.clock().add({ hours: 1 }))
  assert.ok((await transactions()) > 1)
})

it('looks at nothing once nobody waits, though somebody said no once', async () => {
  const { word } = (await db.withActor(worker, (tx) => lookOf.one(tx)))!
  assert.notEqual(word, 'nobody waits', 'they wait still')
  await world.admin.query('delete from waiting_alert')
  await work()
  await world.setNow(ports.clock().add({ hours: 1 }))
  await work()
  assert.equal((await db.withActor(worker, (tx) => lookOf.one(tx)))!.word, 'nobody waits')
})
