import assert from 'node:assert/strict'
import { it, mock } from 'node:test'
import { answeredForMillis, answerOnce } from './once.ts'

const held = { settled: false }

it('does the act once for all who ask while it is under way and in the minute after, and forgets it then', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const { once, before } = answerOnce<{ settled: boolean }>(({ settled }) => settled)
  let acts = 0
  const act = async () => ({ settled: true, n: ++acts })
  const [one, other] = await Promise.all([once('a', act), once('a', act)])
  assert.equal(one, other)
  mock.timers.tick(answeredForMillis - 1)
  assert.equal(await before('a'), one)
  assert.equal(before('b'), undefined, 'another’s')
  mock.timers.tick(1)
  assert.equal(before('a'), undefined)
  assert.notEqual(await once('a', act), one)
  mock.timers.reset()
})

it('remembers nothing that failed or settled nothing', async () => {
  const { once, before } = answerOnce<{ settled: boolean }>(({ settled }) => settled)
  await assert.rejects(once('a', () => Promise.reject(new Error('no'))))
  assert.equal(before('a'), undefined)
  const atOnce = () => {
    throw new Error('no')
  }
  await assert.rejects(once('a', atOnce))
  assert.equal(before('a'), undefined)
  assert.equal(await once('a', async () => held), held)
  assert.equal(before('a'), undefined)
})
