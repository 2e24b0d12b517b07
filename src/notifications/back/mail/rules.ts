import type { Receipt } from '../rules.ts'

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const isOurs = new RegExp(`^<?(${id})@`, 'i')
const isId = new RegExp(`^${id}$`, 'i')

/** Our message by the Message-ID that it went under, or null. */
export const messageNamed = (messageId: unknown): string | null =>
  typeof messageId === 'string' ? (isOurs.exec(messageId.trim())?.[1]?.toLowerCase() ?? null) : null

/** The kinds of bounce after which Postmark tries no more, or will take nothing for that address. */
const postmarkGaveUp = new Set([
  'HardBounce',
  'BadEmailAddress',
  'ManuallyDeactivated',
  'SpamNotification',
  'SoftBounce',
  'DnsError',
  'Blocked',
  'DMARCPolicy',
])

/**
 * A bounce as Postmark tells of it; its own MessageID is no name of ours, so each mail says it once more, in what Postmark hands back.
 * Source: https://postmarkapp.com/developer/webhooks/bounce-webhook
 */
export function postmarkReceipt(json: unknown): Receipt | null {
  const { RecordType: type, Type: kind, Metadata: metadata } = recordOf(json)
  const { message } = recordOf(metadata)
  if (type !== 'Bounce' || typeof message !== 'string' || !isId.test(message)) return null
  return { message: message.toLowerCase(), failed: typeof kind === 'string' && postmarkGaveUp.has(kind) }
}

/** A failure as Mailgun tells of it. Source: https://documentation.mailgun.com/docs/mailgun/user-manual/events/webhooks */
export function mailgunReceipt(json: unknown): Receipt | null {
  const { event, severity, message } = recordOf(recordOf(json)['event-data'])
  const named = messageNamed(recordOf(recordOf(message)['headers'])['message-id'])
  return named === null ? null : { message: named, failed: event === 'failed' && severity === 'permanent' }
}

export const recordOf = (json: unknown): Record<string, unknown> =>
  typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
