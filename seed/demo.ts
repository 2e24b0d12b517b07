import type pg from 'pg'
import { civilDate } from '#lib/time'
import { ama, dev } from './cast.ts'
import { bookingsFor } from './demo/bookings.ts'
import { layDemoEdition } from './demo/edition.ts'
import { differences, openHours } from './demo/hours.ts'
import { layCoachPages } from './demo/pages.ts'
import { requestsFor } from './demo/requests.ts'
import { layStaff } from './demo/staff.ts'
import { timetable } from './demo/timetable.ts'
import { layTold } from './demo/told.ts'
import { readFrame, writeBookings, writeDifferences, writeRequests, type Telling } from './demo/write.ts'
import { layCoaches } from './lay-coaches.ts'
import { layPeople } from './lay-people.ts'
import { chanceFrom } from './random.ts'

/** How contacts and links are hashed, and who makes the keys under which people are sealed. */
export type Laying = Pick<Telling, 'hashes' | 'vault'>

/**
 * Lays the demonstration's world as seen from a moment: providers, coaches, absences, and bookings from a week ago to
 * two weeks ahead, and the edition of the last quarter. Services and areas have been laid before. All or nothing; false when there are coaches already.
 */
export async function layDemo(client: pg.Client, now: Temporal.Instant, laying: Laying): Promise<boolean> {
  const { rowCount } = await client.query('select from coach limit 1')
  if (rowCount) return false
  await client.query('begin')
  try {
    await lay(client, now, laying)
    await client.query('commit')
    return true
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function lay(client: pg.Client, now: Temporal.Instant, laying: Laying) {
  const coaches = await layCoaches(client)
  await layPeople(client)
  const differing = differences(coaches, now)
  await writeDifferences(client, differing)
  const frame = await readFrame(client, now)
  const days = [civilDate(now).subtract({ days: 7 }), civilDate(now).add({ days: 15 })] as const
  const chance = chanceFrom(20_261_123)
  const sessions = timetable(openHours(coaches, differing, days), frame.services, days, {
    fixed: differing.fixed,
    busy: [dev.coachId!, ama.coachId!],
    chance,
  })
  const bookings = bookingsFor(sessions, now.epochMilliseconds, chance)
  await writeBookings(client, bookings, frame, { ...laying, now, chance })
  await layTold(client, laying.vault)
  await writeRequests(client, requestsFor(bookings, chance))
  await layDemoEdition(client, now, chance)
  await layStaff(client, now)
  await layCoachPages(client, coaches, now)
}
