import { worker } from '#lib/door'
import { kinds } from '../messages/kinds.ts'
import { planOnce } from '../messages/missed-cover.ts'
import type { RecoveryPorts } from '../rehome/away.ts'
import { takeDeclined } from './queries.ts'

/** Tells whoever offered a swap that it was declined, once: a colleague who declines does not know by which ways. */
export const tellDeclined = (ports: Pick<RecoveryPorts, 'db' | 'clock' | 'textSender'>): Promise<void> =>
  ports.db.withActor(worker, async (tx) => {
    for (const declined of await takeDeclined(tx)) await planOnce(tx, kinds.coachDeclined, declined, ports)
  })
