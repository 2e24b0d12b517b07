import { book } from '../../src/booking/book.ts'
import { hashesOf } from '../../src/booking/contact-hashes.ts'
import { hold } from '../../src/booking/hold.ts'
import type { Wish } from '../../src/booking/wish.ts'
import { browser, client, contactKey } from '../booking.ts'
import { admin, ports, world, type Session } from '../covering.ts'
import { coachId } from '../world.ts'

/** Who an act is about, which coach acts, at which quarter of an hour, and how chance has it otherwise. */
export type Chance = { person: number; coach: number; quarter: number; chance: number }
type Person = Pick<Session, 'id' | 'owner'>

/** Those who booked, in the order in which they did. */
const people: Person[] = []
let browsers = 0

export async function newDay() {
  people.length = 0
  await world.setNow(Temporal.Instant.from('2026-11-23T08:00:00Z'))
  await admin.query(
    `truncate message, hold, booking, booking_person, booking_change, claim, cover, task, rehome_task, offer, kept_apart,
       acknowledgement, waiting_alert cascade; delete from absence`,
  )
  await ports.availability.load()
}

export const plain = (): Wish => ({
  service: world.service('lay-too'),
  mode: 'video',
  longer: false,
  interpreter: false,
})
const quarterHour = 900_000
/** From three quarters of an hour until three hours from now: near things break. */
export const startOf = ({ quarter }: Chance) =>
  (Math.ceil(ports.clock().epochMilliseconds / quarterHour) + 3 + quarter) * quarterHour
export const oneOf = <T>(all: readonly T[], { chance }: Chance): T | undefined => all[chance % all.length]
export const rowOf = async <T extends object>(sql: string, act: Chance, values: unknown[] = []) =>
  oneOf((await admin.query<T>(sql, values)).rows, act)

/** Somebody, and their session as it is now. */
export async function someone({ person }: Chance) {
  const { id, owner } = people[person % people.length]!
  const { rows } = await admin.query<{ who: number; start: string }>(
    `select right(coach_id::text, 2)::int as who, to_json(starts_at) #>> '{}' as start from booking where id = $1`,
    [id],
  )
  return { id, owner, who: rows[0]!.who, start: Temporal.Instant.from(rows[0]!.start) }
}
/** Whose a time is that is kept, and which. */
export async function kept(kinds: readonly string[], act: Chance) {
  const open = await rowOf<{ id: string; booking: string }>(
    `select id, booking_id as booking from offer where state = 'open' and kind = any($1) order by made_at, starts_at, coach_id`,
    act,
    [kinds],
  )
  const person = people.find(({ id }) => id === open?.booking)
  return open && person ? { ...person, offerId: open.id } : undefined
}

export async function newPerson(act: Chance) {
  const { coach, chance } = act
  const owner = browser(`somebody ${++browsers}`)
  const held = await hold(ports, owner, { ...plain(), coachId: coachId(coach) }, startOf(act))
  if (held.kind !== 'held') return
  // Some are the same people again, in another browser; a few want this coach and nobody else.
  const email = `somebody${chance % 6}@example.org`
  const given = client(`somebody${browsers}`, { email, contactHashes: hashesOf(contactKey, [email]) })
  const booked = await book(ports, owner, held.id, given)
  if (booked.kind !== 'booked') return
  if (chance < 80) await admin.query(`update booking set matched_on = '{}' where id = $1`, [booked.id])
  people.push({ id: booked.id, owner })
}
