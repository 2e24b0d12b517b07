import type { z } from 'zod'
import type { Reply } from '#web'

/** What a call is answered with, before it becomes a reply: it can be kept and given again. */
export type Answer =
  { status: number; body: unknown } | { status: number; problem: string; title: string; more?: Record<string, unknown> }

export type Fault = { path: string; message: string }

const problems = {
  'no-such-slot': [422, 'Nobody works at that time, or it is outside the rules'],
  'slot-taken': [409, 'Everybody who works at that time is taken'],
  'hold-used': [409, 'This hold has been used'],
  'hold-expired': [409, 'This hold has run out and its time has gone'],
  'already-cancelled': [409, 'This booking is cancelled'],
  'too-late': [409, 'This booking has started'],
  'not-found': [404, 'There is no such thing, or it is not yours'],
  'idempotency-mismatch': [422, 'This idempotency key was used for another call'],
  'too-many-holds': [429, 'This key has 1,000 live holds'],
} as const

export type Problem = keyof typeof problems

export function problem(code: Problem, more?: Record<string, unknown>): Answer {
  const [status, title] = problems[code]
  return { status, problem: code, title, ...(more ? { more } : {}) }
}

export const invalid = (errors: readonly Fault[]): Answer => ({
  status: 422,
  problem: 'invalid',
  title: 'Some of what was sent is not right',
  more: { errors },
})

/** What a schema found wrong, as paths and sentences. */
export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.flatMap(({ path, message, code, ...rest }) =>
    code === 'unrecognized_keys' && 'keys' in rest
      ? (rest.keys as string[]).map((key) => ({
          path: [...path, key].join('.'),
          message: 'is not a field of this call',
        }))
      : [{ path: path.join('.'), message }],
  )

export function toReply(answer: Answer): Reply {
  const headers = answer.status === 429 ? { 'retry-after': '30' } : {}
  return 'problem' in answer
    ? {
        kind: 'problem',
        status: answer.status,
        code: answer.problem,
        title: answer.title,
        headers,
        ...(answer.more ? { more: answer.more } : {}),
      }
    : { kind: 'json', status: answer.status, body: answer.body }
}

/** An instant as the API writes it: ISO 8601 with London's offset. */
export const londonTime = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Europe/London').toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })
