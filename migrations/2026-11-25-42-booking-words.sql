-- Somebody said that they are not sure which coaching they want; their coach helps them choose.
alter table booking add column unsure boolean not null default false;

-- Where the person wants their messages. Without an answer of theirs: by mail where there is an address.
alter table booking_person add column channel text not null default 'email' check (channel in ('email', 'text'));
update booking_person set channel = 'text' where email is null;
