-- The number of whoever has the duty: it stands on the pages of coaches, to be rung whatever else does not work.
alter table programme_version add column duty_phone text check (length(duty_phone) <= 200);
