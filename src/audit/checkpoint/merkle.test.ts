import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { climb, emptyRoot, grow, leafOf, parentOf, pathOf, type Place } from './merkle.ts'

const leaves = (count: number) =>
  Array.from({ length: count }, (_, at) => leafOf('b0000000-0000-4000-8000-000000000001', at + 1, 'aa'))

/** RFC 6962, section 2.1, as it is written. */
function mth(of: readonly Buffer[]): Buffer {
  if (of.length === 0) return emptyRoot
  if (of.length === 1) return of[0]!
  const k = 2 ** Math.ceil(Math.log2(of.length) - 1)
  return parentOf(mth(of.slice(0, k)), mth(of.slice(k)))
}

describe('the tree of heads', () => {
  it('has the root that RFC 6962 gives it, however it grew', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 12 }), (steps) => {
        let tree = grow(0, [], [])
        const all: Buffer[] = []
        for (const more of steps) {
          const added = leaves(all.length + more).slice(all.length)
          all.push(...added)
          tree = grow(tree.size, tree.peaks, added)
        }
        assert.deepEqual([tree.size, tree.root], [all.length, mth(all)])
      }),
    )
  })

  it('leads from every leaf to the root of every size, and from no other leaf', () => {
    const known = new Map<string, Buffer>()
    const name = ({ level, position }: Place) => `${level}/${position}`
    for (const node of grow(0, [], leaves(33)).made) known.set(name(node), node.hash)
    for (let size = 1; size <= 33; size++) {
      const root = mth(leaves(size))
      for (let leaf = 0; leaf < size; leaf++) {
        const path = pathOf(leaf, size, (place) => known.get(name(place))!)
        assert.deepEqual(climb(leaves(size)[leaf]!, path), root)
        assert.notDeepEqual(climb(leaves(size + 1)[leaf + 1]!, path), root)
        assert.ok(path.length <= 7)
      }
    }
  })
})
