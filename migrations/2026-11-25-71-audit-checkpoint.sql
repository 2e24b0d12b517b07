-- Signed checkpoints: what no chain can say of itself. Their leaves are heads of chains, in the order in which they were
-- first seen, in one tree that only grows (RFC 6962): a new checkpoint costs what has changed since the last, and its root
-- stands for every head there ever was.
create table audit_checkpoint (
  seq bigint primary key check (seq > 0),
  -- Counts the times that the database's own numbering of transactions may have begun anew.
  epoch integer not null check (epoch > 0),
  at timestamptz not null default clock_now(),
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  prev bytea check ((seq = 1) = (prev is null)),
  -- Every transaction before this one had ended.
  watermark xid8 not null,
  -- Which server and database this was made in: another one means a restored copy.
  place text not null,
  key text not null,
  signature bytea not null,
  hash bytea not null unique
);
comment on table audit_checkpoint is 'room: audit';

create table audit_leaf (
  position bigint primary key check (position >= 0),
  subject_id uuid not null,
  n bigint not null check (n > 0),
  hash bytea not null check (octet_length(hash) = 32),
  unique (subject_id, n)
);
comment on table audit_leaf is 'room: audit';

-- Roots of the tree's complete parts, by level and place: with them any leaf's path is read and never computed anew.
create table audit_node (
  level smallint not null check (level >= 0),
  position bigint not null check (position >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (level, position)
);
comment on table audit_node is 'room: audit';

do $$
declare t text;
begin
  foreach t in array array['audit_checkpoint', 'audit_leaf', 'audit_node'] loop
    perform secure(t::regclass);
    execute format('create policy sealing on %I for insert to lay_worker with check (true)', t);
    execute format('create policy looking_back on %I for select to lay_worker, lay_ops using (true)', t);
    execute format('grant insert on %I to lay_worker', t);
    execute format('grant select on %I to lay_worker, lay_ops', t);
  end loop;
end $$;

-- The worker sees where chains end and not what was done; the operator's command line, which checks them, sees all.
create policy heads on audit_event for select to lay_worker using (true);
grant select (subject_id, n, hash, xid) on audit_event to lay_worker;
create policy checking on audit_event for select to lay_ops using (true);
grant select on audit_event to lay_ops;
create policy checking on audit_late for select to lay_ops using (true);
grant select (id, at) on audit_late to lay_ops;

select make_queue('audit-checkpoint', true);
