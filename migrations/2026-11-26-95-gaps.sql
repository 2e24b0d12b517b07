-- What a coach answered for one day when asked to open more time: that they opened it, or not on that day.
create table gap_answer (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  on_date date not null,
  answer text not null check (answer in ('opened', 'not')),
  answered_at timestamptz not null default clock_now(),
  starts_at timestamptz,
  ends_at timestamptz,
  -- Keeps what was opened from everybody until those who wait were asked.
  claim_id uuid references claim on delete set null,
  check ((answer = 'opened') = (starts_at is not null and ends_at is not null))
);
comment on table gap_answer is 'room: booking';
create unique index one_no_a_day on gap_answer (coach_id, on_date) where answer = 'not';
create index on gap_answer (coach_id, on_date);
create index gap_answer_claim on gap_answer (claim_id) where claim_id is not null;
create index on gap_answer (answered_at);
select secure('gap_answer');
grant select, insert on gap_answer to lay_coach;
create policy own on gap_answer to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
grant select, update (claim_id), delete on gap_answer to lay_worker;
create policy working on gap_answer to lay_worker using (true) with check (true);

create index request_without_times on request_record (asked_at) where earliest_start is null;
create index on unmet_demand (recorded_at);

/*
 * Whether a coach meets what was asked for with a booking: the meaning of matching.ts, for the few questions that only the database
 * may answer. A test holds the two together.
 */
create function meets(c coach, p_service text, p_mode text, p_matched text[]) returns boolean language sql stable
set search_path = pg_catalog, public, pg_temp as $$
  select c.active and p_mode = any (c.modes)
     and case when p_service = 'lay-too' and 'ethnically-diverse' = any (p_matched) then 'lay-too-ed' else p_service end = any (c.services)
     and (c.ethnically_diverse or not ('ethnically-diverse' = any (p_matched) or p_service = 'lay-too-ed'))
     and not exists (select from unnest(p_matched) word
       where word like 'named=%' and substr(word, 7) <> c.id::text
          or word like 'gender=%' and substr(word, 8) is distinct from c.gender
          or word like 'language=%' and not exists (select from unnest(c.languages) spoken
            where lower(spoken) = lower(substr(word, 10)) or starts_with(lower(spoken), lower(substr(word, 10)) || '-')
               or starts_with(lower(substr(word, 10)), lower(spoken) || '-')))
$$;
revoke execute on function meets(coach, text, text, text[]) from public;

-- Who waits for a sooner time that the coach who asks could give: what for and until when, and never who.
create function waits_for_me() returns table (client_id uuid, service_key text, longer boolean, from_at timestamptz, before_at timestamptz, passed text[],
  refused text[]) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select b.client_id, b.service_key, b.longer, greatest(a.not_before, clock_now()), b.starts_at, a.passed,
         array(select to_char(o.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from offer o
           where o.booking_id = b.id and o.kind = 'sooner' and o.state in ('declined', 'lapsed') and o.starts_at > clock_now())
    from waiting_alert a join booking b on b.id = a.booking_id join coach c on c.id = me() and current_setting('role') = 'lay_coach'
   where b.status = 'booked' and b.starts_at > clock_now() and b.interpreter = '{}' and meets(c, b.service_key, b.mode, b.matched_on)
     and not exists (select from offer o where o.booking_id = b.id and o.kind = 'sooner' and o.state = 'open' and o.until > clock_now())
     and not exists (select from rehome_task t where t.booking_id = b.id and t.settled_at is null)
$$;
revoke execute on function waits_for_me() from public;

-- What people look for that the coach who asks could give, and in which part of the day; in the last day, counted by nobody's name.
create function looked_for_me() returns table (service_key text, wanted text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.service_key, 'sooner', r.asked_at from request_record r join coach c on c.id = me() and current_setting('role') = 'lay_coach'
   where r.earliest_start is null and r.asked_at > clock_now() - interval '1 day' and r.match = 'any'
     and meets(c, r.service_key, r.mode, case when r.ethnically_diverse then '{ethnically-diverse}'::text[] else '{}' end)
  union all
  select u.service_key, u.wanted, u.recorded_at from unmet_demand u join coach c on c.id = me() and current_setting('role') = 'lay_coach'
   where u.recorded_at > clock_now() - interval '1 day' and u.match = 'any' and u.wanted in ('sooner', 'morning', 'afternoon', 'evening', 'weekend')
     and meets(c, u.service_key, u.mode, case when u.ethnically_diverse then '{ethnically-diverse}'::text[] else '{}' end)
$$;
revoke execute on function looked_for_me() from public;

-- For what kinds of session somebody waits or looked; nothing where nobody does.
create function kinds_wanted(out service_key text, out longer boolean)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select w.service_key, w.longer from waits_for_me() w union select l.service_key, false from looked_for_me() l
$$;

-- Of starts, each of a kind of session: how many people wait for such a time, and how many looked in vain in the last day.
create function wanted_at(p_starts timestamptz[], p_services text[], p_longer boolean[], p_minutes integer[], out starts_at timestamptz,
  out waiting bigint, out looked bigint)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as materialized (select * from unnest(p_starts, p_services, p_longer, p_minutes) as t (at, service, longer, minutes)),
  waits as materialized (select * from waits_for_me()),
  looks as materialized (select * from looked_for_me())
  select a.at,
         count(distinct w.client_id),
         max((select count(*) from looks l where l.service_key = a.service and not a.longer and case l.wanted
           when 'morning' then extract(hour from a.at at time zone 'Europe/London') < 12
           when 'afternoon' then extract(hour from a.at at time zone 'Europe/London') between 12 and 16
           when 'evening' then extract(hour from a.at at time zone 'Europe/London') >= 17
           when 'weekend' then extract(isodow from a.at at time zone 'Europe/London') >= 6
           else true end))
    from asked a left join waits w on w.service_key = a.service and w.longer = a.longer and a.at >= w.from_at
     and a.at + a.minutes * interval '1 minute' <= w.before_at
     and not to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') = any (w.passed)
     and not exists (select from unnest(w.refused) r where r::timestamptz < a.at + a.minutes * interval '1 minute'
       and a.at < r::timestamptz + a.minutes * interval '1 minute')
   group by a.at order by a.at limit 200
$$;
revoke execute on function kinds_wanted(), wanted_at(timestamptz[], text[], boolean[], integer[]) from public;
grant execute on function kinds_wanted(), wanted_at(timestamptz[], text[], boolean[], integer[]) to lay_coach;
