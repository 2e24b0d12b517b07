-- Which link a booking's messages carry. A corrected contact gets another: the one that went astray leads nowhere.
alter table booking add column link_number integer not null default 0;
