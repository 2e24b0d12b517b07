-- When a coach is busy elsewhere is for themselves, and for whoever reckons what is free; their pages show no other's.
alter policy reading on busy_time to lay_public, lay_ops, lay_worker;
create policy own_reading on busy_time for select to lay_coach using (coach_id = (select me()));
