-- As before; and a message that waits because its relay takes nothing from us says so.
create or replace function sound_message(kind text, recipient text, channel text, state text, sent_at timestamptz, fault text, keeps_quiet boolean,
  any_time boolean) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind ~ '^[a-z]+([.-][a-z]+)*$' and recipient in ('client', 'coach', 'address') and channel in ('email', 'text')
    and state in ('waiting', 'sent', 'skipped', 'failed') and (state = 'sent') = (sent_at is not null)
    and (fault is null or fault in ('refused', 'turned-away', 'unreachable', 'late', 'lost', 'unsayable', 'no-sender', 'too-many',
      'undelivered'))
    and not (any_time and keeps_quiet);
end $$;
