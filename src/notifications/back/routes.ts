import { anyone, type Db } from '#lib/door'
import { enqueue } from '#jobs'
import { field, NotFound, type Reply, type Route } from '#web'
import { cameBack } from '../deliver.ts'
import { markUndelivered } from '../queries.ts'
import type { TextAccount } from '../senders/text/account.ts'
import { notifyReceipt, twilioReceipt, type Receipt } from './rules.ts'
import { isByNotify, isByTwilio } from './signed.ts'

export type ReceiptPorts = { db: Db; baseUrl: string; texts: TextAccount | null }

/** Where gateways say what became of texts. Whoever does not show that it is they finds nothing here. */
export const receiptRoutes = ({ db, baseUrl, texts }: ReceiptPorts): Route[] => [
  {
    method: 'POST',
    path: '/receipts/notify',
    may: 'anyone',
    takes: 'json',
    byService: true,
    handle: async (visit) => {
      if (!isByNotify(texts, visit)) throw new NotFound()
      return taken(db, notifyReceipt(visit.json))
    },
  },
  {
    method: 'POST',
    path: '/receipts/twilio',
    may: 'anyone',
    takes: 'form',
    byService: true,
    handle: async (visit) => {
      const message = visit.query['message'] ?? ''
      if (!isByTwilio(texts, `${baseUrl}/receipts/twilio?message=${message}`, visit)) throw new NotFound()
      return taken(db, twilioReceipt(message, field(visit, 'MessageStatus')))
    },
  },
]

/** What did not arrive is seen to by the worker. The same receipt again, or one of nothing that is known, changes nothing. */
async function taken(db: Db, receipt: Receipt | null): Promise<Reply> {
  if (receipt?.failed)
    await db.withActor(anyone, async (tx) => {
      if ((await markUndelivered.one(tx, receipt.message))?.news) await enqueue(tx, cameBack, [receipt.message])
    })
  return { kind: 'empty', status: 204 }
}
