import type { Tx } from '#lib/sql'
import { wordsIn } from '#lib/text'
import { keepChange, type ChangedBy, type Values } from '../changes/keep.ts'
import { addServiceVersion } from '../queries.ts'
import { currentServices, type Service } from '../service.ts'
import { whyNotService, type ServiceWords, type Wrongs } from './rules.ts'

export type ServiceChanged =
  | { kind: 'changed' | 'same'; version: number }
  | { kind: 'refused'; wrongs: Wrongs<keyof ServiceWords> }
  /** Somebody else changed it since it was looked at. */
  | { kind: 'newer' }
  | { kind: 'not-found' }

/**
 * Lets a service say something new, or be booked with other lead times, from now on: a new version. Bookings keep the one
 * that they were made under. `seen` is the version that whoever changes it was shown.
 */
export async function changeService(
  tx: Tx,
  key: string,
  said: Partial<ServiceWords>,
  by: ChangedBy,
  seen?: number,
): Promise<ServiceChanged> {
  const service = (await currentServices(tx)).find((one) => one.key === key)
  if (!service) return { kind: 'not-found' }
  const after = wordsOf({ ...service, ...said })
  const values = [valuesOf(service), valuesOf(after)] as const
  // Said again as it is, from whatever version: a second press, or another page of the same person.
  if (JSON.stringify(values[0]) === JSON.stringify(values[1])) return { kind: 'same', version: service.version }
  if (seen !== undefined && seen !== service.version) return { kind: 'newer' }
  const wrongs = whyNotService(after)
  if (Object.keys(wrongs).length > 0) return { kind: 'refused', wrongs }
  const { name, description, whoFor, whatHappens, deliveredBy, noticeMinutes, interpreterNoticeHours, windowDays } =
    after
  const made = await addServiceVersion.one(
    tx,
    key,
    service.version,
    name,
    description,
    whoFor,
    whatHappens,
    deliveredBy,
    noticeMinutes,
    interpreterNoticeHours,
    windowDays,
  )
  const { version } = made!
  const [before, now] = values
  const change = {
    verb: 'service.changed',
    what: 'service',
    subject: key,
    title: name,
    version,
    before,
    after: now,
  } as const
  await keepChange(tx, change, by)
  return { kind: 'changed', version }
}

/** What of a service may be changed, trimmed. */
export const wordsOf = (service: Service | ServiceWords): ServiceWords => ({
  name: wordsIn(service.name),
  description: wordsIn(service.description),
  whoFor: wordsIn(service.whoFor),
  whatHappens: wordsIn(service.whatHappens),
  deliveredBy: wordsIn(service.deliveredBy),
  noticeMinutes: service.noticeMinutes,
  interpreterNoticeHours: service.interpreterNoticeHours,
  windowDays: service.windowDays,
})

const valuesOf = (service: Service | ServiceWords): Values =>
  Object.fromEntries(Object.entries(wordsOf(service)).map(([name, value]) => [name, String(value)]))
