import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hostileCalendars } from '../../testing/hostile-calendars.ts'
import { mostBytes, readBusy } from './read.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const asked = { from: at('2026-11-26T00:00Z'), until: at('2027-01-26T00:00Z'), zone: 'Europe/London' }

describe('a hostile calendar', () => {
  for (const { name, file, gives } of hostileCalendars)
    it(`is read or refused in the sealed process: ${name}`, async () => {
      const read = await readBusy(file, asked)
      // The process itself refuses it: one that ran out of time or memory would have been too slow.
      if (read.kind === 'unread') assert.equal(read.why, gives)
      else if (name === '50,000 events') assert.ok(read.busy.length > 100)
      else assert.equal(read.busy.length, gives)
    })

  it('is one of sixty and more', () => assert.ok(hostileCalendars.length >= 60, `${hostileCalendars.length}`))

  it('is not even read where it is larger than any may be', async () => {
    const read = await readBusy(Buffer.alloc(mostBytes + 1), asked)
    assert.deepEqual(read, { kind: 'unread', why: 'too-large' })
  })
})
