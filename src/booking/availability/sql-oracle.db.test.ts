import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import type { Wish } from '../wish.ts'
import { daysBySql, firstBySql, layWorking, type Send } from './sql-oracle.ts'

const hour = 3_600_000
const now = mondayMorning.epochMilliseconds
const people = Array.from({ length: 24 }, (_, i) => ({
  id: coachId(i + 1),
  gender: i % 3 === 0 ? 'man' : 'woman',
  modes: i % 4 === 0 ? ['phone'] : ['video', 'phone'],
  services: i % 5 === 0 ? ['lay-career'] : ['lay-too'],
  dailyCap: 1 + (i % 8),
  opens: `${String(7 + (i % 6)).padStart(2, '0')}:${i % 2 === 0 ? '00' : '07'}`,
  closes: `${14 + (i % 9)}:${i % 2 === 0 ? '00' : '25'}`,
}))
const { admin, ports, service } = await bookingWorld(people)
const { availability } = ports
const send: Send = async (text, values) => (await admin.query(text, values)).rows

/** Bookings, holds alive and run out, absences, closures: at random, and the same at every run. */
async function upset() {
  await admin.query('select setseed(0.31)')
  await admin.query(
    `insert into claim (coach_id, during, kind, expires_at)
     select id, tstzrange(at, at + (4 + floor(random() * 3)) * interval '15 minutes'), kind,
            case kind when 'hold' then clock_now() + (floor(random() * 20) - 8) * interval '1 minute' end
       from coach, generate_series(1, 60) as n,
         lateral (select clock_now() + floor(random() * 28 * 96 + n * 0) * interval '15 minutes' as at,
                         case when random() < 0.2 then 'hold' else 'booking' end as kind) r
     on conflict do nothing`,
  )
  await admin.query(
    `insert into absence (coach_id, during, reason)
     select id, tstzrange(at, at + random() * interval '30 hours'), 'leave' from coach, generate_series(1, 3) as n,
       lateral (select clock_now() + random() * n * interval '9 days' as at) r`,
  )
  await admin.query(
    `insert into closure (service_key, during, reason) values
       (null, tstzrange('2026-11-25 10:05Z', '2026-11-25 12:50Z'), 'Away'),
       ('lay-career', tstzrange('2026-11-30 00:00Z', '2026-12-01 00:00Z'), 'Away')`,
  )
  await availability.load()
}
await upset()

const wishes: Wish[] = ['lay-too', 'lay-career'].flatMap((key) =>
  (['video', 'phone'] as const).flatMap((mode) =>
    [undefined, 'man' as const].flatMap((gender) =>
      [false, true].map((longer) => ({
        service: service(key),
        mode,
        longer,
        interpreter: false,
        ...(gender ? { gender } : {}),
      })),
    ),
  ),
)

it('answers as one SQL statement does, for every kind of wish', async () => {
  await layWorking(
    send,
    availability.coaches(wishes[0]!, ['video', 'phone']).concat(availability.coaches(wishes[8]!, ['video', 'phone'])),
  )
  let seen = 0
  for (const wish of wishes) {
    for (const from of [now, now + 30 * hour]) {
      const until = now + 28 * 24 * hour
      const asked = {
        service: wish.service.key,
        mode: wish.mode,
        gender: wish.gender,
        policy: availability.policy(wish),
        now,
        from,
        until,
      }
      const first = availability.first(wish, from, until, 3_000)
      assert.deepEqual(first, await firstBySql(send, asked, 3_000))
      const counted = [...availability.days(wish, from, until)].filter(([, starts]) => starts > 0)
      assert.deepEqual(new Map(counted), await daysBySql(send, asked))
      seen += first.length
    }
  }
  assert.ok(seen > 5_000, `only ${seen} starts were compared`)
})
