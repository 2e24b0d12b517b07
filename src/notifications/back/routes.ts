import { anyone, type Db } from '#lib/door'
import { field, NotFound, type Reply, type Route } from '#web'
import type { TextAccount } from '../senders/text/account.ts'
import type { Channel } from '../kinds.ts'
import type { MailReceipts } from './mail/account.ts'
import { mailgunReceipt, postmarkReceipt } from './mail/rules.ts'
import { notifyReceipt, twilioReceipt, type Receipt } from './rules.ts'
import { isByMailgun, isByNotify, isByPostmark, isByTwilio } from './signed.ts'
import { undelivered } from './undelivered.ts'

export type ReceiptPorts = { db: Db; baseUrl: string; texts: TextAccount | null; mailReceipts?: MailReceipts | null }

/** Where gateways say what became of texts, and relays what became of mail. Whoever does not show that it is they finds nothing here. */
export const receiptRoutes = ({ db, baseUrl, texts, mailReceipts = null }: ReceiptPorts): Route[] => [
  {
    method: 'POST',
    path: '/receipts/notify',
    may: 'anyone',
    takes: 'json',
    byService: true,
    shows: (visit) => isByNotify(texts, visit),
    handle: (visit) => taken(db, notifyReceipt(visit.json), 'text'),
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
      return taken(db, twilioReceipt(message, field(visit, 'MessageStatus')), 'text')
    },
  },
  {
    method: 'POST',
    path: '/receipts/postmark',
    may: 'anyone',
    takes: 'json',
    byService: true,
    shows: (visit) => isByPostmark(mailReceipts, visit),
    handle: (visit) => taken(db, postmarkReceipt(visit.json), 'email'),
  },
  {
    method: 'POST',
    path: '/receipts/mailgun',
    may: 'anyone',
    takes: 'json',
    byService: true,
    handle: async (visit) => {
      if (!isByMailgun(mailReceipts, visit)) throw new NotFound()
      return taken(db, mailgunReceipt(visit.json), 'email')
    },
  },
]

/** What did not arrive is seen to by the worker. */
async function taken(db: Db, receipt: Receipt | null, channel: Channel): Promise<Reply> {
  if (receipt?.failed) await db.withActor(anyone, (tx) => undelivered(tx, receipt.message, channel))
  return { kind: 'empty', status: 204 }
}
