import { timeWords } from '#lib/time'
import { byMode, span, when, type Appointment, type Mode } from './facts.ts'
import { letter, type Letter, type Part } from './letter.ts'

export type Booked = Appointment & { reference: string }
/** Who cancelled: the person, the service, or nobody, when a time was let go because its code was not entered. */
export type CancelledBy = 'you' | 'us' | 'nobody'
export type Gone = Pick<Appointment, 'startsAt' | 'endsAt'> & { by: CancelledBy; link: string }

/** A new appointment: when, how, and where to see, move or cancel it. */
export const confirmation = (booked: Booked): Letter =>
  letter(`Your appointment, ${when(booked)}`, ['Your appointment is booked.', ...details(booked), ...change(booked)])

/** The new time of an appointment; the old one is not repeated. */
export const moved = (booked: Booked): Letter =>
  letter(`Your appointment has moved, ${when(booked)}`, [
    'Your appointment has moved. This is the new time.',
    ...details(booked),
    ...change(booked),
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
export const movedText = (booked: Booked): string => `Your appointment has moved: ${short(booked)} ${booked.link}`
export const reminderText = (booked: Booked): string => `Reminder: appointment ${short(booked)} ${booked.link}`
export const cancelledText = (gone: Gone): string => `Your appointment, ${when(gone)}, is cancelled. ${gone.link}`

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
  nobody: 'Your appointment is cancelled, because the code we sent to keep it was not entered in time.',
}
