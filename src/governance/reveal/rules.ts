import type { FieldErrors } from '#web'

/** Why somebody's name and contact may be wanted. */
export const taskKinds = {
  're-home': 'Their session needs another coach or time',
  bounce: 'A message did not reach them',
  'call-back': 'They asked us to call back',
  complaint: 'They complained',
} as const
export type TaskKind = keyof typeof taskKinds

export type TypedTask = { kind: string; reason: string }
export type NewTask = { kind: TaskKind; reason: string }

const least = 20
const most = 1_000
const leastWords = 5

const differentWords = (text: string) => new Set(text.toLowerCase().match(/\p{L}{2,}/gu)).size

/** What was typed as a task, or what is wrong with it. */
export function readTask({ kind, reason }: TypedTask): { task: NewTask } | { errors: FieldErrors } {
  const errors = {
    ...(Object.hasOwn(taskKinds, kind) ? {} : { kind: 'Choose what it is for' }),
    ...reasonErrors(reason),
  }
  return Object.keys(errors).length > 0 ? { errors } : { task: { kind: kind as TaskKind, reason: reason.trim() } }
}

/** What is wrong with a reason that somebody typed; nothing where it says enough. */
export function reasonErrors(reason: string, field = 'reason'): FieldErrors {
  const length = reason.trim().length
  if (length < least) return { [field]: `Say why in ${least} characters or more` }
  if (length > most) return { [field]: `Say why in ${most} characters or fewer` }
  if (differentWords(reason) < leastWords)
    return { [field]: `Say why in a sentence: ${leastWords} different words or more` }
  return reason.isWellFormed() && !/\0/.test(reason)
    ? {}
    : { [field]: 'This has a character in it that we cannot keep' }
}
