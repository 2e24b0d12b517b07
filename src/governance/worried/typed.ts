import type { FieldErrors } from '#web'
import type { NewConcern } from '../duty/raise.ts'
import { themeWords } from '../duty/words.ts'

type Theme = NewConcern['theme']

export type TypedConcern = { level: string; theme: string; location: string; words: string }

/** What was typed as a concern can be raised, or what is wrong with it. Only how grave it is and what about must be said. */
export function readTyped(
  typed: TypedConcern,
): Pick<NewConcern, 'level' | 'theme' | 'location' | 'words'> | { errors: FieldErrors } {
  const level = ([4, 3, 2, 1] as const).find((each) => String(each) === typed.level)
  const theme = (Object.keys(themeWords) as Theme[]).find((each) => each === typed.theme)
  const errors = {
    ...(level ? {} : { level: 'Select how worried you are' }),
    ...(theme ? {} : { theme: 'Select what it is about' }),
    ...(typed.location.length > 200 ? { location: 'Say where they are in 200 characters or less' } : {}),
    ...(typed.words.length > 4000 ? { words: 'Say what was said in 4,000 characters or less' } : {}),
  }
  if (!level || !theme || Object.keys(errors).length > 0) return { errors }
  return { level, theme, location: typed.location || null, words: typed.words }
}
