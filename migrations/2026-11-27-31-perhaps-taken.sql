/*
 * A relay or a gateway that took a message and whose answer was lost has perhaps delivered it, whatever becomes of the next try: what
 * is told later goes by that, and so does a receipt that comes between two tries.
 */
alter table message add column perhaps_at timestamptz;
grant update (perhaps_at) on message to lay_worker;

create or replace function message_undelivered(p_message uuid, p_channel text) returns boolean language sql security definer
set search_path = pg_catalog, public, pg_temp as $$
  with said as (
    update message set state = 'failed', fault = 'undelivered', sent_at = null
     where id = p_message and channel = p_channel and due_at > clock_now() - interval '8 days'
       and (state = 'sent' or state = 'waiting' and coalesce(taken_at, perhaps_at) is not null)
    returning id)
  select exists (select from said)
$$;
