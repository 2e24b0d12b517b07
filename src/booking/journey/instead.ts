import { languageName } from '#coaches'
import { toInstant, whenWords } from '#lib/time'
import type { Availability } from '../availability/live.ts'
import { nextTime } from '../next-time.ts'
import type { Wish } from '../wish.ts'

/** Something else that is possible: what would have to change, when that is free, and where to change it. */
export type Instead = { words: string; when: string; path: string }

const day = 86_400_000

/**
 * What else is possible when a wish is met late or not at all: the next time without each of its preferences. Nothing
 * is offered in place of what was asked; the person decides.
 */
export function insteadOf(availability: Availability, wish: Wish, now: Temporal.Instant): Instead[] {
  const soonest = nextTime(availability, wish, now.epochMilliseconds)
  if (soonest !== null && soonest - now.epochMilliseconds <= day) return []
  return waysOut(wish, availability).flatMap(({ words, path, without }) => {
    const at = nextTime(availability, without, now.epochMilliseconds)
    return at === null || (soonest !== null && at >= soonest)
      ? []
      : [{ words, path, when: whenWords(toInstant(at), now) }]
  })
}

function waysOut(wish: Wish, availability: Availability): { words: string; path: string; without: Wish }[] {
  const { coachId, language, gender, ethnicallyDiverse, mode, longer } = wish
  const without = (...names: (keyof Wish)[]) =>
    Object.fromEntries(Object.entries(wish).filter(([name]) => !names.includes(name as keyof Wish))) as Wish
  const general = availability.services().find(({ key }) => key === 'lay-too')
  const other = mode === 'video' ? 'phone' : 'video'
  return [
    coachId && { words: 'With another coach', path: '/book/coach', without: without('coachId') },
    language && {
      words: `With a coach who may not speak ${languageName(language)}`,
      path: '/book/preferences',
      without: without('language'),
    },
    gender && { words: 'With a coach of any gender', path: '/book/preferences', without: without('gender') },
    ethnicallyDiverse && {
      words: 'With any coach',
      path: '/book/coach',
      without: {
        ...without('ethnicallyDiverse'),
        service: wish.service.ethnicallyDiverse && general ? general : wish.service,
      },
    },
    longer && {
      words: `Without the ${wish.service.longerMinutes} minutes more`,
      path: '/book/how',
      without: { ...wish, longer: false },
    },
    wish.service.modes.includes(other) && {
      words: other === 'phone' ? 'By phone' : 'By video',
      path: '/book/how',
      without: { ...wish, mode: other },
    },
  ].filter((way) => typeof way === 'object') as { words: string; path: string; without: Wish }[]
}
