-- What a message must be is said in one check again: that none both keeps the quiet hours and may come at any time among it.
create function sound_message(kind text, recipient text, channel text, state text, sent_at timestamptz, fault text, keeps_quiet boolean,
  any_time boolean) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind ~ '^[a-z]+([.-][a-z]+)*$' and recipient in ('client', 'coach', 'address') and channel in ('email', 'text')
    and state in ('waiting', 'sent', 'skipped', 'failed') and (state = 'sent') = (sent_at is not null)
    and (fault is null or fault in ('refused', 'unreachable', 'late', 'lost', 'unsayable', 'no-sender', 'too-many', 'undelivered'))
    and not (any_time and keeps_quiet);
end $$;
revoke execute on function sound_message(text, text, text, text, timestamptz, text, boolean, boolean) from public;
grant execute on function sound_message(text, text, text, text, timestamptz, text, boolean, boolean)
  to lay_client, lay_coach, lay_governance, lay_lead, lay_ops, lay_public, lay_rota, lay_worker;
alter table message drop constraint message_quiet_or_not, drop constraint message_sound,
  add constraint message_sound check (sound_message(kind, recipient, channel, state, sent_at, fault, keeps_quiet, any_time));
drop function sound_message(text, text, text, text, timestamptz, text);
