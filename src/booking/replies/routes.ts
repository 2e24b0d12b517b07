import {
  isByNotify,
  isByTwilio,
  notifyReply,
  receiptRoutes,
  twilioReply,
  type MailReceipts,
  type Reply,
  type TextAccount,
} from '#notifications'
import { field, NotFound, type Reply as Answer, type Route } from '#web'
import { takeText, type ReplyPorts } from './take.ts'

type BackPorts = ReplyPorts & { baseUrl: string; texts: TextAccount | null; mailReceipts?: MailReceipts | null }

/** What comes back from texts and mail: what became of each, and what people answer to texts. Only their gateway finds anything here. */
export const backRoutes = (ports: BackPorts): Route[] => [
  ...receiptRoutes(ports),
  {
    method: 'POST',
    path: '/replies/notify',
    may: 'anyone',
    takes: 'json',
    byService: true,
    shows: (visit) => isByNotify(ports.texts, visit),
    handle: async (visit) => {
      return taken(ports, notifyReply(visit.json))
    },
  },
  {
    method: 'POST',
    path: '/replies/twilio',
    may: 'anyone',
    takes: 'form',
    byService: true,
    handle: async (visit) => {
      if (!isByTwilio(ports.texts, `${ports.baseUrl}/replies/twilio`, visit)) throw new NotFound()
      return taken(ports, twilioReply(field(visit, 'MessageSid'), field(visit, 'From'), visit.form['Body']?.[0] ?? ''))
    },
  },
]

async function taken(ports: BackPorts, reply: Reply | null): Promise<Answer> {
  if (reply) await takeText(ports, reply)
  return { kind: 'empty', status: 204 }
}
