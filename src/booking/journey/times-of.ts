import { languageName } from '#coaches'
import type { Availability } from '../availability/live.ts'
import type { Wish } from '../wish.ts'
import { listedWords } from './words.ts'

/**
 * What times are of, in words: "for 45 minutes by video with a coach from an ethnically diverse background who speaks
 * Punjabi".
 */
export function timesOf({ mode, coachId, ethnicallyDiverse, language, gender, service, longer }: Wish, name: string) {
  const minutes = service.minutes + (longer ? service.longerMinutes : 0)
  const genders = { woman: 'who is a woman', man: 'who is a man', other: 'who is non-binary or of another gender' }
  const more = [language && `who speaks ${languageName(language)}`, gender && genders[gender]].filter(Boolean)
  const somebody = ethnicallyDiverse || more.length > 0
  const who = coachId
    ? ` with ${name}`
    : somebody && [' with a coach', ethnicallyDiverse && listedWords, more.join(' and ')].filter(Boolean).join(' ')
  return `for ${minutes} minutes ${mode === 'video' ? 'by video' : 'by phone'}${who || ''}`
}

/** The name of the coach whom a wish names, as clients read it. */
export const nameOf = (availability: Pick<Availability, 'coach'>, { coachId }: Pick<Wish, 'coachId'>): string =>
  (coachId && availability.coach(coachId)?.name) || 'the coach you chose'
