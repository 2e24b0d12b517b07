import { timeWords } from '#lib/time'
import { when, span, byMode, type Appointment } from './facts.ts'
import { letter, type Letter } from './letter.ts'

/** The code that was asked for. It stands in the first line, where a phone shows it without opening the mail. */
export const code = (digits: string): Letter =>
  letter('Your code', [
    `Your code is ${digits}`,
    'It works for 10 minutes, on the page where you asked for it. We will never ask you to tell us your code.',
    'If you did not ask for a code, you do not need to do anything.',
  ])

export const codeText = (digits: string): string => `Your code is ${digits}. It works for 10 minutes.`

/** `until`: the moment at which it is let go without the code. */
export type ToKeep = Appointment & { code: string; until: Temporal.Instant }

/** A further appointment that a browser booked under one address: kept when the code is entered within half an hour. */
export const keep = (kept: ToKeep): Letter =>
  letter(`Your appointment, ${when(kept)}`, [
    `To keep this appointment, enter this code on the page where you booked it: ${kept.code}`,
    {
      facts: [
        ['Time', span(kept)],
        ['How', byMode[kept.mode]],
      ],
    },
    `There is already an appointment under this address. Without a code, this one is cancelled at ${timeWords(kept.until)}.`,
    'The code works for 10 minutes. You can ask for a new one on the same page.',
    { link: kept.link, words: 'See your appointment' },
  ])

export const keepText = (kept: ToKeep): string =>
  `To keep your appointment, ${when(kept)}, enter ${kept.code} on the page where you booked it. It works for 10 minutes.`
