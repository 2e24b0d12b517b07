import { open, seal } from '#identity'
import type { Cookie, Visit } from '#web'
import type { Gender, Mode } from '../wish.ts'

export type Topic = 'wellbeing' | 'career' | 'leading'
export type Who = 'anyone' | 'ethnically-diverse' | 'choose' | 'same'
export type Adjustment = 'captions' | 'bsl' | 'interpreter' | 'longer' | 'chat' | 'companion'

/** Adjustments for which somebody has to be found first. */
export const adjustmentsThatNeedAPerson: readonly Adjustment[] = ['bsl', 'interpreter']

/** What somebody has answered so far. It stays in their own browser, sealed; we keep nothing until they book. */
export type Answers = {
  topic?: Topic
  who?: Who
  coachId?: string
  language?: string
  gender?: Gender
  mode?: Mode
  adjustments?: Adjustment[]
  /** The hold, its start and when it lets go, as ISO text. */
  holdId?: string
  startsAt?: string
  heldUntil?: string
  name?: string
  email?: string
  phone?: string
  /** The work-looking address that the person said to carry on with. */
  workAddressSeen?: string
  area?: string
  /** Whether the area was chosen or came of a workplace. */
  areaBy?: 'own' | 'workplace'
  setting?: string
  roleGroup?: string
  /** The wish for which the request record is written already. */
  recorded?: string
}

const cookie = 'lay-answers'
const purpose = 'answers'
/** Answers survive a lost connection for this long. */
export const answersMinutes = 30

/** The answers that a browser carries; none when they are too old or not ours. */
export function answersOf(visit: Pick<Visit, 'cookies' | 'now'>, key: Buffer): Answers {
  const sealed = visit.cookies[cookie]
  return ((sealed && open(key, sealed, { purpose, now: visit.now })) || {}) as Answers
}

/** The cookie that carries answers on, for another half hour. */
export function answersCookie(answers: Answers, key: Buffer, now: Temporal.Instant): Cookie {
  const value = seal(key, answers, { purpose, until: now.add({ minutes: answersMinutes }) })
  return { name: cookie, value: value ?? null, maxAgeSeconds: answersMinutes * 60 }
}

export const forgetAnswers: Cookie = { name: cookie, value: null }
