-- Somebody's interest in what cannot be booked by time yet: a group, coaching for a team, an away day. Nothing here says
-- where anybody works.
create table enquiry (
  -- Comes with the form, so that pressing twice leaves one.
  id uuid primary key,
  service_key text not null,
  service_version integer not null,
  received_at timestamptz not null default clock_now(),
  -- What kind of group and when it would suit, in words from closed lists.
  group_kind text check (group_kind in ('wellbeing', 'same-work', 'shared-background', 'any')),
  suits text[] not null default '{}' check (suits <@ array['morning', 'afternoon', 'evening', 'weekend']),
  team_size integer check (team_size between 2 and 500),
  minutes integer check (minutes between 30 and 480),
  area text references board,
  -- In the person's own words.
  aim text not null check (length(aim) <= 2000),
  dates text not null check (length(dates) <= 500),
  email text not null check (length(email) <= 254),
  answered_at timestamptz,
  foreign key (service_key, service_version) references service_version (key, version)
);
create index enquiry_waiting on enquiry (received_at) where answered_at is null;
comment on table enquiry is 'room: enquiries';

-- The pages write and cannot read back. Operators see that somebody asks, for what and for how many; who it is and what
-- they wrote is seen one at a time, after it has been recorded.
grant insert on enquiry to lay_public;
grant select (id, service_key, service_version, received_at, group_kind, suits, team_size, minutes, area, answered_at)
  on enquiry to lay_ops;
grant update (answered_at) on enquiry to lay_ops;
grant select on enquiry to lay_opening;
grant select (id, received_at, answered_at), delete on enquiry to lay_worker;

select make_queue('enquiry-purge', true);
