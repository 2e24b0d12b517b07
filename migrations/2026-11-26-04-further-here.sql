-- Whether an appointment is a further one is asked of the browser's own appointments alone, under its own policy. Nothing
-- looks for a contact among everybody's any more, so neither its function nor its index is needed.
drop function unverified_ahead(bytea, uuid);
drop index booking_of_contact;
create index booking_not_proved on booking (browser) where verified_at is null and status = 'booked' and browser is not null;
