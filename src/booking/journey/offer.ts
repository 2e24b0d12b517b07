import type { Answers } from './answers.ts'

/** What somebody who comes from the page of an offer has answered by that. */
const answered: Record<string, Pick<Answers, 'topic' | 'who' | 'ethnicallyDiverse'>> = {
  'lay-too': { topic: 'wellbeing' },
  'lay-too-ed': { topic: 'wellbeing', who: 'ethnically-diverse', ethnicallyDiverse: true },
  'lay-career': { topic: 'career' },
  'lay-team': { topic: 'leading' },
}

/** The answers that an offer's key stands for; none for anything else. */
export const answeredBy = (offer: string | undefined): (typeof answered)[string] =>
  (offer !== undefined && Object.hasOwn(answered, offer) && answered[offer]) || {}
