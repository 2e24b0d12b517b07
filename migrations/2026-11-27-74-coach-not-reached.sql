-- A coach whom a message about a session did not reach is told by somebody.
alter table task drop constraint task_kind_check,
  add constraint task_kind_check
    check (kind in ('call', 're-home', 'interpreter', 'interpreter-off', 'hand-over', 'bounce', 'coach-bounce', 'outcome'));
