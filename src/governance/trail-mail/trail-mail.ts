import { checkpointNumber } from '#audit'
import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { plan, trailLine, type Renderer } from '#notifications'

/** What the message is about: the trail, of which there is one. */
const trail = '00000000-0000-4000-8000-000000000071'
const kind = 'trail-checkpoint'

/** Plans the mail of the newest checkpoint, once for each. Without an address there is nothing to do. */
export async function mailCheckpoint({ db, clock }: { db: Db; clock: Clock }, to: string | null): Promise<void> {
  if (to === null) return
  await db.withActor(worker, async (tx) => {
    const newest = await checkpointNumber.one(tx, null)
    if (!newest) return
    await plan(tx, [
      {
        kind,
        subjectId: trail,
        subjectSequence: newest.seq,
        recipient: 'address',
        channel: 'email',
        dueAt: clock(),
      },
    ])
  })
}

/** Writes it: a number and a hash, which say nothing of anybody. */
export const trailRenderers = (to: string | null): Record<string, Renderer> => ({
  [kind]: async (tx, { subjectSequence }) => {
    const found = to === null ? undefined : await checkpointNumber.one(tx, subjectSequence)
    return found && to !== null ? { channel: 'email', to, ...trailLine(found) } : null
  },
})
