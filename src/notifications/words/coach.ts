import { byMode, span, when, type Appointment } from './facts.ts'
import { letter, type Letter, type Part } from './letter.ts'

/**
 * A session as a coach is told of it: when and how. Who it is with stands only behind the coach's own sign-in.
 * `was`: when the coach last heard that it would be, where it has moved.
 * `acknowledge`: the page on which to say that one will be there, where that is asked.
 */
export type CoachSession = Appointment & { acknowledge: string | null; was?: Temporal.Instant | null }

export const coachNew = (session: CoachSession): Letter =>
  letter(`New session, ${when(session)}`, ['You have a new session.', facts(session), ...leadsTo(session)])

export const coachMoved = (session: CoachSession): Letter =>
  letter(`Session moved, ${when(session)}`, [
    'A session has moved. This is the new time.',
    facts(session),
    ...(session.was ? [`It was on ${when({ startsAt: session.was })} before.`] : []),
    ...leadsTo(session),
  ])

export const coachCancelled = (session: Appointment): Letter =>
  letter(`Session cancelled, ${when(session)}`, [
    'A session is cancelled. The time is free again.',
    facts(session),
    today(session),
  ])

/** Of one that goes on with another coach. */
export const coachPassed = (session: Appointment): Letter =>
  letter(`Session passed on, ${when(session)}`, [
    'Somebody else has this session now. You need do nothing.',
    facts(session),
    today(session),
  ])

/** Of one that somebody else was to have, and could not: it did not pass on. */
export const coachKeeps = (session: Appointment): Letter =>
  letter(`Session still yours, ${when(session)}`, [
    'It is still yours. Somebody else was to have this session, and is not free.',
    facts(session),
    today(session),
  ])

/** Of one that was offered to a colleague for one of theirs. */
export const coachDeclined = (session: Appointment): Letter =>
  letter(`Session still yours, ${when(session)}`, [
    'It is still yours. The answer to your offer is: not this time.',
    facts(session),
    today(session),
  ])

/** Of one that the lead let go: its client is asked to choose another time. */
export const coachLetGo = (session: Appointment): Letter =>
  letter(`Session not yours now, ${when(session)}`, [
    'Somebody looks for another time with the client. You need do nothing.',
    facts(session),
    today(session),
  ])

/** To whoever was to have it. */
export const coachMissed = (session: Appointment): Letter =>
  letter(`Session not yours, ${when(session)}`, [
    'You do not have this session: the time is not free. You need do nothing.',
    facts(session),
    today(session),
  ])

/** How many sessions of a coach who is away go to others, and where that is shown. */
export type Away = { sessions: number; link: string }

export const coachAway = (away: Away): Letter =>
  letter('Your sessions are looked after', [
    `${afterWords(away)} You need do nothing, and hear no more of each.`,
    { link: away.link, words: 'See your times' },
  ])

export const coachAwayText = (away: Away): string => `${afterWords(away)} You need do nothing. ${away.link}`

const afterWords = ({ sessions }: Away) =>
  sessions === 1
    ? '1 of your sessions goes to somebody else or to another time, as you are not there.'
    : `${sessions} of your sessions go to others or to other times, as you are not there.`

/** The same for a text. */
export const coachNewText = (session: CoachSession): string => `New session: ${short(session)} ${next(session)}`
export const coachMovedText = (session: CoachSession): string => `Session moved: ${short(session)} ${next(session)}`
export const coachCancelledText = (session: Appointment): string =>
  `Session cancelled: ${short(session)} ${session.link}`

export const coachPassedText = (session: Appointment): string =>
  `Session passed on: ${short(session)} Somebody else has it now. ${session.link}`

export const coachKeepsText = (session: Appointment): string =>
  `It is still yours: ${short(session)} Somebody else is not free. ${session.link}`

export const coachDeclinedText = (session: Appointment): string =>
  `It is still yours: ${short(session)} Your offer: not this time. ${session.link}`

export const coachLetGoText = (session: Appointment): string =>
  `Not yours now: ${short(session)} Another time is looked for. ${session.link}`

export const coachMissedText = (session: Appointment): string =>
  `Session not yours: ${short(session)} The time is not free. ${session.link}`

const short = (session: Appointment) => `${when(session)} UK time, ${byMode[session.mode]}.`
const next = ({ acknowledge, link }: CoachSession) =>
  acknowledge === null ? link : `Will you be there? ${acknowledge}`

const facts = (session: Appointment) => ({
  facts: [
    ['Time', span(session)],
    ['How', byMode[session.mode]],
  ] as const,
})

/** Where it is soon, what is asked stands first. */
const leadsTo = (session: CoachSession): Part[] =>
  session.acknowledge === null
    ? [today(session)]
    : [
        'It is soon. Tell us that you will be there.',
        { link: session.acknowledge, words: 'I will be there' },
        today(session),
      ]

const today = ({ link }: Appointment) => ({ link, words: 'See Today' })
