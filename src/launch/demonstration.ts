import type pg from 'pg'

/** Writes whether this database is a demonstration's, where anybody may be anybody: as it is started, whatever it was. */
export async function markDemonstration(owner: pg.Client, demo: boolean): Promise<void> {
  await owner.query(
    demo ? 'insert into demonstration default values on conflict do nothing' : 'delete from demonstration',
  )
}
