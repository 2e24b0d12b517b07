import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Say } from '../figure.ts'
import { behind } from '../product/behind.ts'
import { withStorm, type Storm } from './world.ts'

const sessions = 7
/** One after the other with the gap between them, from nine on. */
const apartMinutes = 75

/** A coach with seven sessions tomorrow falls ill while others book: until each session has another coach. */
export async function recovery(say: (bench: string) => Say): Promise<void> {
  const tell = say('recovery')
  await withStorm(async (storm) => {
    const admin = await behind(storm.folder)
    try {
      const { coach, ids } = await bookSeven(storm)
      // They came to this coach by chance: another may take over.
      await admin.query(`update booking set matched_on = '{}' where id = any($1)`, [ids])
      const offered = await storm.starts('lay-too', 20)
      const rush = storm.send({
        service: 'lay-too',
        clients: 16,
        starts: Array.from({ length: 4_000 }, (_, i) => offered[(i * 7_919) % offered.length]!),
      })
      await pause(1_000)
      const began = performance.now()
      await fallIll(admin, coach)
      const settled = await whenSettled(admin, ids)
      const seconds = (performance.now() - began) / 1_000
      const told = await rush
      tell('seven sessions', seconds, 's', { must: 5 })
      tell('reassigned', settled, 'sessions', { must: sessions, kind: 'exactly' })
      tell('pairs meanwhile', told.booked / told.seconds, 'per second')
      tell('overlaps', await storm.overlaps(), 'pairs', { must: 0, kind: 'exactly' })
    } finally {
      await admin.end()
    }
  })
}

async function bookSeven({ call, starts }: Storm): Promise<{ coach: string; ids: string[] }> {
  const tomorrow = (await starts('lay-too', 3)).find((start) => /T09:00/.test(start))!
  const first = Temporal.Instant.from(tomorrow)
  let coach: string | undefined
  const ids: string[] = []
  for (let n = 0; n < sessions; n++) {
    const start = first.add({ minutes: n * apartMinutes }).toString()
    const held = await call('holds', { service: 'lay-too', start, mode: 'video', ...(coach ? { coach } : {}) })
    coach ??= (held['coach'] as { id: string }).id
    const client = { name: 'Amina', email: `amina.${n}@example.org` }
    ids.push(String((await call('bookings', { hold: held['id'], client }))['id']))
  }
  return { coach: coach!, ids }
}

/** As recording an absence does: the day is closed, and each session inside waits for another coach. */
const fallIll = (admin: pg.Client, coach: string) =>
  admin.query(
    `with ill as (
       insert into absence (coach_id, during, reason) values ($1, tstzrange(now(), now() + interval '3 days'), 'ill'))
     insert into rehome_task (booking_id, coach_id)
       select id, coach_id from booking where coach_id = $1 and status = 'booked' and starts_at < now() + interval '3 days'`,
    [coach],
  )

async function whenSettled(admin: pg.Client, ids: readonly string[]): Promise<number> {
  for (const until = performance.now() + 30_000; ; await pause(10)) {
    const { rows } = await admin.query<{ settled: number; reassigned: number }>(
      `select count(*) filter (where settled_at is not null)::int as settled,
              count(*) filter (where outcome = 'reassigned')::int as reassigned from rehome_task where booking_id = any($1)`,
      [ids],
    )
    if (rows[0]!.settled >= sessions || performance.now() > until) return rows[0]!.reassigned
  }
}
