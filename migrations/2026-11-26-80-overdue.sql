-- What an alert about a task is about: small numbers, since a message names its state by one.
alter table task add column number integer generated always as identity;
create unique index task_number on task (number);
select make_queue('task-overdue', true);
