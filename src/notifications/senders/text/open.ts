import type { Sender, Text } from '../../rendered.ts'
import type { TextAccount } from './account.ts'
import { notifySender } from './notify.ts'
import { twilioReceiptsAt } from '../../back/signed.ts'
import { twilioSender } from './twilio.ts'

/** What a sender of texts has beside its account; `altered` hears when other words than ours went out. */
export type TextPorts = { now: () => Temporal.Instant; altered: () => void; baseUrl: string }

/** The sender of texts for an account. */
export const textSender = (account: TextAccount, { now, altered, baseUrl }: TextPorts): Sender<Text> =>
  account.kind === 'notify'
    ? notifySender(account, now, altered)
    : twilioSender(account, now, (id) => twilioReceiptsAt(baseUrl, id))
