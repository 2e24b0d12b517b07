-- What a database says of itself. It travels with every backup, so whoever opens the database sees that it is another, or
-- older, than the one that was last opened.
create table environment_stamp (
  only_one boolean primary key default true check (only_one),
  system_id text not null,
  timeline integer not null,
  -- Names the record of erasures, a file outside the database.
  ledger_id uuid,
  -- How often the product was opened on it.
  opened bigint not null,
  -- The newest backup that was begun before this state.
  last_backup text,
  stamped_at timestamptz not null default clock_now()
);
comment on table environment_stamp is 'room: backup';

-- Lines of the record of erasures that this database has carried out.
create table erasure_done (
  line bigint primary key check (line > 0),
  done_at timestamptz not null default clock_now()
);
comment on table erasure_done is 'room: backup';

alter table environment_stamp enable row level security;
alter table environment_stamp force row level security;
alter table erasure_done enable row level security;
alter table erasure_done force row level security;
create policy owner on environment_stamp to lay_owner using (true) with check (true);
create policy owner on erasure_done to lay_owner using (true) with check (true);

-- Whoever erases says so in the same transaction.
create function note_erasure(line bigint) returns void
  language sql volatile security definer set search_path = pg_catalog, public, pg_temp
  begin atomic
    insert into erasure_done (line) values (note_erasure.line) on conflict do nothing;
  end;
revoke execute on function note_erasure(bigint) from public;
grant execute on function note_erasure(bigint) to lay_worker, lay_ops;
