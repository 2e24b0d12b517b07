import { programmeZone } from '#lib/time'
import type { Reply } from '#web'
import { problems, type Problem } from './problems.ts'

/** What a call is answered with, before it becomes a reply: it can be kept and given again. */
export type Answer =
  { status: number; body: unknown } | { status: number; problem: string; title: string; more?: Record<string, unknown> }

export type Fault = { path: string; message: string }

export function problem(code: Problem, more?: Record<string, unknown>): Answer {
  const { status, title } = problems[code]
  return { status, problem: code, title, ...(more ? { more } : {}) }
}

export const invalid = (errors: readonly Fault[]): Answer => ({
  status: 422,
  problem: 'invalid',
  title: 'Some of what was sent is not right',
  more: { errors },
})

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
  at.toZonedDateTimeISO(programmeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })
