-- A message that was not sent because its contact had so many in a day.
alter table message drop constraint message_fault_check;
alter table message add constraint message_fault_check
  check (fault in ('refused', 'unreachable', 'late', 'lost', 'unsayable', 'no-sender', 'too-many'));
