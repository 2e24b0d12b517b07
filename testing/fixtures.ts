import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { sealAdjustments, sealPerson } from '../src/booking/sealed.ts'
import { interpretersIn } from '../src/booking/wish.ts'
import type { KeyHolder } from '../src/vault/index.ts'

type World = { admin: pg.Client; ports: { vault: Pick<KeyHolder, 'make'> } }
export type Laid = {
  coachId: string
  startsAt: Temporal.Instant
  email?: string
  name?: string
  adjustments?: readonly string[]
  service?: string
  /** Whose it is, where somebody is known. */
  clientId?: string
}

/** A booking written behind the door, with its person. Gives its id. */
export async function bookedInto({ admin, ports: { vault } }: World, laid: Laid): Promise<string> {
  const { coachId, startsAt, email = 'amina@example.org', name = 'Amina', adjustments = [] } = laid
  const [id, claimId] = [randomUUID(), randomUUID()]
  const endsAt = startsAt.add({ minutes: 45 })
  await admin.query(
    `insert into claim (id, coach_id, during, kind, active) values ($1, $2, tstzrange($3, $4), 'booking', true)`,
    [claimId, coachId, startsAt.toString(), endsAt.add({ minutes: 15 }).toString()],
  )
  const { key, wrapped } = await vault.make(laid.clientId ?? randomUUID(), 'contact')
  await admin.query('insert into client (id) values ($1) on conflict do nothing', [key.subject])
  await admin.query('select keep_key($1, $2, $3, $4)', [key.subject, 'contact', wrapped.kekId, wrapped.wrapped])
  const person = sealPerson(key, id, { name, email, phone: null })
  await admin.query(
    `insert into booking (id, reference, service_key, service_version, coach_id, claim_id, mode, longer, starts_at, ends_at,
         matched_on, sealed_adjustments, visit_hash, contact_hashes, verified_at, interpreter, client_id)
       select $1, $2, key, version, $3, $4, 'video', false, $5, $6, '{}', $7, $8, array[sha256($9)], clock_now(), $10, $11
         from service_version where key = $12 order by version desc limit 1`,
    [
      id,
      referenceFrom(id),
      coachId,
      claimId,
      startsAt.toString(),
      endsAt.toString(),
      sealAdjustments(key, id, adjustments),
      randomBytes(32),
      email,
      interpretersIn(adjustments),
      key.subject,
      laid.service ?? 'lay-too',
    ],
  )
  await admin.query(
    'insert into booking_person (booking_id, client_id, sealed_name, sealed_email) values ($1, $2, $3, $4)',
    [id, key.subject, person.name, person.email],
  )
  return id
}

/** Eight letters and digits made from an id. */
const referenceFrom = (id: string) =>
  Array.from(id.replaceAll('-', '').slice(0, 8), (digit) => 'ABCDEFGHJKMNPQRS'[Number.parseInt(digit, 16)]).join('')
