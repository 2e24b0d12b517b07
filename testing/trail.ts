import type pg from 'pg'

/**
 * Waits until every transaction that wrote to the trail counts as ended. On a server that other tests use too, an older
 * one of theirs may still be open, and then a checkpoint rightly leaves entries to the next.
 */
export async function whenAllEnded(admin: pg.Client): Promise<void> {
  const open = 'select from audit_event where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1'
  while ((await admin.query(open)).rowCount);
}
