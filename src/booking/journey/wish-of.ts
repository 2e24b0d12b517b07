import type { Service } from '#organisations'
import { needsInterpreter, type Wish } from '../wish.ts'
import type { Answers, Topic } from './answers.ts'

/** The service that a topic leads to; wellbeing with an ethnically diverse coach is the culturally responsive one. */
const serviceOf: Record<Topic, string> = {
  wellbeing: 'lay-too',
  unsure: 'lay-too',
  career: 'lay-career',
  leading: 'lay-team',
}

/** The service that a topic leads to, before anything else is asked. */
export const serviceOfTopic = (topic: Topic): string => serviceOf[topic]

/** The wish that answers amount to. */
export function wishOf(answers: Answers, services: readonly Service[]): Wish | null {
  const {
    topic,
    who,
    ethnicallyDiverse,
    coachId,
    language,
    gender,
    mode = 'video',
    adjustments = [],
    without,
  } = answers
  const general = topic && serviceOf[topic]
  const key = general === 'lay-too' && ethnicallyDiverse ? 'lay-too-ed' : general
  const service = services.find((one) => one.key === key && one.bookable === 'slots')
  if (!service) return null
  return {
    service,
    mode,
    longer: adjustments.includes('longer'),
    interpreter: needsInterpreter(adjustments),
    ...(ethnicallyDiverse ? { ethnicallyDiverse } : {}),
    ...(coachId && (who === 'choose' || who === 'same') ? { coachId } : {}),
    ...(language ? { language } : {}),
    ...(gender ? { gender } : {}),
    ...(without?.length ? { without } : {}),
  }
}
