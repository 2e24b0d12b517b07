import { createHash } from 'node:crypto'
import type { Gender } from '#coaches'
import { open, seal } from '#identity'
import type { Cookie, Visit } from '#web'
import type { Channel } from '../channel.ts'
import type { Mode } from '../wish.ts'

/** `unsure` is wellbeing coaching with a coach who is told, and helps to choose. */
export type Topic = 'wellbeing' | 'career' | 'leading' | 'unsure'
export type Who = 'anyone' | 'ethnically-diverse' | 'choose' | 'same'
export type Adjustment = 'captions' | 'bsl' | 'interpreter' | 'longer' | 'chat' | 'companion'

/** What somebody has answered so far. It stays in their own browser, sealed; we keep nothing until they book. */
export type Answers = {
  topic?: Topic
  who?: Who
  /** The ethnically diverse pathway: it stays beside a coach chosen by name. */
  ethnicallyDiverse?: true
  coachId?: string
  language?: string
  gender?: Gender
  mode?: Mode
  adjustments?: Adjustment[]
  /** The hold and its claim, the coach whose time it is, its start and when it lets go, as ISO text. */
  holdId?: string
  claimId?: string
  heldWith?: string
  startsAt?: string
  heldUntil?: string
  /** A time was let go by a change that could bring other times; told once, where times are chosen. */
  letGo?: true
  name?: string
  email?: string
  phone?: string
  /** Where the messages go. */
  channel?: Channel
  /** Texts may come at night, too. */
  anyTime?: true
  /** Texts were ticked beside mail. */
  textsToo?: true
  /** The work-looking address that the person said to carry on with. */
  workAddressSeen?: string
  area?: string
  /** Whether the area was chosen or came of a workplace. */
  areaBy?: 'own' | 'workplace'
  setting?: string
  roleGroup?: string
  /** What stands for the workplace: always as long, whichever it is. */
  place?: string
  /** Coaches who are not offered to whoever asks: asked for anew at each visit, and never carried. */
  without?: readonly string[]
  /** Marks of the wishes for which a request record is written already. */
  recorded?: string[]
  /** Counts "None of these suit me" once. */
  unmetId?: string
  /** The booking that the answers before became: where a page of theirs leads. */
  became?: string
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
  const { without: _without, became, ...carried } = answers
  const said = isBegun(answers) || !became ? carried : { became }
  const value = seal(key, said, { purpose, until: now.add({ minutes: answersMinutes }) })
  return { name: cookie, value: value ?? null }
}

/** Whether anything was answered since the last booking. */
export const isBegun = ({ without: _without, became: _became, ...said }: Answers): boolean =>
  Object.keys(said).length > 0

/** What stands for the workplace in the answers, as the database knows it; null where none was given. */
export const placeOf = ({ place }: Answers): Buffer | null => (place ? Buffer.from(place, 'base64url') : null)

/** Answers without the time that was kept. */
export function withoutTime(answers: Answers): Answers {
  const { holdId: _hold, claimId: _claim, heldWith: _coach, startsAt: _start, heldUntil: _until, ...rest } = answers
  return rest
}

/** Short for what answers say: a page that shows them carries it, so that what is sent off is what was seen. */
export function markOf({
  recorded: _recorded,
  unmetId: _unmet,
  letGo: _letGo,
  without: _without,
  ...said
}: Answers): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(said).sort()))
    .digest('base64url')
    .slice(0, 16)
}
