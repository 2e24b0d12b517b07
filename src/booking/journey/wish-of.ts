import type { Service } from '#organisations'
import type { Wish } from '../wish.ts'
import type { Answers, Topic } from './answers.ts'
import { needsInterpreter } from './steps.ts'

const serviceOf: Record<Topic, string> = { wellbeing: 'lay-too', career: 'lay-career', leading: 'lay-team' }

/** The wish that answers amount to. Wellbeing with an ethnically diverse coach is the culturally responsive service. */
export function wishOf(answers: Answers, services: readonly Service[]): Wish | null {
  const { topic, who, coachId, language, gender, mode = 'video', adjustments = [] } = answers
  const diverse = who === 'ethnically-diverse'
  const key = topic === 'wellbeing' && diverse ? 'lay-too-ed' : topic && serviceOf[topic]
  const service = services.find((one) => one.key === key && one.bookable === 'slots')
  if (!service) return null
  return {
    service,
    mode,
    longer: adjustments.includes('longer'),
    interpreter: needsInterpreter(answers),
    ...(diverse ? { ethnicallyDiverse: true } : {}),
    ...(coachId && (who === 'choose' || who === 'same') ? { coachId } : {}),
    ...(language ? { language } : {}),
    ...(gender ? { gender } : {}),
  }
}
