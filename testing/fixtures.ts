import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'

type World = { admin: pg.Client }
export type Laid = {
  coachId: string
  startsAt: Temporal.Instant
  email?: string
  name?: string
  adjustments?: readonly string[]
  /** Whose it is, where somebody is known. */
  clientId?: string
}

/** A booking written behind the door, with its person. Gives its id. */
export async function bookedInto({ admin }: World, laid: Laid): Promise<string> {
  const { coachId, startsAt, email = 'amina@example.org', name = 'Amina', adjustments = [] } = laid
  const [id, claimId] = [randomUUID(), randomUUID()]
  const endsAt = startsAt.add({ minutes: 45 })
  await admin.query(
    `insert into claim (id, coach_id, during, kind, active) values ($1, $2, tstzrange($3, $4), 'booking', true)`,
    [claimId, coachId, startsAt.toString(), endsAt.add({ minutes: 15 }).toString()],
  )
  await admin.query(
    `insert into booking (id, reference, service_key, service_version, coach_id, claim_id, mode, longer, starts_at, ends_at,
         matched_on, adjustments, visit_hash, contact_hashes, verified_at)
       select $1, $2, key, version, $3, $4, 'video', false, $5, $6, '{}', $7, $8, array[sha256($9)], clock_now()
         from service_version where key = 'lay-too' order by version desc limit 1`,
    [
      id,
      referenceFrom(id),
      coachId,
      claimId,
      startsAt.toString(),
      endsAt.toString(),
      adjustments,
      randomBytes(32),
      email,
    ],
  )
  await admin.query('insert into booking_person (booking_id, name, email) values ($1, $2, $3)', [id, name, email])
  return id
}

/** Eight letters and digits made from an id. */
const referenceFrom = (id: string) =>
  Array.from(id.replaceAll('-', '').slice(0, 8), (digit) => 'ABCDEFGHJKMNPQRS'[Number.parseInt(digit, 16)]).join('')
