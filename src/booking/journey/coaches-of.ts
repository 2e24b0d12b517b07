import type { Availability, KnownCoach } from '../availability/live.ts'
import { nextTime } from '../next-time.ts'
import type { Mode, Wish } from '../wish.ts'
import type { Answers } from './answers.ts'
import type { CoachFilter } from './coach-filter.ts'
import { wishOf } from './wish-of.ts'

export const bothModes: readonly Mode[] = ['video', 'phone']

/** A coach who can be chosen, the answers that choosing them amounts to, and when they are next free. */
export type Choice = { coach: KnownCoach; answers: Answers; modes: Mode[]; next: number | null }

/** The ways of talking that a wish can have: those of its service, and of its coach where it names one. */
export const modesWith = (availability: Availability, { service, coachId }: Wish): Mode[] => {
  const coach = coachId === undefined ? undefined : availability.coach(coachId)
  return bothModes.filter((mode) => service.modes.includes(mode) && (coach?.modes.includes(mode) ?? true))
}

/** Coaches who meet a filter for the topic that was answered, soonest free first. */
export function choicesBy(availability: Availability, answers: Answers, filter: CoachFilter, now: number): Choice[] {
  const { coachId: _coach, language: _language, gender: _gender, ethnicallyDiverse: _listed, ...rest } = answers
  const wanted: Answers = { ...rest, ...filter, who: 'choose' }
  const wish = wishOf(wanted, availability.services())
  const coaches = wish ? availability.coaches(wish, bothModes) : []
  return inOrder(coaches.map((coach) => choice(availability, wanted, coach, now)))
}

/** A coach met before, and whether that was on the ethnically diverse pathway. */
export type Met = { coachId: string; ethnicallyDiverse: boolean }

/**
 * Coaches met before who offer what was asked for. The pathway on which somebody met a coach goes on with that coach;
 * a preference that the coach does not meet is left out, since the coach is who was asked for.
 */
export function choicesAmong(availability: Availability, answers: Answers, met: readonly Met[], now: number): Choice[] {
  return inOrder(met.flatMap((one) => again(availability, answers, one, now) ?? []))
}

function again(availability: Availability, answers: Answers, { coachId, ethnicallyDiverse }: Met, now: number) {
  const { coachId: _coach, language, gender, ethnicallyDiverse: asked, ...rest } = answers
  const plain: Answers = { ...rest, who: 'same' }
  const listed: Answers[] = asked || ethnicallyDiverse ? [{ ...plain, ethnicallyDiverse: true }] : []
  const preferred = { ...(language ? { language } : {}), ...(gender ? { gender } : {}) }
  for (const one of [...listed, plain].flatMap((each) => [{ ...each, ...preferred }, each])) {
    const wish = wishOf(one, availability.services())
    const coach = wish && availability.coaches(wish, bothModes).find(({ id }) => id === coachId)
    if (coach) return choice(availability, one, coach, now)
  }
  return null
}

/** What choosing a coach amounts to. A way of talking that this coach does not offer is asked for anew. */
function choice(availability: Availability, wanted: Answers, coach: KnownCoach, now: number): Choice {
  const { mode, ...rest } = wanted
  const wish = wishOf({ ...rest, coachId: coach.id }, availability.services())!
  const modes = modesWith(availability, wish)
  const answers = { ...rest, coachId: coach.id, ...(mode && modes.includes(mode) ? { mode } : {}) }
  return { coach, answers, modes, next: nextTime(availability, wish, now, modes) }
}

const inOrder = (choices: Choice[]): Choice[] =>
  choices.sort(
    (a, b) => (a.next ?? Infinity) - (b.next ?? Infinity) || a.coach.name.localeCompare(b.coach.name, 'en-GB') || 0,
  )
