import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bookingPages } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { releaseUnverified } from '../jobs.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { atTimes, booked } = await bookingPages(world)

describe('somebody who books under the address of a colleague', () => {
  const address = 'colleague@example.org'

  /** Without what differs between any two bookings. */
  const plain = (html: string) =>
    html
      .replace(/[\da-f]{8}-[\da-f-]{27}/g, 'ID')
      .replace(/<strong>[A-Z2-9]{8}<\/strong>/g, 'REF')
      .replace(/Coach \d/g, 'COACH')

  /** All that a browser can find out about what it booked under that address, while somebody has an appointment. */
  const learntWhile = async (email: string) => {
    await world.setNow(mondayMorning)
    const other = await booked({ email })
    const curious = await booked({ email: address })
    const seen: unknown[] = [curious.said === curious.path]
    for (const minutes of [0, 31]) {
      await world.setNow(mondayMorning.add({ minutes }))
      await releaseUnverified(world.ports)
      const times = await atTimes()
      for (const one of [
        await curious.someone.get(curious.path),
        await curious.someone.post(`${curious.path}/code`),
        await curious.someone.post(`${curious.path}/keep`, { code: '12345678' }),
        await times.get('/book/time'),
      ])
        seen.push([one.status, plain(one.location), plain(one.html)])
    }
    await world.setNow(mondayMorning)
    for (const { someone, path } of [other, curious]) await someone.post(`${path}/cancel`)
    return seen
  }

  it('sees the same, at once and after the half hour, whether or not it is the colleague who has one', async () => {
    assert.deepEqual(await learntWhile(address), await learntWhile('somebody@example.org'))
  })
})
