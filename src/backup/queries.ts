import { count, instant, integer, maybe, query, text, uuid } from '#lib/sql'

/** The server as it is: which one, and on which of its timelines it writes. */
export const serverNow = query(
  { systemId: text, timeline: integer },
  `select system_identifier::text as "systemId",
          ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer as timeline
     from pg_control_system()`,
)

export const stampOf = query(
  { systemId: text, timeline: integer, ledgerId: maybe(uuid), opened: count, lastBackup: maybe(text) },
  `select system_id as "systemId", timeline, ledger_id as "ledgerId", opened, last_backup as "lastBackup"
     from environment_stamp`,
)

/** Says of the database which server, timeline and ledger it now belongs to, and that it was opened. */
export const writeStamp = query(
  { opened: count },
  `insert into environment_stamp (system_id, timeline, ledger_id, opened) values ($1, $2, $3, $4)
   on conflict (only_one) do update set system_id = $1, timeline = $2, ledger_id = $3, opened = $4, stamped_at = clock_now()
   returning opened`,
)

export const markBackup = query({}, `update environment_stamp set last_backup = $1`)

export const heldErasures = query({ line: count }, `select line from erasure_done order by line`)

/** Says in the act's own transaction that the line is carried out. */
export const holdErasure = query({}, `select from note_erasure($1::bigint)`)

/** Begins a backup: the server names where replaying has to begin. */
export const beginBackup = query({ lsn: text }, `select pg_backup_start($1, true)::text as lsn`)

/** Ends it, once all that replaying needs is in the archive. */
export const endBackup = query(
  { lastWal: text, label: text, tablespaces: text },
  `select pg_walfile_name(lsn) as "lastWal", labelfile as label, spcmapfile as tablespaces from pg_backup_stop(true)`,
)

export const archiving = query(
  { mode: text, command: text },
  `select current_setting('archive_mode') as mode, current_setting('archive_command') as command`,
)

export const archiver = query(
  { failing: maybe(text), at: maybe(instant) },
  `select last_failed_wal as failing, last_failed_time as at from pg_stat_archiver
    where last_failed_time > coalesce(last_archived_time, '-infinity')`,
)

export const tablesOf = query(
  { name: text },
  `select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'pgboss') order by 1`,
)
