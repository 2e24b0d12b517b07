import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { liveHoldsOfAKey, makeKeyHolds } from './key-holds.ts'

let now = Temporal.Instant.from('2026-11-25T09:00:00Z')
const wait = (milliseconds: number) => (now = now.add({ milliseconds }))
const some = () => makeKeyHolds({ clock: () => now })

describe('what is known of a key’s holds', () => {
  it('is nothing for certain until they were counted, and for another key', () => {
    const holds = some()
    assert.equal(holds.surelyBelow('intranet'), false)
    holds.counted('intranet', 3)
    assert.equal(holds.surelyBelow('intranet'), true)
    assert.equal(holds.surelyBelow('portal'), false)
  })

  it('is trusted for a second', () => {
    const holds = some()
    holds.counted('intranet', 3)
    wait(999)
    assert.equal(holds.surelyBelow('intranet'), true)
    wait(1)
    assert.equal(holds.surelyBelow('intranet'), false)
  })

  it('never lets a key past its limit: the one that was counted with it is counted too', () => {
    const holds = some()
    holds.counted('intranet', liveHoldsOfAKey - 3)
    const answers = [1, 2, 3, 4].map(() => holds.surelyBelow('intranet'))
    assert.deepEqual(answers, [true, true, false, false])
  })
})
