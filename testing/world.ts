import type { Clock } from '#lib/clock'
import { makeAvailability } from '../src/booking/availability/live.ts'
import { makeKeyHolds } from '../src/booking/key-holds.ts'
import { layReference } from '../seed/reference.ts'
import { freshDatabase } from './database.ts'
import { keysFor } from './keys.ts'

export type TestCoach = {
  id: string
  services?: string[]
  modes?: string[]
  gender?: string
  languages?: string[]
  ethnicallyDiverse?: boolean
  dailyCap?: number
  gapMinutes?: number
  opens?: string
  closes?: string
}

export const coachId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Monday morning, an ordinary week. */
export const mondayMorning = Temporal.Instant.from('2026-11-23T08:00:00Z')

/** A database with services, areas and coaches who work every day, a clock that stands still, and availability. */
export async function bookingWorld(coaches: readonly TestCoach[], at = mondayMorning, { connections = 20 } = {}) {
  const database = await freshDatabase({ connections })
  await layReference(database.admin)
  await database.admin.query(`insert into provider (key, name, lead) values ('kestrel', 'Kestrel Coaching', true)`)
  for (const coach of coaches) await layCoach(database.admin, coach)
  let now = at
  const clock: Clock = () => now
  const setNow = async (to: Temporal.Instant) => {
    now = to
    await database.setClock(to)
  }
  await setNow(at)
  const availability = makeAvailability({ db: database.db, clock })
  await availability.load()
  const { holder: vault, kekFile } = await keysFor(database, { clock })
  let seed = 1
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const ports = {
    db: database.db,
    clock,
    availability,
    random,
    keyHolds: makeKeyHolds({ clock }),
    linkKey: Buffer.alloc(32, 1),
    codeKey: Buffer.alloc(32, 2),
    textSender: true,
    vault,
  }
  return {
    ...database,
    setNow,
    ports,
    kekFile,
    service: (key: string) => availability.services().find((one) => one.key === key)!,
  }
}

type Admin = Awaited<ReturnType<typeof freshDatabase>>['admin']

/** A coach who works every day, at some provider. */
export async function layCoach(admin: Admin, coach: TestCoach) {
  const { id, services = ['lay-too'], modes = ['video', 'phone'], gender = 'woman', languages = ['en'] } = coach
  await admin.query(
    `insert into coach (id, provider_id, email, name_shown, background, gender, languages, ethnically_diverse, modes, services, daily_cap,
       gap_minutes, meeting_link)
     select $1, id, $2, $3, 'Nurse', $4, $5, $6, $7, $8, $9, $10, 'https://meet.example.org/room' from provider limit 1`,
    [
      id,
      `${id}@example.org`,
      `Coach ${Number(id.slice(-6))}`,
      gender,
      languages,
      coach.ethnicallyDiverse ?? false,
      modes,
      services,
      coach.dailyCap ?? 8,
      coach.gapMinutes ?? 15,
    ],
  )
  await admin.query(
    `insert into coach_pattern (coach_id, rule, starts_on, starts_at, ends_at) values ($1, 'FREQ=DAILY', '2026-01-01', $2, $3)`,
    [id, coach.opens ?? '08:00', coach.closes ?? '22:00'],
  )
}
