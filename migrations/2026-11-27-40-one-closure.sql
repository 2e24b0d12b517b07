-- A closure said twice is one: of those with the same services and time one stays, and no second one comes beside it. What was
-- said of the others stays among the changes.
delete from closure twice using closure one
 where twice.service_key is not distinct from one.service_key and twice.during = one.during and twice.id > one.id;
create unique index one_closure_of_a_time on closure (coalesce(service_key, ''), during);
