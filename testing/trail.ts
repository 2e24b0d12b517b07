import type pg from 'pg'

/**
 * Waits until every transaction that wrote to the trail counts as ended. On a server that other tests use too, an older
 * one of theirs may still be open, and then a checkpoint rightly leaves entries to the next.
 */
export async function whenAllEnded(admin: pg.Client): Promise<void> {
  const open = 'select from audit_event where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1'
  while ((await admin.query(open)).rowCount);
}

/** Does something while the trail takes no entry: its table refuses each, by a constraint named `trail_is_broken`. */
export async function withBrokenTrail(admin: pg.Client, work: () => Promise<void>): Promise<void> {
  await admin.query('alter table audit_event add constraint trail_is_broken check (false) not valid')
  try {
    await work()
  } finally {
    await admin.query('alter table audit_event drop constraint trail_is_broken')
  }
}
