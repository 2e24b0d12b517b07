import type { Tx } from '#lib/sql'
import { enqueue } from '#jobs'
import { cameBack } from '../deliver.ts'
import type { Channel } from '../kinds.ts'
import { markUndelivered } from '../queries.ts'

/** Says that a message did not arrive. The worker sees to it, once: the same again, or one of nothing that is known, changes nothing. Whether it was news. */
export async function undelivered(tx: Tx, messageId: string, channel: Channel): Promise<boolean> {
  const news = (await markUndelivered.one(tx, messageId, channel))?.news === true
  if (news) await enqueue(tx, cameBack, [messageId])
  return news
}
