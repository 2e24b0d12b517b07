-- When a step of recovery last failed for a session, when that was last written to the log, and when a call alone was asked for.
alter table rehome_task add column failed_at timestamptz, add column fault_said_at timestamptz, add column called_at timestamptz;
grant update (failed_at, fault_said_at, called_at) on rehome_task to lay_worker;
