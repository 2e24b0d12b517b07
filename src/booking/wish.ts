import type { Gender } from '#coaches'
import { clockMinutes } from '#lib/time'
import type { Service } from '#organisations'
import type { Policy, Range } from './availability/rules.ts'

export type Mode = 'video' | 'phone'

/** What somebody asks for. Every preference is hard: a coach who does not meet one is not offered. */
export type Wish = {
  service: Service
  mode: Mode
  coachId?: string
  language?: string
  gender?: Gender
  ethnicallyDiverse?: boolean
  /** Coaches who are not offered to whoever asks, and nobody is told so: as if they did not meet it. */
  without?: readonly string[]
  /** A longer session, as an adjustment. */
  longer: boolean
  /** A sign language or spoken language interpreter has to be found first. */
  interpreter: boolean
  /** A claim of the asker's own that is no hindrance: the hold that they would give up, the booking that they move. */
  own?: Own
  /** For a booking that stands: a pause of new ones is no hindrance. */
  standing?: true
  /** For a session that stands and needs another coach: it is known already, and no notice is needed. */
  atOnce?: true
}

export type Own = { coachId: string; claimId: string }

/** The interpreters among adjustments: all of them that whoever arranges it needs to know. */
export const interpretersIn = (adjustments: readonly string[]): string[] =>
  adjustments.filter((one) => one === 'bsl' || one === 'interpreter')

/** Whether one of the adjustments is an interpreter: somebody who has to be found first. */
export const needsInterpreter = (adjustments: readonly string[]): boolean => interpretersIn(adjustments).length > 0

/**
 * What besides the ethnically diverse pathway narrowed a request, for counting: one word, no person. The pathway is
 * counted beside it, so that it stays countable whatever else was asked for.
 */
export type Match = 'any' | 'named' | 'same' | 'language' | 'gender' | 'several'

/**
 * The preferences of a wish that narrow who may be offered, as a booking keeps them: a word, and a value where it has
 * one.
 */
export function preferencesOf(wish: Wish): string[] {
  return [
    wish.ethnicallyDiverse && 'ethnically-diverse',
    wish.coachId && `named=${wish.coachId}`,
    wish.language && `language=${wish.language}`,
    wish.gender && `gender=${wish.gender}`,
  ].filter((word) => typeof word === 'string')
}

/** The preferences that a booking kept, as parts of a wish: what `preferencesOf` wrote, read back. */
export function wishedBefore(
  preferences: readonly string[],
): Pick<Wish, 'coachId' | 'language' | 'gender' | 'ethnicallyDiverse'> {
  const value = (word: string) => preferences.find((kept) => kept.startsWith(`${word}=`))?.slice(word.length + 1)
  const [coachId, language, gender] = [value('named'), value('language'), value('gender') as Gender | undefined]
  return {
    ...(coachId ? { coachId } : {}),
    ...(language ? { language } : {}),
    ...(gender ? { gender } : {}),
    ...(preferences.includes('ethnically-diverse') ? { ethnicallyDiverse: true } : {}),
  }
}

/** One word for how a wish was matched, apart from the pathway. */
export function matchOf({ coachId, language, gender }: Wish): Match {
  const asked = [coachId && 'named', language && 'language', gender && 'gender'].filter(Boolean) as Match[]
  return asked.length > 1 ? 'several' : (asked[0] ?? 'any')
}

/** Whether a wish is of the ethnically diverse pathway: by its service, or by the flag beside another one. */
export const isDiverse = ({ service, ethnicallyDiverse }: Wish): boolean =>
  ethnicallyDiverse === true || service.ethnicallyDiverse

/** The same text for wishes that have the same times. */
export const wishKey = ({ service, ...asked }: Wish): string => {
  const { mode, coachId, language, gender, ethnicallyDiverse, longer, interpreter } = asked
  return JSON.stringify([service.key, mode, coachId, language, gender, ethnicallyDiverse, longer, interpreter])
}

/** The rules of time for a wish: the service's own, with the lengthening and the lead time that adjustments bring. */
export function policyOf(
  service: Service,
  asked: { longer: boolean; interpreter: boolean; atOnce?: true },
  closures: readonly Range[],
): Policy {
  return {
    zone: service.zone,
    opensMinute: clockMinutes(service.opens),
    closesMinute: clockMinutes(service.closes),
    minutes: service.minutes + (asked.longer ? service.longerMinutes : 0),
    bufferMinutes: service.bufferMinutes,
    noticeMinutes: asked.atOnce ? 0 : asked.interpreter ? service.interpreterNoticeHours * 60 : service.noticeMinutes,
    windowDays: service.windowDays,
    startEveryMinutes: service.startEveryMinutes,
    closures,
  }
}
