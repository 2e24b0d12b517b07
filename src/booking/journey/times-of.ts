import { languageName } from '#coaches'
import type { Wish } from '../wish.ts'

/** What times are of, in words: "by video with a coach from an ethnically diverse background who speaks Punjabi". */
export function timesOf({ mode, coachId, ethnicallyDiverse, language, gender, service, longer }: Wish): string {
  const minutes = service.minutes + (longer ? service.longerMinutes : 0)
  const who = coachId
    ? ' with the coach you chose'
    : ethnicallyDiverse
      ? ' with a coach from an ethnically diverse background'
      : ''
  const genders = { woman: 'who is a woman', man: 'who is a man', other: 'who is non-binary or of another gender' }
  const more = [language && `who speaks ${languageName(language)}`, gender && genders[gender]].filter(Boolean)
  const person = more.length > 0 && !coachId ? `${who || ' with a coach'} ${more.join(' and ')}` : who
  return `for ${minutes} minutes ${mode === 'video' ? 'by video' : 'by phone'}${person}`
}
