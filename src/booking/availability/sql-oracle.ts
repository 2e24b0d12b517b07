import { toInstant, type Millis } from '#lib/time'
import type { Policy, Range } from './rules.ts'
import type { Start } from './search.ts'

/** Sends one statement and gives its rows. */
export type Send = (text: string, values: unknown[]) => Promise<Record<string, unknown>[]>

export type Asked = {
  service: string
  mode: string
  gender?: string | undefined
  coachId?: string | undefined
  language?: string | undefined
  ethnicallyDiverse?: boolean | undefined
  policy: Policy
  now: Millis
  from: Millis
  until: Millis
}

/** Keeps working hours, which only the rules of recurrence can tell, where the statements find them. */
export async function layWorking(send: Send, coaches: readonly { id: string; working: readonly Range[] }[]) {
  await send('create temp table if not exists oracle_working (coach_id uuid primary key, working tstzmultirange)', [])
  await send('truncate oracle_working', [])
  const rows = coaches.map(({ id, working }) => ({ coach_id: id, working: `{${working.map(asText).join(',')}}` }))
  await send(
    'insert into oracle_working select * from jsonb_to_recordset($1) as r (coach_id uuid, working tstzmultirange)',
    [JSON.stringify(rows)],
  )
  await send('analyze oracle_working', [])
}

/**
 * Works out working hours by SQL alone, of coaches whose patterns are daily or name days of the week and whose days that
 * differ speak of different times.
 */
export async function layWorkingBySql(send: Send, from: Millis, days: number) {
  await send('create temp table if not exists oracle_working (coach_id uuid primary key, working tstzmultirange)', [])
  await send('truncate oracle_working', [])
  await send(workingText, [`${toInstant(from)}`, days])
}

const workingText = `insert into oracle_working
with days as (
  select ($1::timestamptz at time zone 'Europe/London')::date + n as day from generate_series(-1, $2::integer + 1) as n
), usual as (
  select coach_id, range_agg(tstzrange((day + starts_at) at time zone zone, (day + ends_at) at time zone zone)) as during
    from coach_pattern, days
   where day between starts_on and coalesce(ends_on, 'infinity')
     and (rule = 'FREQ=DAILY' or substring(rule from 'BYDAY=(.*)') like
       '%' || (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[extract(isodow from day)] || '%')
   group by coach_id
), other as (
  select coach_id, kind,
         range_agg(tstzrange((on_date + starts_at) at time zone zone, (on_date + ends_at) at time zone zone)) as during
    from coach_exception group by coach_id, kind
)
select u.coach_id, u.during + coalesce(o.during, '{}') - coalesce(c.during, '{}') from usual u
  left join other o on o.coach_id = u.coach_id and o.kind = 'open'
  left join other c on c.coach_id = u.coach_id and c.kind = 'closed'`

const asText = ({ startsAt, endsAt }: Range) => `[${toInstant(startsAt)},${toInstant(endsAt)})`

/** The earliest starts and how many coaches could take each, by one SQL statement and nothing of the board's. */
export async function firstBySql(send: Send, asked: Asked, limit: number): Promise<Start[]> {
  const rows = await send(firstText, [...valuesOf(asked), limit])
  return rows.map((row) => ({ startsAt: Number(row['at']), coaches: Number(row['coaches']) }))
}

/** How many starts each civil day offers, days without any left out, by one SQL statement. */
export async function daysBySql(send: Send, asked: Asked): Promise<Map<string, number>> {
  const rows = await send(daysText, valuesOf(asked))
  return new Map(rows.map((row) => [String(row['day']), Number(row['starts'])]))
}

function valuesOf({ service, mode, policy, now, from, until, ...wish }: Asked): unknown[] {
  const { gender = null, coachId = null, language = null, ethnicallyDiverse = false } = wish
  const { zone, opensMinute, closesMinute, minutes, bufferMinutes, noticeMinutes, windowDays } = policy
  const rules = { zone, opensMinute, closesMinute, minutes, bufferMinutes, windowDays, every: policy.startEveryMinutes }
  const soonest = Math.max(from, now + noticeMinutes * 60_000)
  return [
    service,
    mode,
    JSON.stringify({ gender, coachId, language, ethnicallyDiverse }),
    JSON.stringify(rules),
    ...[now, soonest, until].map((at) => `${toInstant(at)}`),
  ]
}

/** For each coach the moments at which a session can begin: hours shortened by the session, gaps by session and gap. */
const possible = `with policy as materialized (
  select zone, make_interval(mins => minutes) as session, minutes, "bufferMinutes" as buffer, every,
         make_interval(mins => "opensMinute") as opens, make_interval(mins => "closesMinute") as closes,
         ($5::timestamptz at time zone zone)::date as today, "windowDays" as days
    from jsonb_to_record($4) as r (zone text, minutes integer, "bufferMinutes" integer, every integer,
      "opensMinute" integer, "closesMinute" integer, "windowDays" integer)
), starts as materialized (
  select at, day from policy, generate_series(0, days) as n, lateral (select today + n as day) d,
    generate_series((day + opens) at time zone zone, (day + closes) at time zone zone - session, '15 minutes') as at
   where at >= $6 and at < $7 and extract(minute from at at time zone zone)::integer % every = 0
), pool as (
  select c.id, c.daily_cap, make_interval(mins => p.minutes + greatest(p.buffer, c.gap_minutes)) as occupied,
         w.working, p.session, p.zone
    from coach c join oracle_working w on w.coach_id = c.id cross join policy p
      cross join jsonb_to_record($3) as wish (gender text, "coachId" uuid, language text, "ethnicallyDiverse" boolean)
   where c.active and (c.offers_until is null or c.offers_until > $5) and $1 = any(c.services) and $2 = any(c.modes)
     and (wish.gender is null or c.gender = wish.gender) and (wish."coachId" is null or c.id = wish."coachId")
     and (not wish."ethnicallyDiverse" or c.ethnically_diverse)
     and (wish.language is null or exists (select from unnest(c.languages) as spoken
       where starts_with(lower(spoken) || '-', lower(wish.language) || '-')
          or starts_with(lower(wish.language) || '-', lower(spoken) || '-')))
), shut as (
  select coalesce(range_agg(during), '{}') as during from closure where service_key is null or service_key = $1
), away as (
  select coach_id, range_agg(during) as during from (
    select coach_id, during from absence
    union all select coach_id, unnest(busy) from busy_time
    union all select coach_id, tstzrange(covers_until, null) from busy_time) as elsewhere group by coach_id
), live as (
  select coach_id, during, date_trunc('day', lower(during) at time zone zone) as day
    from claim, policy where active and (expires_at is null or expires_at > $5) and upper(during) > today at time zone zone
), taken as (
  select coach_id, range_agg(during) as during from live group by coach_id
), filled as (
  select l.coach_id, range_agg(tstzrange(l.day at time zone p.zone, (l.day + interval '1 day') at time zone p.zone)) as during
    from (select coach_id, day, count(*) as n from live group by coach_id, day) l join pool p on p.id = l.coach_id
   where l.n >= p.daily_cap group by l.coach_id
), possible as materialized (
  select p.id, works.during * gaps.during - coalesce(f.during, '{}') as during
    from pool p cross join shut left join away a on a.coach_id = p.id left join taken t on t.coach_id = p.id
      left join filled f on f.coach_id = p.id,
    lateral (select range_agg(tstzrange(lower(r), upper(r) - p.session, '[]')) as during
      from unnest(p.working - coalesce(a.during, '{}') - shut.during) as r where lower(r) + p.session <= upper(r)) works,
    lateral (select range_agg(tstzrange(lower(r), upper(r) - p.occupied, '[]')) as during
      from unnest('{(,)}'::tstzmultirange - coalesce(t.during, '{}')) as r
     where lower_inf(r) or upper_inf(r) or lower(r) + p.occupied <= upper(r)) gaps
)`

const firstText = `${possible}
select extract(epoch from s.at) * 1000 as at, count(*) as coaches
  from starts s join possible p on p.during @> s.at group by s.at order by s.at limit $8`

const daysText = `${possible}, anybody as materialized (select range_agg(during) as during from possible)
select day::text as day, count(*) as starts from starts, anybody where during @> at group by day`
