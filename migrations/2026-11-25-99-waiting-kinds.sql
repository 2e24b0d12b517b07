-- With a code alone a passphrase or a passkey may be asked for and nothing else: contacts change at level 2, and accounts come
-- together by add_my_contact().
drop policy waits on client_change;
create policy waits on client_change for insert to lay_client
  with check (client_id = (select me()) and kind in ('passphrase', 'passkey')
    and due_at >= clock_now() + interval '72 hours' and done_at is null);
