import assert from 'node:assert/strict'
import { it } from 'node:test'
import { admit, network, type Asked } from './rules.ts'
import { makeSlowDown } from './slow-down.ts'

const start = Temporal.Instant.from('2026-11-23T23:40:00Z')

/** A slow-down on a clock that stands still until it is moved; keeps how long each request was made to wait. */
function arranged() {
  const waits: number[] = []
  let now = start
  const slow = makeSlowDown({ clock: () => now, wait: async (millis) => void waits.push(millis) })
  return { slow, waits, pass: (seconds: number) => (now = now.add({ seconds })) }
}

it('lets thirty holds of one address in at once, and then one a second', async () => {
  const { slow, waits } = arranged()
  for (let i = 0; i < 33; i++) assert.equal(await slow.turn('192.0.2.1'), 'go')
  assert.deepEqual(waits, [1_000, 2_000, 3_000])
})

it('makes no other address wait', async () => {
  const { slow, waits } = arranged()
  for (let i = 0; i < 31; i++) await slow.turn('192.0.2.1')
  await slow.turn('192.0.2.2')
  assert.deepEqual(waits, [1_000])
})

it('lets the whole of a hospital in, when each asks again as told', async () => {
  const { slow, waits, pass } = arranged()
  let waiting = 200
  for (let round = 0; waiting > 0 && round < 60; round++) {
    const answers = await Promise.all(Array.from({ length: waiting }, () => slow.turn('192.0.2.1')))
    const later = answers.filter((answer) => answer !== 'go')
    waiting = later.length
    pass(Math.max(0, ...later.map(({ againSeconds }) => againSeconds)))
  }
  assert.equal(waiting, 0)
  assert.ok(Math.max(...waits) <= 50_000)
})

it('keeps no more than fifty requests of one address waiting', async () => {
  const { slow, waits } = arranged()
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => slow.turn('192.0.2.1')))
  assert.equal(answers.filter((answer) => answer === 'go').length, 80)
  assert.equal(waits.length, 50)
})

it('counts only holds that are live: those used, let go or run out make room', async () => {
  const { slow, waits, pass } = arranged()
  for (let i = 0; i < 30; i++) await slow.turn('192.0.2.1')
  slow.done('192.0.2.1')
  await slow.turn('192.0.2.1')
  assert.deepEqual(waits, [])
  pass(600)
  for (let i = 0; i < 30; i++) await slow.turn('192.0.2.1')
  assert.deepEqual(waits, [])
})

it('lets in no faster than one a second, whenever they come', () => {
  let asked: Asked | undefined
  const entries: number[] = []
  for (let now = 0; now < 60_000; now += 137) {
    const answer = admit(asked, now)
    if ('againSeconds' in answer) continue
    asked = answer.asked
    entries.push(now + answer.waitMillis)
  }
  const slowed = entries.slice(30)
  assert.ok(slowed.length >= 55)
  slowed.forEach((at, i) => assert.ok(i === 0 || at - slowed[i - 1]! >= 1_000))
})

it('sees a version 6 network as one address, and a version 4 address in either dress', () => {
  assert.equal(network('2001:db8:1:2:3:4:5:6'), network('2001:DB8:1:2::9'))
  assert.notEqual(network('2001:db8:1:3::9'), network('2001:db8:1:2::9'))
  assert.equal(network('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(network('fe80::1%eth0'), network('fe80::2'))
  assert.equal(network('::1'), '0:0:0:0')
})
