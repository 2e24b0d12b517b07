import assert from 'node:assert/strict'
import { it } from 'node:test'
import { tokenHash } from '#identity'
import { bookingPages } from '../../../testing/pages.ts'
import { sessionOf } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { atTen } = await bookingPages(world)

/** Whether a coach who signed in at one moment, and asked for nothing since, is still signed in at another; from 10am. */
async function lasts(fromStart: (time: Temporal.DurationLike) => Promise<void>, signedIn: number, then: number) {
  await fromStart({ minutes: signedIn })
  const hash = tokenHash(await sessionOf(world.admin, coachId(1)))
  await fromStart({ minutes: then })
  const { rows } = await world.admin.query<{ lives: boolean }>(
    'select staff_session_lives(s) as lives from staff_session s where hash = $1',
    [hash],
  )
  return rows[0]!.lives
}

it('runs no clock on a coach’s sign-in while they are with a client, and begins anew after it', async () => {
  const { fromStart, someone, path } = await atTen('video')
  // From a quarter of an hour before until the end; then half an hour.
  assert.equal(await lasts(fromStart, -10, 44), true)
  assert.equal(await lasts(fromStart, -10, 74), true)
  assert.equal(await lasts(fromStart, -10, 75), false)
  assert.equal(await lasts(fromStart, -44, 40), true, 'half an hour had not passed when it stopped')
  assert.equal(await lasts(fromStart, -46, 40), false, 'it had')
  assert.equal(await lasts(fromStart, 50, 79), true)
  assert.equal(await lasts(fromStart, 50, 80), false)
  await fromStart({ minutes: -10 })
  await someone.post(`${path}/cancel`)
  assert.equal(await lasts(fromStart, -10, 44), false, 'not for a session that is cancelled')
})
