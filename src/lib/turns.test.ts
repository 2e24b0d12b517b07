import assert from 'node:assert/strict'
import { it } from 'node:test'
import { atMost } from './turns.ts'

it('lets so many run at once, the others in order, and goes on after one that failed', async () => {
  const turns = atMost(2)
  const begun: number[] = []
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<number>())
  const all = ends.map(({ promise }, i) =>
    turns(() => {
      begun.push(i)
      return promise
    }).catch(() => -1),
  )
  await Promise.resolve()
  assert.deepEqual(begun, [0, 1])
  ends[1]!.reject(new Error('failed'))
  await all[1]
  assert.deepEqual(begun, [0, 1, 2])
  for (const [i, end] of ends.entries()) end.resolve(i)
  assert.deepEqual(await Promise.all(all), [0, -1, 2, 3, 4])
  assert.deepEqual(begun, [0, 1, 2, 3, 4])
})
