import assert from 'node:assert/strict'
import { it } from 'node:test'
import { doBatch, faultOf } from './batch.ts'

const job = (id: string, ...ids: string[]) => ({ id, data: { ids } })

it('does a batch as one piece of work and each id once', async () => {
  const seen: string[][] = []
  const outcomes = await doBatch(async (ids) => void seen.push(ids), [job('1', 'a', 'b'), job('2', 'b', 'c')])
  assert.deepEqual(seen, [['a', 'b', 'c']])
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['completed', 'completed'],
  )
})

it('does each job alone when the batch failed, so that one bad job fails by itself', async () => {
  const bad = async (ids: string[]) => {
    if (ids.includes('b')) throw new TypeError('about Amina')
  }
  assert.deepEqual(await doBatch(bad, [job('1', 'a'), job('2', 'b'), job('3', 'c')]), [
    { id: '1', status: 'completed' },
    { id: '2', status: 'failed', output: { fault: 'TypeError' } },
    { id: '3', status: 'completed' },
  ])
})

it('does timed work, which names no ids', async () => {
  const seen: string[][] = []
  await doBatch(async (ids) => void seen.push(ids), [{ id: '1', data: null }])
  assert.deepEqual(seen, [[]])
})

it('names a fault by its code or its kind and never by its words', () => {
  assert.equal(faultOf(Object.assign(new Error('Key (email)=(a@b.uk)'), { code: '23505' })), '23505')
  assert.equal(faultOf(new RangeError('Amina')), 'RangeError')
  assert.equal(faultOf(Object.assign(new Error('x'), { code: 'Amina <a@b.uk>' })), 'Error')
  assert.equal(faultOf('Amina'), 'unknown')
  assert.equal(faultOf(undefined), 'unknown')
})
