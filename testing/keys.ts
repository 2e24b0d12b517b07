import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type pg from 'pg'
import { openSealed, sealAdjustments, sealPerson, type Sealed } from '../src/booking/sealed.ts'
import type { Clock } from '../src/lib/clock.ts'
import { worker } from '../src/lib/door.ts'
import {
  followKeks,
  holdKeys,
  keep,
  keeper,
  settleKeks,
  type HoldPorts,
  type KeyHolder,
  type Purpose,
} from '../src/vault/index.ts'
import type { TestDatabase } from './database.ts'

/** A key file and a key holder for a test's database. */
export async function keysFor({ db }: Pick<TestDatabase, 'db'>, more: Partial<HoldPorts> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lay-keys-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const [kekFile, dumps] = [join(folder, 'kek'), join(folder, 'dumps')]
  await db.withActor(keeper, (tx) => settleKeks(tx, kekFile))
  const keks = followKeks(kekFile)
  const clock: Clock = () => Temporal.Now.instant()
  const alarms: string[] = []
  const alarm = (event: string) => void alarms.push(event)
  const holder = holdKeys({ db, clock, keks, dumps, alarm, ...more })
  return { folder, kekFile, dumps, keks, holder, alarms }
}

/** What is sealed of a booking, opened behind the door. */
export async function personBehind(admin: pg.Client, holder: Pick<KeyHolder, 'unwrap'>, bookingId: string) {
  const { rows } = await admin.query<Sealed & { clientId: string; channel: string }>(
    `select b.client_id as "clientId", p.sealed_name as "sealedName", p.sealed_email as "sealedEmail",
            p.sealed_phone as "sealedPhone", p.sealed_session_phone as "sealedSessionPhone",
            b.sealed_adjustments as "sealedAdjustments", p.channel
       from booking b join booking_person p on p.booking_id = b.id where b.id = $1`,
    [bookingId],
  )
  const row = rows[0]
  if (!row) return null
  const ring = await holder.unwrap([{ subject: row.clientId, purpose: 'contact' }], worker)
  return { ...openSealed(ring.of(row.clientId, 'contact'), bookingId, row), channel: row.channel }
}

/** Puts other words in the place of what is sealed of a booking, behind the door; what is not given stays. */
export async function becomes(
  admin: pg.Client,
  holder: Pick<KeyHolder, 'unwrap'>,
  bookingId: string,
  given: { name?: string; email?: string; phone?: string; channel?: string; adjustments?: string[] },
) {
  const was = (await personBehind(admin, holder, bookingId))!
  const { rows } = await admin.query<{ id: string }>('select client_id as id from booking where id = $1', [bookingId])
  const { id } = rows[0]!
  const key = (await holder.unwrap([{ subject: id, purpose: 'contact' }], worker)).of(id, 'contact')!
  const now = { ...was, ...given }
  const person = sealPerson(key, bookingId, { name: now.name ?? '', email: now.email, phone: now.phone })
  await admin.query(
    `update booking_person set sealed_name = $2, sealed_email = $3, sealed_phone = $4::bytea,
            sealed_session_phone = case when sealed_session_phone is not null or $7 then $4::bytea end, takes_texts = $5, channel = $6
      where booking_id = $1`,
    [bookingId, person.name, person.email, person.phone, person.takesTexts, now.channel, given.phone !== undefined],
  )
  await admin.query('update booking set sealed_adjustments = $2 where id = $1', [
    bookingId,
    sealAdjustments(key, bookingId, now.adjustments),
  ])
}

/** A subject's new key, kept. */
export async function keptKey({ db }: Pick<TestDatabase, 'db'>, holder: KeyHolder, subject: string, purpose: Purpose) {
  const made = await holder.make(subject, purpose)
  await db.withActor(worker, (tx) => keep(tx, made))
  return made.key
}
