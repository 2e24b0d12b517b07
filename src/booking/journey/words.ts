import type { Adjustment, Topic } from './answers.ts'

/** The words of the answers, the same on every page that shows them. */
export const topicWords: Record<Topic, string> = {
  wellbeing: 'How I am doing',
  career: 'My career',
  leading: 'My team or leading people',
}

export const adjustmentWords: Record<Adjustment, string> = {
  captions: 'Captions',
  bsl: 'A British Sign Language interpreter',
  interpreter: 'An interpreter for another language',
  longer: 'A longer session (15 minutes more)',
  chat: 'Chat instead of speaking',
  companion: 'Someone with me',
}

export const modeWords = { video: 'By video', phone: 'By phone: your coach calls you' } as const
