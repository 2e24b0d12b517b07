/*
 * A message that was handed over did not arrive, as its receipt or a letter that came back says: true where that is news. It can come
 * while the message is still being handed over. Who hears of it may know of messages nothing else.
 */
create function message_undelivered(p_message uuid, p_channel text) returns boolean language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with said as (
    update message set state = 'failed', fault = 'undelivered', sent_at = null
     where id = p_message and channel = p_channel and due_at > clock_now() - interval '8 days'
       and (state = 'sent' or state = 'waiting' and taken_at is not null)
    returning id)
  select exists (select from said)
$$;
revoke execute on function message_undelivered(uuid, text) from public;
grant execute on function message_undelivered(uuid, text) to lay_public, lay_worker;
drop function text_undelivered(uuid);

-- How far each mailbox that people answer to is read, by the keyed hash of its address. A server that counts anew says so by `validity`.
create table mailbox_place (
  mailbox bytea primary key check (length(mailbox) = 32),
  validity bigint not null,
  uid bigint not null,
  read_at timestamptz not null default clock_now()
);
comment on table mailbox_place is 'room: mailbox';
select secure('mailbox_place');
grant select, insert, update on mailbox_place to lay_worker;
create policy working on mailbox_place to lay_worker using (true) with check (true);

select make_queue('mailbox-read', true);
