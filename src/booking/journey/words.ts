import { genderWords, languageName } from '#coaches'
import { sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import type { Mode } from '../wish.ts'
import type { Channel } from '../channel.ts'
import type { Adjustment, Answers, Topic } from './answers.ts'

/** The words of the answers, the same on every page that shows them. */
export const topicWords: Record<Topic, string> = {
  wellbeing: 'How I am doing',
  career: 'My career',
  leading: 'My team or leading people',
  unsure: 'I am not sure',
}

export const adjustmentWords: Record<Adjustment, string> = {
  captions: 'Captions',
  bsl: 'A British Sign Language interpreter',
  interpreter: 'An interpreter for another language',
  longer: 'A longer session',
  chat: 'Chat instead of speaking',
  companion: 'Someone with me',
}

export const modeWords = { video: 'By video', phone: 'By phone: your coach calls you' } as const

/** Coaches who chose to be listed so; nobody is asked to prove anything. */
export const listedWords = 'from an ethnically diverse background'

export const channelWords: Record<Channel, string> = { email: 'By email', text: 'By text message' }

/** "Today, 7:45pm, by phone, with Ama": the time that is kept, as every later page repeats it. */
export const keptWords = (
  { startsAt, mode, coachName }: { startsAt: Temporal.Instant; mode: Mode; coachName: string | undefined },
  now: Temporal.Instant,
): string =>
  [sentence(whenWords(startsAt, now)), `by ${mode}`, coachName && `with ${coachName}`].filter(Boolean).join(', ')

/** What was asked for in a coach besides a name: "from an ethnically diverse background", "speaks Hindi", "gender: woman". */
export const preferenceWords = ({ ethnicallyDiverse, language, gender }: Answers): string[] =>
  [
    ethnicallyDiverse && listedWords,
    language && `speaks ${languageName(language)}`,
    gender && `gender: ${genderWords(gender)?.toLowerCase()}`,
  ].filter((part) => typeof part === 'string')

/** The same with how the coach was found, as a sentence: "Whoever is free first, speaks Hindi". */
export const askedWords = (answers: Answers): string => {
  const { who, ethnicallyDiverse } = answers
  const found = who === 'choose' ? ['A coach I chose'] : who === 'same' ? ['A coach I have seen before'] : []
  const first = found.length === 0 && !ethnicallyDiverse ? ['Whoever is free first'] : found
  return sentence([...first, ...preferenceWords(answers)].join(', '))
}
