import type { Sender, Text } from '../../rendered.ts'
import type { TextAccount } from './account.ts'
import { notifySender } from './notify.ts'
import { twilioSender } from './twilio.ts'

/** The sender of texts for an account. */
export const textSender = (
  account: TextAccount,
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): Sender<Text> => (account.kind === 'notify' ? notifySender(account, now) : twilioSender(account, now))
