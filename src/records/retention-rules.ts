import { count, query, type Query } from '#lib/sql'

/** A kind of record that is swept in one statement; the statement says how many are gone. */
type Sweep = { of: string; kind: string; name: string; sweep: Query<{ gone: number }> }

const sweepOf = (text: string) => query({ gone: count }, text)

/**
 * How long each kind is kept, as the programme's defaults say (seed/reference/retention.json; a data protection officer may
 * set others). What is swept here; `elsewhere` names the rest.
 */
export const rules = {
  /** Goals and actions, and the name on a booking: 24 months from the last session or the last time somebody was there. */
  client: { of: ['client_goals_and_actions', 'booking_identified'], months: 24, name: 'P24M from last activity' },
  sweeps: [
    {
      of: 'coach_private_notes',
      kind: 'notes of coaches',
      name: 'P12M from client closed',
      sweep: sweepOf(`select expire_notes() as gone`),
    },
    {
      of: 'unfinished_sign_up',
      kind: 'unfinished sign-ups',
      name: 'P7D from last activity',
      sweep: sweepOf(`select expire_unfinished() as gone`),
    },
    {
      of: 'reply_to_text',
      kind: 'replies to messages',
      name: 'P6M from received',
      sweep: sweepOf(`select expire_replies() as gone`),
    },
    {
      of: 'audit_log',
      kind: 'entries of the trail',
      name: 'P6Y from event',
      sweep: sweepOf(`select expire_trail() as gone`),
    },
  ] satisfies Sweep[],
} as const

/** What governance looks at before it is destroyed. */
export const reviewed = {
  escalation_safeguarding: 'P8Y',
  data_protection_complaint: 'P6Y',
  coach_file: 'P6Y',
} as const
export type Reviewed = keyof typeof reviewed
export const isReviewed = (kind: string): kind is Reviewed => Object.hasOwn(reviewed, kind)

/** Who else sees to a rule: a room that sweeps its own, or that there is nothing to sweep. */
export const elsewhere: Readonly<Record<string, 'notifications' | 'never kept' | 'not asked here'>> = {
  message_metadata: 'notifications',
  message_content: 'never kept',
  video_or_audio: 'never kept',
  questionnaire_answers: 'not asked here',
  equality_monitoring: 'not asked here',
  service_complaint: 'not asked here',
}
