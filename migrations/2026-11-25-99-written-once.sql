-- A complaint that is sent twice is kept once: whoever sends the same form again is told what they were told before.
drop function new_complaint(uuid, text, bytea, bytea);

/*
 * Keeps the keys of a complaint in the transaction that makes it; of one that is there already, says what was promised.
 * Only the form that it was written in knows its id.
 */
create function new_complaint(complaint uuid, kek text, wrapped_words bytea, wrapped_email bytea)
returns table (reference text, acknowledge_by date, answer_by date)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- A lock of its own statement, so that what the other press wrote is seen after it.
  perform pg_advisory_xact_lock(hashtextextended(complaint::text, 6));
  return query select c.reference, c.acknowledge_by, c.answer_by from data_complaint c where c.id = complaint;
  if found then return; end if;
  if exists (select from wrapped_key k where k.subject = complaint) then
    raise exception 'An id is one thing''s alone' using errcode = '23505';
  end if;
  perform keep_key(complaint, 'case', kek, wrapped_words);
  if wrapped_email is not null then perform keep_key(complaint, 'contact', kek, wrapped_email); end if;
end $$;
revoke execute on function new_complaint(uuid, text, bytea, bytea) from public;
grant execute on function new_complaint(uuid, text, bytea, bytea) to lay_public;

-- The end of one's own trail is read as all of it is, by row policies.
drop function my_chain_end();
