-- How many complaints about data wait for somebody, and which are late: not acknowledged or not answered by their day.
create function complaints_waiting(out waiting bigint, out late text[]) language sql stable security definer
set search_path = pg_catalog, public, pg_temp as $$
  select count(*), coalesce(array_agg(reference order by received_at)
      filter (where case when acknowledged_at is null then acknowledge_by else answer_by end
        < (clock_now() at time zone 'Europe/London')::date), '{}')
    from data_complaint where answered_at is null
$$;
grant execute on function complaints_waiting() to lay_governance, lay_ops;
