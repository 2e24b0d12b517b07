import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contactKey } from '../../../testing/booking.ts'
import { waitingLine } from '../../../testing/line.ts'
import { hashesOf } from '../contact-hashes.ts'
import { takeText } from '../replies/take.ts'

const phone = '+447700900123'
const email = 'dan@example.org'

for (const channel of ['text', 'email'] as const)
  it(`after STOP nobody waits for a text about a sooner time, and whoever has mail does (${channel})`, async () => {
    const { ports, round, booked } = await waitingLine()
    const gone = await booked('gone', 24)
    const given = { phone, email, channel, contactHashes: hashesOf(contactKey, [phone, email]) }
    const dan = await booked('dan', 27, {}, given)
    await dan.ask()
    await round()
    await takeText({ ...ports, contactKey }, { named: 'SM1', from: phone, words: 'STOP' })
    await gone.cancel()
    await round()
    assert.equal(await dan.day(), channel === 'text' ? null : 24)
  })

it('STOP lets go of the time that was kept, for the next in line', async () => {
  const { ports, round, booked } = await waitingLine()
  const gone = await booked('gone', 24)
  const given = { phone, email, channel: 'text', contactHashes: hashesOf(contactKey, [phone, email]) } as const
  const [dan, cleo] = [await booked('dan', 27, {}, given), await booked('cleo', 26)]
  await dan.ask()
  await cleo.ask()
  await round()
  await gone.cancel()
  await round()
  assert.deepEqual([await dan.day(), await cleo.day()], [24, null])
  await takeText({ ...ports, contactKey }, { named: 'SM2', from: phone, words: 'Stop' })
  await round()
  assert.deepEqual([await dan.day(), await cleo.day()], [null, 24])
})
