import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import type { Clock } from '#lib/clock'
import { layReference } from '../../../seed/reference.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { eventually } from '../../../testing/running.ts'
import { follow } from './follow.ts'
import { makeAvailability } from './live.ts'

let stop = async () => {}
// Before the database's own, so that nothing listens any more when it is dropped.
after(() => stop())
const { db, admin, logins, startClock } = await freshDatabase()
await layReference(admin)
const ahead = Temporal.Now.instant().until(Temporal.Instant.from('2026-11-24T09:59:59Z'))
const clock: Clock = () => Temporal.Now.instant().add(ahead)
await startClock(clock())
const availability = makeAvailability({ db, clock })
await availability.load()
stop = follow({ availability, login: logins.care, clock, onFault: (error) => assert.fail(error) })

const minutes = () => availability.services().find(({ key }) => key === 'lay-too')!.minutes

it('offers a version of a service from the moment at which it becomes valid', async () => {
  const validFrom = clock().add({ seconds: 2 })
  await admin.query(
    `insert into service_version select (jsonb_populate_record(s, jsonb_build_object(
       'version', 2, 'minutes', 50, 'valid_from', $1::timestamptz))).* from service_version s where key = 'lay-too'`,
    [validFrom.toString()],
  )
  await eventually('it is known when services change', () => availability.changesAt() !== null)
  assert.equal(minutes(), 45)
  await eventually('the new version is offered', () => minutes() === 50)
  assert.ok(Temporal.Instant.compare(clock(), validFrom) >= 0)
  assert.equal(availability.changesAt(), null)
})
