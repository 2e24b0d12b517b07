-- A message that was handed over and did not arrive, as its receipt says.
create or replace function sound_message(kind text, recipient text, channel text, state text, sent_at timestamptz, fault text)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind ~ '^[a-z]+([.-][a-z]+)*$' and recipient in ('client', 'coach', 'address') and channel in ('email', 'text')
    and state in ('waiting', 'sent', 'skipped', 'failed') and (state = 'sent') = (sent_at is not null)
    and (fault is null or fault in ('refused', 'unreachable', 'late', 'lost', 'unsayable', 'no-sender', 'too-many', 'undelivered'));
end $$;

/*
 * A text's receipt says that it did not arrive: true where that is news. It can come while the text is still being handed over. The
 * web, which hears of it, may know of messages nothing else.
 */
create function text_undelivered(p_message uuid) returns boolean language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with said as (
    update message set state = 'failed', fault = 'undelivered', sent_at = null
     where id = p_message and channel = 'text' and due_at > clock_now() - interval '8 days'
       and (state = 'sent' or state = 'waiting' and taken_at is not null)
    returning id)
  select exists (select from said)
$$;
revoke execute on function text_undelivered(uuid) from public;
grant execute on function text_undelivered(uuid) to lay_public;

select make_queue('message-came-back');

-- Found by the other contact of a booking, to which goes what did not arrive by the first.
create index booking_second_contact on booking ((contact_hashes[2])) where contact_hashes[2] is not null;
