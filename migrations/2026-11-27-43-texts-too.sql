-- Who ticked texts beside mail, so that it stands ticked when they correct their details.
alter table booking_person add column texts_too boolean not null default false;
grant update (texts_too) on booking_person to lay_public;
