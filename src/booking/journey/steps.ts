import type { Answers } from './answers.ts'

/** The questions in their order. The work-address page is an interruption, not a step. */
export const steps = ['topic', 'coach', 'how', 'time', 'contact', 'about-work', 'check'] as const
export type Step = (typeof steps)[number]

/** Whether a step has what the next one needs. */
const answered: Record<Step, (answers: Answers) => boolean> = {
  topic: ({ topic }) => topic !== undefined,
  coach: ({ who, coachId }) => who !== undefined && ((who !== 'choose' && who !== 'same') || coachId !== undefined),
  how: ({ mode }) => mode !== undefined,
  time: ({ holdId }) => holdId !== undefined,
  contact: ({ name, email, phone, mode }) =>
    name !== undefined && (email !== undefined || phone !== undefined) && (mode !== 'phone' || phone !== undefined),
  'about-work': ({ setting }) => setting !== undefined,
  check: () => false,
}

/** The first step whose answer is missing before the one asked for; null when that one may be shown. */
export function missingBefore(step: Step, answers: Answers): Step | null {
  return steps.slice(0, steps.indexOf(step)).find((earlier) => !answered[earlier](answers)) ?? null
}

/** Where to go after a step: on, or back to the answers when everything else is there already. */
export function after(step: Step, answers: Answers): string {
  const next = steps[steps.indexOf(step) + 1] ?? 'check'
  return pathOf(missingBefore('check', answers) === null ? 'check' : (missingBefore(next, answers) ?? next))
}

export const pathOf = (step: Step) => `/book/${step}`

/** The page before a step, for its back link. */
export const before = (step: Step): string => (step === 'topic' ? '/' : pathOf(steps[steps.indexOf(step) - 1]!))
