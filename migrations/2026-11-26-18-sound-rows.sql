/*
 * PostgreSQL reads the CHECKs of a table anew from their text for each statement that writes to it, which on the tables
 * that every booking writes was a tenth of the whole. What a row must be is said there once, in a function that is read
 * once for each connection.
 */
create function sound_claim(during tstzrange, kind text, expires_at timestamptz) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return not isempty(during) and lower_inc(during) and not upper_inc(during)
    and coalesce(isfinite(lower(during)) and isfinite(upper(during)), false)
    and kind in ('hold', 'booking', 'group', 'supervision') and (kind = 'hold') = (expires_at is not null);
end $$;

create function sound_hold(starts_at timestamptz, ends_at timestamptz, browser bytea, api_key_id uuid, mode text, state text)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return ends_at > starts_at and (browser is null) <> (api_key_id is null) and mode in ('video', 'phone')
    and state in ('live', 'used', 'released');
end $$;

create function sound_booking(reference text, status text, starts_at timestamptz, ends_at timestamptz, mode text,
  interpreter text[], cancelled_by text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return ends_at > starts_at and reference ~ '^[A-HJKMNP-TV-Z2-9]{8}$' and mode in ('video', 'phone')
    and status in ('booked', 'cancelled', 'fulfilled', 'noshow') and interpreter <@ '{bsl,interpreter}'
    and (cancelled_by is null or cancelled_by in ('client', 'coach', 'service', 'unverified'));
end $$;

create function sound_audit_event(verb text, subject_kind text, actor_kind text, reason text, request_id text, n bigint,
  prev bytea, hash bytea) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return length(verb) between 1 and 60 and length(subject_kind) between 1 and 40 and length(actor_kind) between 1 and 40
    and (reason is null or length(reason) between 1 and 200)
    and (request_id is null or length(request_id) between 1 and 100)
    and position(e'\n' in concat(verb, subject_kind, actor_kind, reason, request_id)) = 0
    and n > 0 and (n = 1) = (prev is null) and octet_length(hash) = 32;
end $$;

create function sound_message(kind text, recipient text, channel text, state text, sent_at timestamptz, fault text)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind ~ '^[a-z]+([.-][a-z]+)*$' and recipient in ('client', 'coach', 'address') and channel in ('email', 'text')
    and state in ('waiting', 'sent', 'skipped', 'failed') and (state = 'sent') = (sent_at is not null)
    and (fault is null or fault in ('refused', 'unreachable', 'late', 'lost', 'unsayable', 'no-sender', 'too-many'));
end $$;

-- Whoever may write a row may have it looked at.
do $$
declare one record;
begin
  for one in
    select f.oid::regprocedure as checking, array_agg(distinct r.grantee) as writers
      from pg_proc f join information_schema.column_privileges r on 'sound_' || r.table_name = f.proname
     where f.proname like 'sound\_%' and f.pronamespace = 'public'::regnamespace and r.table_schema = 'public'
       and r.privilege_type in ('INSERT', 'UPDATE') and r.grantee like 'lay\_%'
     group by f.oid
  loop
    execute format('revoke execute on function %s from public', one.checking);
    execute format('grant execute on function %s to %s', one.checking,
      (select string_agg(quote_ident(w), ', ') from unnest(one.writers) w));
  end loop;
end $$;

alter table claim drop constraint claim_bounded, drop constraint claim_hold_expires, drop constraint claim_kind_check,
  add constraint claim_sound check (sound_claim(during, kind, expires_at));
alter table hold drop constraint hold_check, drop constraint hold_check1, drop constraint hold_mode_check,
  drop constraint hold_state_check,
  add constraint hold_sound check (sound_hold(starts_at, ends_at, browser, api_key_id, mode, state));
alter table booking drop constraint booking_check, drop constraint booking_cancelled_by_check,
  drop constraint booking_interpreter_check, drop constraint booking_mode_check, drop constraint booking_reference_check,
  drop constraint booking_status_check,
  add constraint booking_sound check (sound_booking(reference, status, starts_at, ends_at, mode, interpreter, cancelled_by));
alter table audit_event drop constraint audit_event_actor_kind_check, drop constraint audit_event_check,
  drop constraint audit_event_check1, drop constraint audit_event_check2, drop constraint audit_event_hash_check,
  drop constraint audit_event_reason_check, drop constraint audit_event_request_id_check,
  drop constraint audit_event_subject_kind_check, drop constraint audit_event_verb_check,
  add constraint audit_event_sound
    check (sound_audit_event(verb, subject_kind, actor_kind, reason, request_id, n, prev, hash));
alter table message drop constraint message_channel_check, drop constraint message_check, drop constraint message_fault_check,
  drop constraint message_kind_check, drop constraint message_recipient_check, drop constraint message_state_check,
  add constraint message_sound check (sound_message(kind, recipient, channel, state, sent_at, fault));
