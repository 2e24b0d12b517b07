-- How many texts a text was sent, and is paid for, as.
alter table message add column fragments smallint;
grant update (fragments) on message to lay_worker;
