/*
 * Of starts, each of a kind of session: how many people wait for such a time, and how many looked in vain in the last day. Who let
 * a time pass that was free when they asked, or said no to one, does not wait for what overlaps it: nobody is asked to open that.
 */
create or replace function wanted_at(p_starts timestamptz[], p_services text[], p_longer boolean[], p_minutes integer[], out starts_at timestamptz,
  out waiting bigint, out looked bigint)
returns setof record language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as materialized (select at, service, longer, minutes, minutes * interval '1 minute' as long
    from unnest(p_starts, p_services, p_longer, p_minutes) as t (at, service, longer, minutes)),
  waits as materialized (select w.*, (
      select range_agg(tstzrange(one::timestamptz, one::timestamptz, '[]')) from unnest(w.passed || w.refused) one
       where one < (select to_char((max(a.at) + max(a.long)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from asked a)) as unwanted
    from waits_for_me() w),
  looks as materialized (select * from looked_for_me())
  select a.at,
         count(distinct w.client_id),
         max((select count(*) from looks l where l.service_key = a.service and not a.longer and case l.wanted
           when 'morning' then extract(hour from a.at at time zone 'Europe/London') < 12
           when 'afternoon' then extract(hour from a.at at time zone 'Europe/London') between 12 and 16
           when 'evening' then extract(hour from a.at at time zone 'Europe/London') >= 17
           when 'weekend' then extract(isodow from a.at at time zone 'Europe/London') >= 6
           else true end))
    from asked a left join waits w on w.service_key = a.service and w.longer = a.longer and a.at >= w.from_at and a.at + a.long <= w.before_at
     and not coalesce(w.unwanted && tstzrange(a.at - a.long, a.at + a.long, '()'), false)
   group by a.at order by a.at limit 200
$$;
