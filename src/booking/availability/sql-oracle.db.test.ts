import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import type { Wish } from '../wish.ts'
import { daysBySql, firstBySql, layWorkingBySql, type Send } from './sql-oracle.ts'

const hour = 3_600_000
const people = Array.from({ length: 24 }, (_, i) => ({
  id: coachId(i + 1),
  gender: i % 3 === 0 ? 'man' : 'woman',
  languages: ['en', ...(i % 4 === 1 ? ['pa-Guru'] : []), ...(i % 6 === 2 ? ['fr'] : [])],
  ethnicallyDiverse: i % 5 < 2,
  modes: i % 4 === 0 ? ['phone'] : ['video', 'phone'],
  services: i % 5 === 4 ? ['lay-career'] : ['lay-too', ...(i % 5 === 0 ? ['lay-too-ed'] : [])],
  dailyCap: 1 + (i % 8),
  gapMinutes: [15, 30, 15, 45][i % 4]!,
  opens: `${String(7 + (i % 6)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '07'}`,
  closes: `${14 + (i % 9)}:${i % 2 === 0 ? '00' : '25'}`,
}))

/** Mornings of an ordinary month, and of months in which the clocks go back and forward. */
const mornings = ['2026-11-23T08:00:00Z', '2026-10-12T07:00:00Z', '2027-03-15T08:00:00Z']

for (const morning of mornings)
  describe(`In the four weeks from ${morning.slice(0, 10)}`, async () => {
    const now = Temporal.Instant.from(morning)
    const world = await bookingWorld(people, now)
    const { availability } = world.ports
    const send: Send = async (text, values) => (await world.admin.query(text, values)).rows
    await upset(send)
    await availability.load()
    await layWorkingBySql(send, now.epochMilliseconds, 30)

    it('answers as one SQL statement does, for every kind of wish', async () => {
      let seen = 0
      for (const wish of wishesOf(world.service))
        for (const from of [now, now.add({ hours: 30 })].map(({ epochMilliseconds }) => epochMilliseconds)) {
          const until = now.epochMilliseconds + 28 * 24 * hour
          const service = wish.service.key === 'lay-too' && wish.ethnicallyDiverse ? 'lay-too-ed' : wish.service.key
          const policy = availability.policy(wish)
          const asked = { ...wish, service, policy, now: now.epochMilliseconds, from, until }
          const first = availability.first(wish, from, until, 3_000)
          assert.deepEqual(first, await firstBySql(send, asked, 3_000))
          const counted = [...availability.days(wish, from, until)].filter(([, starts]) => starts > 0)
          assert.deepEqual(new Map(counted), await daysBySql(send, asked))
          seen += first.length
        }
      assert.ok(seen > 10_000, `only ${seen} starts were compared`)
    })
  })

/** Bookings, holds alive and run out, absences, closures, days that differ: at random, and the same at every run. */
async function upset(send: Send) {
  await send('select setseed(0.31)', [])
  await send(
    `insert into claim (coach_id, during, kind, expires_at)
     select id, tstzrange(at, at + (4 + floor(random() * 3)) * interval '15 minutes'), kind,
            case kind when 'hold' then clock_now() + (floor(random() * 20) - 8) * interval '1 minute' end
       from coach, generate_series(1, 60) as n,
         lateral (select clock_now() + floor(random() * 28 * 96 + n * 0) * interval '15 minutes' as at,
                         case when random() < 0.2 then 'hold' else 'booking' end as kind) r
     on conflict do nothing`,
    [],
  )
  await send(
    `insert into absence (coach_id, during, reason)
     select id, tstzrange(at, at + random() * interval '30 hours'), 'leave' from coach, generate_series(1, 3) as n,
       lateral (select clock_now() + random() * n * interval '9 days' as at) r`,
    [],
  )
  await send(
    `insert into closure (service_key, during, reason)
     select key, tstzrange(clock_now() + after, clock_now() + after + long), 'Away'
       from (values (null, interval '50 hours 5 minutes', interval '2 hours 45 minutes'),
         ('lay-career', interval '7 days', interval '1 day')) as c (key, after, long)`,
    [],
  )
  await send(
    `update coach_pattern set rule = 'FREQ=WEEKLY;BYDAY=MO,WE,FR,SU', starts_on = '2025-12-29'
      where coach_id in (select id from coach where number % 5 = 1)`,
    [],
  )
  await send(
    `insert into coach_exception (coach_id, kind, on_date, starts_at, ends_at)
     select id, kind, (clock_now() + days * interval '1 day')::date, starts, ends from coach,
       (values ('open', 6, time '05:30', time '07:00'), ('closed', 13, time '10:00', time '12:20'),
         ('open', 13, time '20:00', time '23:00')) as e (kind, days, starts, ends)
      where number % 3 = 0`,
    [],
  )
}

/** Every service, way of talking and length, with no preference, each alone, and some together. */
function wishesOf(service: (key: string) => Wish['service']): Wish[] {
  const preferences: Partial<Wish>[] = [
    {},
    { gender: 'man' },
    { coachId: coachId(3) },
    { coachId: coachId(99) },
    { language: 'pa' },
    { language: 'FR-ca' },
    { language: 'pl' },
    { ethnicallyDiverse: true },
    { gender: 'woman', language: 'pa' },
  ]
  return ['lay-too', 'lay-career'].flatMap((key) =>
    (['video', 'phone'] as const).flatMap((mode) =>
      [false, true].flatMap((longer) =>
        preferences.map((more) => ({
          service: service(key),
          mode,
          longer,
          interpreter: longer && mode === 'phone',
          ...more,
        })),
      ),
    ),
  )
}
