import type pg from 'pg'

export type Pool = {
  coaches: number
  service: string
  /** How many hours of each coach's day are claimed, about; 0 leaves the diary empty. */
  claimsADay: number
  /** Everybody from 08:00 to 22:00 each day, without absences: room for a storm. */
  always: boolean
}

const batch = 1_000

/** Lays coaches of many patterns, with absences, bookings and holds for 28 days; the same at every run. */
export async function layPool(owner: pg.Client, { coaches, service, claimsADay, always }: Pool): Promise<void> {
  await owner.query('select setseed(0.23)')
  await owner.query(
    `insert into provider (key, name, lead) values ('bench', 'Bench Coaching', false) on conflict do nothing`,
  )
  for (let from = 1; from <= coaches; from += batch) {
    const { rows } = await owner.query<{ ids: string[] }>(layCoaches, [
      from,
      Math.min(from + batch - 1, coaches),
      service,
    ])
    const { ids } = rows[0]!
    await owner.query(layPatterns, [ids, always])
    if (!always) await owner.query(layAbsences, [ids])
    if (claimsADay > 0) await owner.query(layClaims, [ids, claimsADay / 14])
  }
  // Only what has rows: an empty table whose emptiness is known would be read whole, however it grows meanwhile.
  await owner.query(`analyze coach, coach_pattern${always ? '' : ', absence'}${claimsADay > 0 ? ', claim' : ''}`)
}

const layCoaches = `with made as (
  insert into coach (provider_id, email, name_shown, background, gender, languages, ethnically_diverse, modes, services,
    daily_cap, gap_minutes, meeting_link)
  select p.id, $3 || n || '@bench.example', 'Coach ' || n, 'Nurse', (array['woman', 'woman', 'man', 'other'])[1 + n % 4],
         case when n % 7 = 0 then '{en,pa}'::text[] else '{en}' end, n % 6 = 0,
         case when n % 10 = 0 then '{phone}'::text[] else '{video,phone}' end, array[$3], 8, 15 + 15 * (n % 9 / 8),
         'https://meet.example.org/room'
    from provider p, generate_series($1::integer, $2::integer) n where p.key = 'bench' returning id)
  select array_agg(id order by id) as ids from made`

const layPatterns = `insert into coach_pattern (coach_id, rule, starts_on, starts_at, ends_at)
  select id, case when $2 or n % 3 = 0 then 'FREQ=DAILY' when n % 3 = 1 then 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'
             else 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR,SU' end, '2026-01-05',
         case when $2 then '08:00' else (array['08:00', '09:00', '12:00', '07:30'])[1 + n % 4] end::time,
         case when $2 then '22:00' else (array['16:00', '17:30', '22:00', '18:00'])[1 + n % 4] end::time
    from unnest($1::uuid[]) with ordinality c (id, n)`

const layAbsences = `insert into absence (coach_id, during, reason)
  select id, tstzrange(at, at + interval '3 days'), 'leave' from unnest($1::uuid[]) with ordinality c (id, n),
    lateral (select now() + (n % 25) * interval '1 day' as at) a where n % 5 = 0`

/** Hours are taken by chance: 4 in 5 of them booked, the others held for some minutes. */
const layClaims = `insert into claim (coach_id, during, kind, expires_at)
  select id, tstzrange(at, at + interval '1 hour'), kind, case kind when 'hold' then now() + random() * interval '10 minutes' end
    from unnest($1::uuid[]) id, generate_series(current_date, current_date + 27, interval '1 day') day,
      generate_series(8, 21) hour,
      lateral (select day + hour * interval '1 hour' as at,
                      case when random() < 0.2 then 'hold' else 'booking' end as kind where hour > 0) c
   where random() < $2 on conflict do nothing`
