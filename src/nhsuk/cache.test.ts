import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCache } from './cache.ts'

describe('The cache of drawn components', () => {
  it('forgets first what has not been asked for the longest', () => {
    const cache = createCache<number>({ entries: 2, characters: 100 })
    cache.set('a', 1, 1)
    cache.set('b', 2, 1)
    cache.get('a')
    cache.set('c', 3, 1)
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], [1, undefined, 3])
  })

  it('stays within its number of characters, counting the keys', () => {
    const cache = createCache<number>({ entries: 100, characters: 20 })
    for (const key of ['aaaaa', 'bbbbb', 'ccccc']) cache.set(key, 1, 5)
    assert.equal(cache.size, 2)
    cache.set('ddddd', 1, 100)
    assert.equal(cache.size, 0)
  })

  it('counts a value that is set again once', () => {
    const cache = createCache<number>({ entries: 3, characters: 20 })
    for (let i = 0; i < 10; i++) cache.set('a', i, 9)
    cache.set('b', 1, 9)
    assert.deepEqual([cache.get('a'), cache.get('b')], [9, 1])
  })
})
