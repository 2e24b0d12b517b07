import { fullWhenWords, timeWords } from '#lib/time'

export type Mode = 'video' | 'phone'

/** What a message may say of an appointment: never a name, a person, a subject or a service. */
export type Appointment = { startsAt: Temporal.Instant; endsAt: Temporal.Instant; mode: Mode; link: string }

/** "Monday 23 November 2026, 6:30pm": the same words as on the pages. */
export const when = ({ startsAt }: Pick<Appointment, 'startsAt'>) => fullWhenWords(startsAt)

/** "Monday 23 November 2026, 6:30pm to 7:15pm (UK time)". */
export const span = ({ startsAt, endsAt }: Pick<Appointment, 'startsAt' | 'endsAt'>) =>
  `${fullWhenWords(startsAt)} to ${timeWords(endsAt)} (UK time)`

export const byMode = { video: 'by video', phone: 'by phone' } as const satisfies Record<Mode, string>
