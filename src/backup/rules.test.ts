import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missing, whyClosed, type AtTheDoor, type Stamp } from './rules.ts'

const id = 'e0000000-0000-4000-8000-000000000001'
const stamp: Stamp = { systemId: '7', timeline: 1, ledgerId: id, opened: 5 }
const door: AtTheDoor = {
  systemId: '7',
  timeline: 1,
  ledgerPath: '/srv/ledger/erasures.jsonl',
  ledgerId: id,
  erased: [2, 4],
  done: new Set([2, 4]),
  held: new Set([2, 4]),
  opened: 5,
  keysLack: null,
}
const why = (changed: Partial<AtTheDoor>, of: Stamp | null = stamp) => whyClosed(of, { ...door, ...changed })

describe('the gate', () => {
  it('is open for the database that was last opened', () => assert.equal(why({}), null))

  it('is open for a new database, and for one of a time before there were gates', () => {
    const nothing = { ledgerId: null, erased: [], done: new Set<number>(), held: new Set<number>() }
    assert.equal(why({ ...nothing, opened: 0 }, null), null)
  })

  it('is open where a crash cut an erasure short, which is then to be finished', () => {
    const cut = { erased: [2, 4, 6] }
    assert.equal(why(cut), null)
    assert.deepEqual(missing({ ...door, ...cut }), [6])
  })

  const closed: [string, Partial<AtTheDoor>, RegExp][] = [
    ['once held an erasure that it does not know', { held: new Set([2]) }, /does not know of 1 of the erasures/],
    ['is on another server', { systemId: '8' }, /is on another server/],
    ['went on from a backup', { timeline: 2 }, /went on from a backup \(timeline 2, not 1\)/],
    ['was opened more often than it knows', { opened: 6 }, /is older than when it was last opened/],
    ['lacks keys', { keysLack: 'The key file is missing: put it back' }, /^The key file is missing: put it back. If/],
    ['lacks its ledger', { ledgerId: null, erased: [], done: new Set() }, /not whole in \/srv\/ledger/],
    ['has another ledger', { ledgerId: 'e0000000-0000-4000-8000-000000000002' }, /not whole in/],
    ['has an older copy of its ledger', { erased: [2], done: new Set([2]) }, /not whole in/],
  ]
  for (const [what, changed, sentence] of closed)
    it(`is closed for one that ${what}, in one sentence that says what to do`, () => {
      const said = why(changed) ?? ''
      assert.match(said, sentence)
      assert.match(said, /npm run lay -- restore finish$/)
    })

  it('is closed for a database without a stamp where people were erased before', () =>
    assert.match(why({ held: new Set() }, null) ?? '', /does not know of 2/))
})
