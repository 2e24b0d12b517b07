import { genders, type Gender } from '#coaches'
import type { Answers } from './answers.ts'
import { answeredBy } from './offer.ts'

/** Which coaches are shown to choose among. */
export type CoachFilter = Pick<Answers, 'language' | 'gender' | 'ethnicallyDiverse'>

type Query = Readonly<Record<string, string>>

/** The filter that an address gives; without one, that of the offer somebody comes from, or what was answered before. */
export function readFilter(query: Query, answers: CoachFilter): CoachFilter {
  if (query['filter'] !== 'yes') return filterOf({ ...answers, ...answeredBy(query['offer']) })
  const gender = genders.find((one) => one === query['gender'])
  const language = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.exec(query['language'] ?? '')?.[0]
  return filterOf({ language, gender, ethnicallyDiverse: query['listed'] === 'yes' ? true : undefined })
}

/** A filter as part of an address, so that the same coaches stay in sight on the next page. */
export function filterQuery({ language, gender, ethnicallyDiverse }: CoachFilter, offer: string | undefined): string {
  const pairs = { filter: 'yes', language, gender, listed: ethnicallyDiverse && 'yes', offer }
  return new URLSearchParams(
    Object.entries(pairs).filter((pair): pair is [string, string] => Boolean(pair[1])),
  ).toString()
}

function filterOf(parts: {
  language?: string | undefined
  gender?: Gender | undefined
  ethnicallyDiverse?: true | undefined
}): CoachFilter {
  const { language, gender, ethnicallyDiverse } = parts
  return {
    ...(language ? { language } : {}),
    ...(gender ? { gender } : {}),
    ...(ethnicallyDiverse ? { ethnicallyDiverse } : {}),
  }
}
