import type { Tx } from '#lib/sql'
import { currentServiceRows, serviceVersionRow } from './queries.ts'

export type ServiceKind = 'one-to-one' | 'group' | 'team' | 'away-day'

/** One offer of the programme as it stands from a moment on. A booking names the version it was made under. */
export type Service = {
  key: string
  version: number
  name: string
  description: string
  /** Sentences on who it is for and on what happens. */
  whoFor: string
  whatHappens: string
  kind: ServiceKind
  /** Whether people choose a time themselves, or leave their interest and are written to. */
  bookable: 'slots' | 'enquiry'
  modes: ('video' | 'phone')[]
  minutes: number
  /** Other lengths it comes in, by agreement. */
  alsoMinutes: number[]
  /** Added when somebody asks for a longer session. */
  longerMinutes: number
  zone: string
  /** Civil times of the zone, "08:00"; "24:00" is the end of the day. */
  opens: string
  closes: string
  noticeMinutes: number
  interpreterNoticeHours: number
  bufferMinutes: number
  windowDays: number
  startEveryMinutes: number
  ethnicallyDiverse: boolean
  /** Keys of the settings it is meant for: asked and counted, never a reason to refuse. */
  settings: string[]
  /** Who the coaches are, as said in a sentence. */
  deliveredBy: string
  position: number
}

/** The services offered at this moment, each in its newest version that is valid, in the order they are shown. */
export async function currentServices(tx: Tx): Promise<Service[]> {
  return (await currentServiceRows(tx)).map(asService)
}

/** One version of a service, however old; undefined where there is none. */
export async function serviceVersion(tx: Tx, key: string, version: number): Promise<Service | undefined> {
  const row = await serviceVersionRow.one(tx, key, version)
  return row && asService(row)
}

type ServiceRow = Awaited<ReturnType<typeof currentServiceRows>>[number]

/** The table's checks hold kinds, modes and ways of booking to these words. */
const asService = (row: ServiceRow): Service => ({
  ...row,
  kind: row.kind as ServiceKind,
  bookable: row.bookable as Service['bookable'],
  modes: row.modes as Service['modes'],
})
