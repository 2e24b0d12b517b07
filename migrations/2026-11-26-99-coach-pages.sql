-- What a coach wrote of themselves for everybody to read, one version a row. The one that is accepted is public; what waits is not.
create table coach_page (
  id uuid primary key default gen_random_uuid(),
  coach_id uuid not null references coach,
  number integer not null,
  biography text not null check (length(biography) between 1 and 2000),
  -- The photo's hash; none without one.
  photo text check (photo ~ '^[0-9a-f]{64}$'),
  -- replaced: a later one stands or waits in its place. taken-down: by the coach, or as they left.
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'returned', 'replaced', 'taken-down')),
  written_at timestamptz not null default clock_now(),
  decided_at timestamptz,
  decided_by uuid references staff,
  -- What whoever sent it back said.
  answer text check (length(answer) between 1 and 1000),
  ended_at timestamptz,
  unique (coach_id, number),
  constraint decided check ((state in ('accepted', 'returned')) <= (decided_at is not null)),
  constraint sent_back_in_words check ((state = 'returned') = (answer is not null)),
  -- Nobody lets their own words through.
  constraint by_somebody_else check (decided_by <> coach_id)
);
comment on table coach_page is 'room: coaches';
create unique index one_page_waits on coach_page (coach_id) where state = 'waiting';
create unique index one_page_stands on coach_page (coach_id) where state = 'accepted';
create index on coach_page (decided_by) where decided_by is not null;

-- A photo of a version that waits or stands: only the parts of the file that make the picture.
create table coach_photo (
  coach_id uuid not null references coach,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('jpeg', 'png')),
  bytes bytea not null check (length(bytes) between 50 and 2000000),
  primary key (coach_id, hash)
);
comment on table coach_photo is 'room: coaches';
create index on coach_photo (hash);

select secure('coach_page'), secure('coach_photo');
grant select, insert (id, coach_id, number, biography, photo), update (state, ended_at) on coach_page to lay_coach;
create policy own on coach_page for select to lay_coach using (coach_id = (select me()));
create policy writing on coach_page for insert to lay_coach with check (coach_id = (select me()));
create policy taking_back on coach_page for update to lay_coach using (coach_id = (select me()) and state in ('waiting', 'accepted'))
  with check (coach_id = (select me()) and state in ('replaced', 'taken-down'));
grant select (id, coach_id, biography, photo, state, decided_at) on coach_page to lay_public;
create policy standing on coach_page for select to lay_public using (state = 'accepted');
grant select on coach_page to lay_rota, lay_lead;
create policy of_provider on coach_page for select to lay_rota, lay_lead
  using (coach_id in (select c.id from coach c where c.provider_id = (select my_provider())));

grant select, insert on coach_photo to lay_coach;
create policy own on coach_photo to lay_coach using (coach_id = (select me())) with check (coach_id = (select me()));
grant select on coach_photo to lay_public, lay_rota, lay_lead;
create policy standing on coach_photo for select to lay_public, lay_rota, lay_lead
  using (exists (select from coach_page p where p.coach_id = coach_photo.coach_id and p.photo = coach_photo.hash));

/* A version that neither waits nor stands has no photo any more. */
create function forget_photos() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from coach_photo f where f.coach_id = new.coach_id and not exists (select from coach_page p
    where p.coach_id = f.coach_id and p.photo = f.hash and p.state in ('waiting', 'accepted'));
  return null;
end $$;
revoke execute on function forget_photos() from public;
create trigger forget_photos after update of state on coach_page for each row execute function forget_photos();

/* Whoever leaves has no page. */
create function take_page_of_leaver() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
begin
  update coach_page set state = 'taken-down', ended_at = clock_now() where coach_id = new.id and state in ('waiting', 'accepted');
  return null;
end $$;
revoke execute on function take_page_of_leaver() from public;
create trigger take_page after update of active on coach for each row when (old.active and not new.active)
  execute function take_page_of_leaver();

/*
 * Somebody of a coach's own provider accepts what waits, which then stands in place of what stood, or sends it back with words. False
 * where it waits no longer: what was read is what is decided about.
 */
create function decide_page(p_id uuid, p_answer text) returns boolean language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare v_coach uuid;
begin
  if current_setting('role') not in ('lay_rota', 'lay_lead') or me() is null then return false; end if;
  select p.coach_id into v_coach from coach_page p join coach c on c.id = p.coach_id
   where p.id = p_id and p.state = 'waiting' and c.active and c.provider_id = my_provider() and p.coach_id <> me() for update of p;
  if v_coach is null then return false; end if;
  if p_answer is null then
    update coach_page set state = 'replaced', ended_at = clock_now() where coach_id = v_coach and state = 'accepted';
  end if;
  update coach_page set state = case when p_answer is null then 'accepted' else 'returned' end, answer = p_answer,
         decided_at = clock_now(), decided_by = me(), ended_at = case when p_answer is not null then clock_now() end
   where id = p_id;
  return true;
end $$;
revoke execute on function decide_page(uuid, text) from public;
grant execute on function decide_page(uuid, text) to lay_rota, lay_lead;
