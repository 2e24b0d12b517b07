-- Codes have a queue of their own: worth nothing after half a minute, they never wait behind a backlog of other messages.
select make_queue('codes');
grant select (is_code) on message to lay_public, lay_coach;
