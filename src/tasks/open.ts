import type { Tx } from '#lib/sql'
import { insertTask } from './queries.ts'
import type { TaskKind } from './rules.ts'

/** Opens a task for a session in the caller's transaction. One of that kind that is open already stays as it is. */
export async function openTask(
  tx: Tx,
  { kind, bookingId, dueAt }: { kind: TaskKind; bookingId: string; dueAt: Temporal.Instant },
): Promise<void> {
  await insertTask(tx, kind, bookingId, dueAt)
}
