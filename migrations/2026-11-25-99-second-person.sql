-- A second person is somebody else in truth: not an account that the first one made, and not one that is new in its role.

/*
 * Whether somebody may be the second person beside another, in a role: neither gave the other a role, and they have had this
 * one for 72 hours. The first people of a deployment, whom its operator laid within its first 72 hours, need not wait.
 */
create function stands_apart(p_second uuid, p_first uuid, p_role text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select not exists (select from staff_role r
      where (r.staff_id = p_second and r.given_by = p_first) or (r.staff_id = p_first and r.given_by = p_second))
    and exists (select from staff_role r where r.staff_id = p_second and r.role = p_role and r.ended_at is null
      and (r.given_at <= clock_now() - interval '72 hours'
        or (r.given_by is null and r.given_at < (select min(given_at) from staff_role) + interval '72 hours')))
$$;
grant execute on function stands_apart(uuid, uuid, text) to lay_lead, lay_governance;

/* Its arguments: the columns of the first and of the second person, and the second's role or the column that has it. */
create function second_person() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_row jsonb := to_jsonb(new);
begin
  if not stands_apart((v_row ->> tg_argv[1])::uuid, (v_row ->> tg_argv[0])::uuid, coalesce(v_row ->> tg_argv[2], tg_argv[2])) then
    raise check_violation using constraint = 'second_person',
      message = 'the second person invited the first, was invited by them, or is new in their role';
  end if;
  return new;
end $$;
create trigger apart_approving before update of approved_by on break_glass for each row
  when (new.approved_by is not null and new.approved_by is distinct from old.approved_by)
  execute function second_person('asked_by', 'approved_by', 'governance');
create trigger apart_reviewing before update of delay_reviewed_by on break_glass for each row
  when (new.delay_reviewed_by is not null and new.delay_reviewed_by is distinct from old.delay_reviewed_by)
  execute function second_person('asked_by', 'delay_reviewed_by', 'governance');
create trigger apart_reviewing before update of reviewed_by on opening for each row
  when (new.reviewed_by is not null and new.reviewed_by is distinct from old.reviewed_by)
  execute function second_person('opened_by', 'reviewed_by', 'governance');
create trigger apart_agreeing before update of agreed_by on recovery for each row
  when (new.agreed_by is not null and new.agreed_by is distinct from old.agreed_by)
  execute function second_person('started_by', 'agreed_by', 'agreed_as');

/*
 * Everybody of governance hears that somebody came to govern, lead or run the machines, so that none of them comes unseen: a
 * mail in neutral words, one a minute at most, and who it is on their page.
 */
create function tell_of_arrival() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_to uuid[];
begin
  with told as (
    insert into message (kind, subject_id, subject_sequence, recipient, channel, due_at, try_at)
      select 'staff-arrival', s.id, floor(extract(epoch from clock_now()) / 60)::integer, 'address', 'email', clock_now(), clock_now()
        from staff s where s.active and s.id <> new.staff_id
         and exists (select from staff_role g where g.staff_id = s.id and g.role = 'governance' and g.ended_at is null)
      on conflict do nothing returning subject_id)
  select array_agg(subject_id) into v_to from told;
  if v_to is not null then perform enqueue_job('messages', v_to); end if;
  return null;
end $$;
create trigger arrival after insert on staff_role for each row
  when (new.role in ('governance', 'lead_ops', 'sysadmin')
    and (new.given_by is not null or current_setting('role') = 'lay_ops'))
  execute function tell_of_arrival();
