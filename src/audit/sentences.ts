import { civilDate, dateWords, timeWords } from '#lib/time'
import type { ActorKind } from './record.ts'
import { verbs } from './verbs.ts'

/** What a sentence is made of: who in which role and organisation, what, and when. */
export type Told = {
  verb: string
  actorKind: string
  /** The name of the client's own coach; null for everybody else, who is told by role alone. */
  ownCoach: string | null
  organisation: string | null
  at: Temporal.Instant
  /** Written after the act, because the act could not wait for it. */
  late: boolean
  /** Told later than it was done, because telling at once was judged to be unsafe. */
  delayed: boolean
}

const roles: Record<Exclude<ActorKind, 'client' | 'coach' | 'key' | 'operator' | 'worker'>, string> = {
  supervisor: 'A supervisor of coaches',
  partner_rota: 'The person who plans coaches’ time',
  lead_ops: 'A member of the team that runs the programme',
  governance: 'A member of clinical governance',
  duty_lead: 'The safety lead on duty',
  commissioner: 'A commissioner of the programme',
  evaluator: 'An evaluator of the programme',
  sysadmin: 'A system administrator',
}

/** Who did it, as the client is told: only their own coach by name. */
export function whoWords({ actorKind, ownCoach, organisation }: Pick<Told, 'actorKind' | 'ownCoach' | 'organisation'>) {
  const of = organisation === null ? '' : ` at ${organisation}`
  if (actorKind === 'client') return 'You'
  if (actorKind === 'coach') return ownCoach === null ? `A coach${of}` : `Your coach, ${ownCoach},`
  if (actorKind === 'key') return 'Another system, through which this was booked,'
  if (actorKind === 'operator') return 'The operator of this service'
  if (actorKind === 'worker') return 'This service by itself, with no person,'
  return `${roles[actorKind as keyof typeof roles] ?? 'Somebody'}${of}`
}

/** What was done, said to the client or of the client. */
export const whatWords = (verb: string, to: 'client' | 'others' = 'client'): string =>
  (verbs[verb] ?? 'did something that this page has no words for yet').replace(
    '$their',
    to === 'client' ? 'your' : 'the client’s',
  )

/** "Your coach, Dev, opened your session on Thursday 3 December 2026 at 6:02pm." */
export const sentenceOf = (told: Told): string => `${whoWords(told)} ${restOf(told)}`

/** What follows in a sentence after who did it. */
export function restOf(told: Told): string {
  const when = `on ${dateWords(civilDate(told.at))} at ${timeWords(told.at)}`
  const more = [
    told.delayed ? ' You are told later than usual, because telling you at once was judged to be unsafe.' : '',
    told.late ? ' This was written down after the act, which could not wait.' : '',
  ]
  return `${whatWords(told.verb)} ${when}.${more.join('')}`
}
