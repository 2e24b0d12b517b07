import { keepAddress, keepFault, keepReading } from '../src/coaches/own-calendar/keep.ts'
import type { Stretch } from '../src/calendars/index.ts'
import { worker, type Db } from '../src/lib/door.ts'
import type { Clock } from '../src/lib/clock.ts'
import type { TestDatabase } from './database.ts'
import { coachActor } from './staff.ts'

type World = Pick<TestDatabase, 'admin'> & { db: Db; ports: { clock: Clock } }

/** Where a coach's own calendar is read. */
export type Source = { id: string; coachId: string }

/** Seals addresses in tests. */
export const calendarKey = Buffer.alloc(32, 8)

/** A coach adds the address of a calendar of their own; nothing has been read of it. */
export async function sourceFor({ admin, db, ports }: World, coachId: string): Promise<Source> {
  const address = new URL('https://calendar.example.org/private/basic.ics')
  const keeping = { key: calendarKey, by: { actorKind: 'coach' as const, actorId: coachId }, now: ports.clock() }
  await db.withActor(await coachActor(admin, coachId), (tx) => keepAddress(tx, coachId, address, keeping))
  const { rows } = await admin.query<{ id: string }>('select id from own_calendar where coach_id = $1', [coachId])
  return { id: rows[0]!.id, coachId }
}

/** The calendar is read, and says this of the next so many days. */
export const readFor = ({ db, ports }: World, source: Source, busy: readonly Stretch[], days = 60) =>
  db.withActor(worker, (tx) => keepReading(tx, source, { busy, until: ports.clock().add({ hours: 24 * days }) }))

/** The calendar cannot be read. */
export const failFor = ({ db }: World, { id }: Source, failures = 0) =>
  db.withActor(worker, (tx) => keepFault(tx, { id, failures }, 'no-answer'))
