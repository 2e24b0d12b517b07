-- What the nightly look at the diary found. Every count must be 0.
create table diary_proof (
  at timestamptz primary key default clock_now(),
  -- Pairs of claims on one coach that overlap.
  claims bigint not null,
  -- Pairs of sessions of one coach that overlap, the gap after each counted in.
  bookings bigint not null,
  -- Sessions that stand without the claim that keeps their time.
  unclaimed bigint not null,
  -- Sessions that were booked or moved into an absence that had been recorded before.
  in_absence bigint not null
);
comment on table diary_proof is 'room: booking';

grant select on diary_proof to lay_public, lay_ops, lay_worker;
grant insert on diary_proof to lay_worker;
grant select (recorded_at) on absence to lay_worker;
select make_queue('diary-proof', true);

-- Holds that came to nothing go after a day, and their claims with them.
grant delete on claim to lay_worker;
create index on hold (claim_id);
create index hold_released on hold (made_at) where state = 'released';

-- When a message was sent, and to which booking it belonged, is kept for two years.
grant delete on message to lay_worker;
select make_queue('message-purge', true);
