import { fetchCalendar, readBusy, theInternet, type Reach } from '#calendars'
import type { Round } from '#jobs'
import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { programmeZone } from '#lib/time'
import { keepFault, keepReading, windowNow } from './keep.ts'
import type { OwnEntries } from './ports.ts'
import { takeDue } from './queries.ts'
import { openAddress } from './sealed.ts'

export type RefreshPorts = {
  db: Db
  clock: Clock
  log: Round['log']
  /** Opens the addresses. */
  key: Buffer
  ownEntries: OwnEntries
  /** How the internet is reached; a test has its own. */
  reach?: Reach
}

/** Reads coaches' own calendars as they fall due, one at a time. */
export const calendarRound = (ports: RefreshPorts): Round => ({
  kind: 'own-calendars',
  work: () => refreshOne(ports),
  log: ports.log,
  idleMillis: 2_000,
})

/** Reads the calendar that has been due for longest, and says how many there were to read: one or none. */
export async function refreshOne(ports: RefreshPorts): Promise<number> {
  const due = await ports.db.withActor(worker, (tx) => takeDue.one(tx))
  if (!due) return 0
  const address = openAddress(ports.key, due.id, due.sealedAddress)
  const read = address ? await readAt(ports, address, due.coachId) : { fault: 'lost' }
  await ports.db.withActor(worker, async (tx) =>
    'fault' in read ? void (await keepFault(tx, due, read.fault)) : keepReading(tx, due, read),
  )
  return 1
}

async function readAt({ db, clock, ownEntries, reach = theInternet }: RefreshPorts, address: URL, coachId: string) {
  const fetched = await fetchCalendar(address, reach)
  if (fetched.kind === 'unfetched') return { fault: fetched.why }
  const { window, skip } = await db.withActor(worker, async (tx) => ({
    window: await windowNow(tx, clock()),
    skip: await ownEntries(tx, coachId),
  }))
  const [from, until] = [window.from.epochMilliseconds, window.until.epochMilliseconds]
  const read = await readBusy(fetched.file, { from, until, zone: programmeZone, skip })
  return read.kind === 'read' ? { busy: read.busy, until: window.until } : { fault: read.why }
}
