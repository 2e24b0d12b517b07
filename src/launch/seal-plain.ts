import type pg from 'pg'
import { sealAdjustments, sealPerson } from '#booking'
import { sealWritten } from '#enquiries'
import { sealAnswer } from '#identity'
import type { KeyHolder, Made } from '#vault'
import type { Keys } from './secrets.ts'

const atOnce = 500
type Maker = Pick<KeyHolder, 'make'>

/**
 * Seals what an earlier version of the product kept plain, which a migration has put aside: in batches, so that what was
 * interrupted goes on where it stopped; then what was plain is dropped, and its pages with it. Says how many rows.
 */
export async function sealPlain(owner: pg.Client, holder: Maker, keys: Keys): Promise<number> {
  const { rows } = await owner.query<{ there: boolean }>(`select to_regclass('plain_booking') is not null as there`)
  if (!rows[0]!.there) return 0
  const sealed =
    (await inBatches(owner, 'plain_booking', (batch: PlainBooking[]) => sealBookings(owner, holder, batch))) +
    (await inBatches(owner, 'plain_enquiry', (batch: PlainEnquiry[]) => sealEnquiries(owner, holder, batch))) +
    (await inBatches(owner, 'plain_answer', (batch: PlainAnswer[]) => sealAnswers(owner, keys, batch)))
  await owner.query('begin')
  await owner.query('drop table plain_booking, plain_enquiry, plain_answer')
  await owner.query('select all_sealed()')
  await owner.query('commit')
  // A column that was dropped is still in the pages that were written while it was there.
  for (const table of ['booking', 'booking_person', 'enquiry', 'api_answer', 'captured_message'])
    await owner.query(`vacuum full ${table}`)
  await owner.query('checkpoint').catch(() => {})
  return sealed
}

type PlainBooking = {
  id: string
  client_id: string
  adjustments: string[]
  name: string | null
  email: string | null
  phone: string | null
  session_phone: string | null
}
type PlainEnquiry = { id: string; aim: string; dates: string; email: string }
type PlainAnswer = { key_id: string; idempotency_key: string; body: string }

async function inBatches<R extends pg.QueryResultRow>(
  owner: pg.Client,
  table: string,
  write: (rows: R[]) => Promise<void>,
): Promise<number> {
  let all = 0
  for (;;) {
    await owner.query('begin')
    const { rows } = await owner.query<R>(
      `delete from ${table} where ctid = any(array(select ctid from ${table} limit ${atOnce})) returning *`,
    )
    if (rows.length > 0) await write(rows)
    await owner.query('commit')
    if (rows.length === 0) return all
    all += rows.length
  }
}

const keepAll = (owner: pg.Client, made: readonly Made[]) =>
  owner.query(
    `select keep_key(k.subject, k.purpose, k.kek, k.wrapped)
       from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[]) as k (subject, purpose, kek, wrapped)`,
    [
      made.map(({ wrapped }) => wrapped.subject),
      made.map(({ wrapped }) => wrapped.purpose),
      made.map(({ wrapped }) => wrapped.kekId),
      made.map(({ wrapped }) => wrapped.wrapped),
    ],
  )

async function sealBookings(owner: pg.Client, holder: Maker, rows: readonly PlainBooking[]) {
  const made = await Promise.all(rows.map(({ client_id }) => holder.make(client_id, 'contact')))
  await keepAll(owner, made)
  const ids = rows.map(({ id }) => id)
  await owner.query(
    `update booking b set sealed_adjustments = s.adjustments from unnest($1::uuid[], $2::bytea[]) as s (id, adjustments)
      where b.id = s.id`,
    [ids, rows.map(({ id, adjustments }, i) => sealAdjustments(made[i]!.key, id, adjustments))],
  )
  const people = rows.flatMap(({ id, name, email, phone, session_phone }, i) => {
    if (name === null) return []
    const { key } = made[i]!
    return [
      {
        id,
        ...sealPerson(key, id, { name, email, phone }),
        rung: sealPerson(key, id, { name, email, phone: session_phone }).phone,
      },
    ]
  })
  await owner.query(
    `update booking_person p set sealed_name = s.name, sealed_email = s.email, sealed_phone = s.phone,
            sealed_session_phone = s.rung, takes_texts = s.texts
       from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::boolean[])
              as s (id, name, email, phone, rung, texts)
      where p.booking_id = s.id`,
    [
      people.map(({ id }) => id),
      people.map(({ name }) => name),
      people.map(({ email }) => email),
      people.map(({ phone }) => phone),
      people.map(({ rung }) => rung),
      people.map(({ takesTexts }) => takesTexts),
    ],
  )
}

async function sealEnquiries(owner: pg.Client, holder: Maker, rows: readonly PlainEnquiry[]) {
  const made = await Promise.all(rows.map(({ id }) => holder.make(id, 'contact')))
  await keepAll(owner, made)
  const sealed = rows.map((row, i) => sealWritten(made[i]!.key, row.id, row))
  await owner.query(
    `update enquiry e set sealed_aim = s.aim, sealed_dates = s.dates, sealed_email = s.email
       from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) as s (id, aim, dates, email) where e.id = s.id`,
    [
      rows.map(({ id }) => id),
      sealed.map(({ aim }) => aim),
      sealed.map(({ dates }) => dates),
      sealed.map(({ email }) => email),
    ],
  )
}

async function sealAnswers(owner: pg.Client, keys: Keys, rows: readonly PlainAnswer[]) {
  const secret = Buffer.from(keys.replies, 'base64url')
  await owner.query(
    `update api_answer a set sealed_body = s.body
       from unnest($1::uuid[], $2::text[], $3::bytea[]) as s (key_id, idempotency_key, body)
      where a.key_id = s.key_id and a.idempotency_key = s.idempotency_key`,
    [
      rows.map(({ key_id }) => key_id),
      rows.map(({ idempotency_key }) => idempotency_key),
      rows.map(({ key_id, idempotency_key, body }) =>
        sealAnswer(secret, { keyId: key_id, idempotencyKey: idempotency_key }, body),
      ),
    ],
  )
}
