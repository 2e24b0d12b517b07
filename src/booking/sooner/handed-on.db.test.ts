import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Db } from '#lib/door'
import { browser } from '../../../testing/booking.ts'
import { four, six } from '../../../testing/line.ts'
import { hold } from '../hold.ts'
import { offerSooner } from './round.ts'

it('a time that was declined passes to the next in line, whoever looks for it at whatever step in between', async () => {
  const { ports, db, round, wish, amina, cleo, dan } = await four()
  await amina.cancel()
  await round()
  assert.deepEqual([await dan.day(), await cleo.day()], [24, null], 'dan asked first')
  await dan.decline()

  const looked: string[] = []
  const look = async () => {
    await ports.availability.load()
    looked.push((await hold(ports, browser(`looks ${looked.length}`), wish(), six(24).epochMilliseconds)).kind)
  }
  const watched: Db = {
    ...db,
    withActor: async (actor, work) => {
      await look()
      return db.withActor(actor, work)
    },
  }
  await offerSooner({
    db: watched,
    clock: ports.clock,
    random: ports.random,
    log: (...said) => assert.fail(said.join()),
  })
  await look()
  assert.ok(looked.length > 4)
  assert.deepEqual([...new Set(looked)], ['slot-taken'])
  assert.deepEqual([await dan.day(), await cleo.day()], [null, 24])
})
