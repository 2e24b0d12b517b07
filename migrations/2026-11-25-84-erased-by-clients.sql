-- Clients erase themselves, in a transaction of their own role.
grant execute on function note_erasure(bigint) to lay_client;
