import { fullWhenWords, timeWords } from '#lib/time'
import { byMode, span, when, type Appointment, type Mode } from './facts.ts'
import { letter, type Letter, type Part } from './letter.ts'

export type Booked = Appointment & { reference: string }
/** Who cancelled: the person, we, the service because nobody could be there, or nobody: a time was let go whose code was not entered. */
export type CancelledBy = 'you' | 'us' | 'service' | 'nobody'
export type Gone = Pick<Appointment, 'startsAt' | 'endsAt'> & { by: CancelledBy; link: string }

/** A new appointment: when, how, and where to see, move or cancel it. */
export const confirmation = (booked: Booked): Letter =>
  letter(`Your appointment, ${when(booked)}`, ['Your appointment is booked.', ...details(booked), ...change(booked)])

/** The new time of an appointment, and the one that is no more, so that nobody mistakes which of theirs has moved. */
export const moved = ({ was = null, ...booked }: Booked & { was?: Temporal.Instant | null }): Letter =>
  letter(`Your appointment has moved, ${when(booked)}`, [
    'Your appointment has moved. This is the new time.',
    ...details(booked),
    ...(was ? [`It was on ${when({ startsAt: was })} before.`] : []),
    ...change(booked),
  ])

/** The same time, and another person. */
export const reassigned = (booked: Booked): Letter =>
  letter(`Your appointment, ${when(booked)}`, [
    'Your appointment stays at the same time. Another person will be there for you.',
    ...details(booked),
    ...change(booked),
  ])

/** Times that are kept for somebody whose appointment cannot be as it was booked, and until when. */
export type Choice = Booked & { until: Temporal.Instant }

export const alternatives = (choice: Choice): Letter =>
  letter(`Please choose another time for your appointment, ${when(choice)}`, [
    'We are sorry. We cannot be there for your appointment.',
    {
      facts: [
        ['Time', span(choice)],
        ['Reference', choice.reference],
      ],
    },
    `We keep other times for you until ${fullWhenWords(choice.until)} UK time. Please choose one.`,
    { link: choice.link, words: 'Choose another time' },
    'If you do not choose, we cancel the appointment and call or write to you.',
  ])

export const stands = (booked: Booked): Letter =>
  letter(`Your appointment stays as it was, ${when(booked)}`, [
    'We are sorry that we asked you to choose another time. You do not need to: your appointment stays as it was.',
    ...details(booked),
    ...change(booked),
  ])

/** A time that opened before an appointment's own, with that one as it is now, and until when it is kept. */
export type Sooner = Choice & { now: Temporal.Instant }

export const sooner = (kept: Sooner): Letter =>
  letter(`A sooner time for your appointment, ${when(kept)}`, [
    'You asked us to tell you if something opens sooner. This time is free now.',
    {
      facts: [
        ['Time', span(kept)],
        ['Reference', kept.reference],
      ],
    },
    `We keep it for you alone until ${timeWords(kept.until)} UK time. You can take it, or say no and stay in line for another.`,
    { link: kept.link, words: 'Take it, or say no' },
    `If you do nothing, your appointment stays on ${when({ startsAt: kept.now })}.`,
  ])

export const cancelled = (gone: Gone): Letter =>
  letter(`Your appointment is cancelled, ${when(gone)}`, [
    goneWords[gone.by],
    { facts: [['Time', span(gone)]] },
    'There is nothing you need to do.',
    { link: gone.link, words: 'Find another time' },
  ])

export const reminder = (booked: Booked): Letter =>
  letter(`Reminder: your appointment, ${when(booked)}`, [
    'This is a reminder of your appointment.',
    ...details(booked),
    ...change(booked),
  ])

/** The same for a text: one fragment of 160 characters with any ordinary address. */
export const confirmationText = (booked: Booked): string => `Your appointment: ${short(booked)} ${booked.link}`
export const reassignedText = (booked: Booked): string => `Same time, another person: ${short(booked)} ${booked.link}`
export const alternativesText = (choice: Choice): string =>
  `Sorry, we cannot be there ${when(choice)}. Choose again, ref ${choice.reference}: ${choice.link}`

export const soonerText = (kept: Sooner): string =>
  `Sooner time, kept until ${timeWords(kept.until)}: ${when(kept)}. Ref ${kept.reference}. Take it or say no: ${kept.link}`
export const standsText = (booked: Booked): string =>
  `Your appointment stays as it was: ${short(booked)} ${booked.link}`
export const movedText = (booked: Booked): string => `Your appointment has moved: ${short(booked)} ${booked.link}`
/** The answer to MOVE. */
export const moveLinkText = (booked: Booked): string =>
  `To move or cancel your appointment ${when(booked)} UK time, ref ${booked.reference}: ${booked.link}`
export const reminderText = (booked: Booked): string => `Reminder: appointment ${short(booked)} ${booked.link}`
export const cancelledText = (gone: Gone): string => `Your appointment, ${when(gone)}, is cancelled. ${gone.link}`

export const moveLink = (booked: Booked): Letter =>
  letter(`Your appointment, ${when(booked)}`, [
    'You asked to move your appointment. You can do this here.',
    {
      facts: [
        ['Time', span(booked)],
        ['Reference', booked.reference],
      ],
    },
    { link: booked.link, words: 'See your appointment, or move or cancel it' },
  ])

/** A kind word to whoever missed an appointment: no reproach, and the way to another. */
export const missed = ({ startsAt, link }: { startsAt: Temporal.Instant; link: string }): Letter =>
  letter(`Your appointment, ${when({ startsAt })}`, [
    `We are sorry that we missed you on ${when({ startsAt })}. You do not need to give a reason, and nothing changes for you.`,
    'If you want another time, you can choose one here, whenever it suits you.',
    { link, words: 'Find another time' },
  ])
export const missedText = ({ link }: { link: string }): string =>
  `Sorry that we missed you. If you want another time, choose one whenever it suits you: ${link}`

/** Ten minutes before. */
export const soonText = ({ startsAt, mode, link }: Appointment): string =>
  `Your appointment is at ${timeWords(startsAt)}. ${mode === 'phone' ? 'We will call you.' : 'Join:'} ${link}`

/** What an appointment's calendar entry says besides its neutral title. */
export const calendarWords = (mode: Mode): string => (mode === 'phone' ? 'By phone: we will call you.' : 'By video.')

const short = (booked: Booked) => `${when(booked)} UK time, ${byMode[booked.mode]}. Ref ${booked.reference}`

const details = (booked: Booked): Part[] => [
  {
    facts: [
      ['Time', span(booked)],
      ['How', byMode[booked.mode]],
      ['Reference', booked.reference],
    ],
  },
  how[booked.mode],
]

const how: Record<Mode, string> = {
  video: 'To join, open the link below. You can join from 15 minutes before the start.',
  phone: 'We will call you at this time. The call may come from a withheld number.',
}

const change = ({ link }: Booked): Part[] => [
  { link, words: 'See your appointment, or move or cancel it' },
  'To move or cancel it we send you a code first. You can do this at any time before the start, and you do not need to give a reason.',
]

const goneWords: Record<CancelledBy, string> = {
  you: 'Your appointment is cancelled, as you asked.',
  us: 'We are sorry. We have had to cancel your appointment.',
  service: 'We are sorry. We have had to cancel your appointment, and will call or write to you about another.',
  nobody: 'Your appointment is cancelled, because the code we sent to keep it was not entered in time.',
}
