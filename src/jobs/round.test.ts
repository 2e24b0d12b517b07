import assert from 'node:assert/strict'
import { it } from 'node:test'
import { startRound } from './round.ts'

const quick = { kind: 'letters', log: () => {}, idleMillis: 1, failedMillis: 1 }

it('goes round until it is stopped, and stops after the round in hand', async () => {
  const { promise: third, resolve } = Promise.withResolvers<void>()
  let [begun, ended] = [0, 0]
  const round = startRound({
    ...quick,
    work: async () => {
      if (++begun === 3) resolve()
      await new Promise(setImmediate)
      return ++ended % 2
    },
  })
  await third
  await round.stop()
  assert.equal(ended, begun)
  const before = begun
  await new Promise(setImmediate)
  assert.equal(begun, before)
})

it('tells a fault by its name alone, and goes on', async () => {
  const { promise: again, resolve } = Promise.withResolvers<void>()
  const told: unknown[] = []
  let rounds = 0
  const round = startRound({
    ...quick,
    log: (...line) => void told.push(line),
    work: async () => {
      if (++rounds === 1) throw new RangeError('Amina')
      resolve()
      return 0
    },
  })
  await again
  await round.stop()
  assert.deepEqual(told, [['jobs.failed', { kind: 'letters', fault: 'RangeError' }]])
})
