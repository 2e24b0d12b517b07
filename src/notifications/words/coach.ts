import { byMode, span, when, type Appointment } from './facts.ts'
import { letter, type Letter } from './letter.ts'

/** What a coach is told of a session: when and how. Who it is with stands only behind the coach's own sign-in. */
export const coachNew = (session: Appointment): Letter =>
  letter(`New session, ${when(session)}`, ['You have a new session.', facts(session), today(session)])

export const coachMoved = (session: Appointment): Letter =>
  letter(`Session moved, ${when(session)}`, [
    'A session has moved. This is the new time.',
    facts(session),
    today(session),
  ])

export const coachCancelled = (session: Appointment): Letter =>
  letter(`Session cancelled, ${when(session)}`, [
    'A session is cancelled. The time is free again.',
    facts(session),
    today(session),
  ])

const facts = (session: Appointment) => ({
  facts: [
    ['Time', span(session)],
    ['How', byMode[session.mode]],
  ] as const,
})

const today = ({ link }: Appointment) => ({ link, words: 'See Today' })
