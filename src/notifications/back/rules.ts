/** A text that somebody sent us: the gateway's own name for it, the number it came from, and its words. */
export type Reply = { named: string; from: string; words: string }

/** What a receipt says: of which message, and whether it failed for good. */
export type Receipt = { message: string; failed: boolean }

const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** How Notify says that it has given up, for whatever reason: nothing more is heard of that text. */
const notifyGaveUp = new Set(['permanent-failure', 'temporary-failure', 'technical-failure'])
/** The same of Twilio. */
const twilioGaveUp = new Set(['undelivered', 'failed'])

/** A receipt of Notify, or null where it is of nothing of ours. Source: https://docs.notifications.service.gov.uk/rest-api.html */
export function notifyReceipt(json: unknown): Receipt | null {
  const { reference, status } = recordOf(json)
  return receipt(reference, notifyGaveUp.has(String(status)))
}

/** A receipt of Twilio. Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
export const twilioReceipt = (message: string, status: string): Receipt | null =>
  receipt(message, twilioGaveUp.has(status))

const receipt = (message: unknown, failed: boolean): Receipt | null =>
  typeof message === 'string' && isId.test(message) ? { message, failed } : null

/** A text that came by Notify, or null where it is none. Its numbers have no plus. */
export function notifyReply(json: unknown): Reply | null {
  const { id, source_number: from, message } = recordOf(json)
  if (typeof from !== 'string' || typeof message !== 'string' || typeof id !== 'string') return null
  return { named: id, from: /^\d{10,15}$/.test(from) && !from.startsWith('0') ? `+${from}` : from, words: message }
}

/** The same of Twilio: a picture without words has none. */
export const twilioReply = (named: string, from: string, words: string): Reply | null =>
  named === '' || from === '' ? null : { named, from, words }

const recordOf = (json: unknown): Record<string, unknown> =>
  typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
