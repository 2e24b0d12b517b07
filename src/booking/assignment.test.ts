import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { band, order, type Pool } from './assignment.ts'

/** Coaches by their loads, numbered from nought or as given. */
const pool = (loads: readonly number[], numbers = loads.map((_, i) => i)): Pool => ({
  size: loads.length,
  coachId: (i) => `coach ${numbers[i]}`,
  number: (i) => numbers[i]!,
  load: (i) => loads[i]!,
})

describe('who is asked first', () => {
  it('puts nobody from a fuller band before somebody from an emptier one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }),
        fc.nat(),
        (loads, seed) => {
          const lowest = Math.min(...loads)
          const levels = order(pool(loads), seed).coaches.map(({ load }) => Math.floor((load - lowest) / band))
          assert.deepEqual(
            levels,
            [...levels].sort((a, b) => a - b),
          )
          assert.equal(levels.length, Math.min(12, loads.length))
        },
      ),
    )
  })

  it('chooses the same again from what was written down', () => {
    const { coaches, assignment } = order(pool([3, 0, 1, 9, 2, 2]), 77)
    const again = order(
      pool(
        assignment.shortlist.map(({ load }) => load),
        assignment.shortlist.map(({ number }) => number),
      ),
      assignment.seed,
    )
    assert.deepEqual(again.coaches, coaches)
    assert.equal(assignment.considered, 6)
  })

  it('shares four weeks evenly between coaches with the same hours', () => {
    const coaches = 20
    const shares = new Array<number>(coaches).fill(0)
    let seed = 1
    for (let week = 0; week < 4; week++) {
      const loads = new Array<number>(coaches).fill(0)
      for (let session = 0; session < coaches * 20; session++) {
        const first = order(pool(loads), (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31)).coaches[0]!
        loads[first.number]!++
        shares[first.number]!++
      }
    }
    for (const share of shares) assert.ok(Math.abs(share - 80) <= 8, `one coach has ${share} of 80`)
  })

  it('gives a newcomer no flood: at most a band more than the others in their first week', () => {
    const loads = [6, 6, 6, 6, 0]
    for (let session = 0; session < 10; session++) {
      const first = order(pool(loads), session * 7_919).coaches[0]!
      loads[first.number]!++
    }
    assert.ok(loads[4]! <= 7, `the newcomer got ${loads[4]}`)
  })
})
