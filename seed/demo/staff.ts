import type pg from 'pg'
import { civilDate, startOfDay } from '#lib/time'
import { ama, dev, ines, okafor, ruth, sam, staffIdOf } from '../cast.ts'

/** Lays whom Ruth supervises, by what the two coaches are entitled, and who has the duty. */
export async function layStaff(client: pg.Client, now: Temporal.Instant) {
  await client.query(`insert into supervision_of (supervisor_id, coach_id) select $1, unnest($2::uuid[])`, [
    staffIdOf(ruth),
    [dev.coachId, ama.coachId],
  ])
  const today = civilDate(now)
  await client.query(
    `insert into credential (coach_id, kind, body, level, valid_until)
       select x."coachId", x.kind, x.body, x.level, x.until
         from jsonb_to_recordset($1) as x ("coachId" uuid, kind text, body text, level text, until date)`,
    [
      JSON.stringify([
        {
          coachId: dev.coachId,
          kind: 'accreditation',
          body: 'EMCC',
          level: 'Practitioner',
          until: today.add({ years: 3 }),
        },
        { coachId: dev.coachId, kind: 'insurance', body: 'Towergate', level: null, until: today.add({ days: 40 }) },
        { coachId: ama.coachId, kind: 'accreditation', body: 'ICF', level: 'PCC', until: today.add({ years: 2 }) },
        {
          coachId: ama.coachId,
          kind: 'safeguarding',
          body: 'Level 2',
          level: null,
          until: today.subtract({ days: 3 }),
        },
      ]),
    ],
  )
  // Two weeks of days by turns, Ines first.
  const turns = Array.from({ length: 14 }, (_, i) => ({
    staffId: staffIdOf(i % 2 ? okafor : ines),
    from: startOfDay(today.add({ days: i })).toString(),
    until: startOfDay(today.add({ days: i + 1 })).toString(),
  }))
  await client.query(
    `insert into duty_turn (staff_id, starts_at, ends_at)
       select x."staffId", x."from", x.until
         from jsonb_to_recordset($1) as x ("staffId" uuid, "from" timestamptz, until timestamptz)`,
    [JSON.stringify(turns)],
  )
  await client.query(
    `insert into supervision_record (coach_id, supervisor_id, held_on, minutes, kind, themes)
       values ($1, $2, $3, 60, 'one-to-one', '{endings,workload}')`,
    [dev.coachId, staffIdOf(ruth), today.subtract({ days: 20 }).toString()],
  )
  await layLook(client, now)
}

/** Sam looked up, yesterday, whom to call about a session of Dev's; nobody has reviewed it yet. */
async function layLook(client: pg.Client, now: Temporal.Instant) {
  await client.query(
    `with one as (select id from booking where coach_id = $1 order by starts_at limit 1),
          task as (
            insert into reveal_task (kind, booking_id, reason, made_by, made_at)
              select 'call-back', id, 'They left a message and asked us to call them back', $2, $3 from one
            returning id, booking_id)
     insert into opening (kind, task_id, booking_id, opened_by, as_role, opened_at, shown_until)
       select 'reveal', id, booking_id, $2, 'lead_ops', $3, $3::timestamptz + interval '10 minutes' from task`,
    [dev.coachId, staffIdOf(sam), now.subtract({ hours: 24 }).toString()],
  )
}
