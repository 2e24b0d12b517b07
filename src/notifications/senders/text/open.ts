import type { Sender, Text } from '../../rendered.ts'
import { notifySender } from './notify.ts'
import { twilioSender } from './twilio.ts'

/** The sender of texts that TEXT_URL names. Throws a sentence where it cannot be used; the secret is not in it. */
export function textSender(textUrl: string, now: () => Temporal.Instant = () => Temporal.Now.instant()): Sender<Text> {
  const url = new URL(textUrl)
  return url.protocol === 'notify:' ? notifySender(url, now) : twilioSender(url, now)
}
