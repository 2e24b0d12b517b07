-- Since when a message has been in somebody's hands: it may have been handed over from then on. Empty again once a
-- worker has said what became of it.
alter table message add column taken_at timestamptz;
grant update (taken_at) on message to lay_worker;
