-- The culturally responsive pathway is counted beside whatever else was asked for, so that it never disappears in 'several'.
alter table request_record add column ethnically_diverse boolean not null default false;
alter table unmet_demand add column ethnically_diverse boolean not null default false;
alter table request_record drop constraint request_record_match_check;
update request_record set ethnically_diverse = true where match = 'ethnically-diverse' or service_key = 'lay-too-ed';
update unmet_demand set ethnically_diverse = true where match = 'ethnically-diverse' or service_key = 'lay-too-ed';
update request_record set match = 'any' where match = 'ethnically-diverse';
update unmet_demand set match = 'any' where match = 'ethnically-diverse';
alter table request_record
  add constraint request_record_match_check check (match in ('any', 'named', 'same', 'language', 'gender', 'several'));
alter table unmet_demand
  add constraint unmet_demand_match_check check (match in ('any', 'named', 'same', 'language', 'gender', 'several'));
