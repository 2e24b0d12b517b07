import { field } from '#web'
import type { Answers } from './answers.ts'
import { bothModes } from './coaches-of.ts'
import type { journeyRoutes, Tools } from './context.ts'
import { preferencesPage, readPreferences } from './pages/preferences.ts'
import { wishOf } from './wish-of.ts'

/** The language that the coach speaks and the coach's gender: only times with coaches who meet them are shown. */
export const preferencesRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/preferences', 'coach', (turn, tools) =>
    tools.show(turn, preferencesPage({ answers: turn.answers, languages: languagesSpoken(turn.answers, tools) })),
  ),
  post('/book/preferences', 'coach', async (turn, tools) => {
    const languages = languagesSpoken(turn.answers, tools)
    const given = [field(turn.visit, 'language'), field(turn.visit, 'gender')] as const
    const read = readPreferences(
      ...given,
      languages.map(({ tag }) => tag),
    )
    const { language: _language, gender: _gender, ...rest } = turn.answers
    if ('errors' in read) {
      const answers = { ...rest, ...readPreferences('', given[1], []) }
      return tools.show(turn, preferencesPage({ answers, languages, errors: read.errors }), { status: 422 })
    }
    return tools.go(turn, '/book/coach', await tools.settle(turn, withCoachWhoMeets({ ...rest, ...read }, tools)))
  }),
]

/** Answers with the named coach only where that coach still meets them. */
function withCoachWhoMeets(answers: Answers, { ports }: Tools): Answers {
  const { coachId, ...rest } = answers
  const wish = wishOf(answers, ports.availability.services())
  return !coachId || (wish && ports.availability.coaches(wish, bothModes).length > 0) ? answers : rest
}

/** The languages besides English in which what was asked for can be had, with how many coaches speak each. */
export function languagesSpoken(answers: Answers, { ports }: Pick<Tools, 'ports'>): { tag: string; coaches: number }[] {
  const { language: _language, coachId: _coach, ...rest } = answers
  const wish = wishOf(rest, ports.availability.services())
  const spoken = wish ? ports.availability.coaches(wish, bothModes).flatMap(({ languages }) => languages) : []
  return [...Map.groupBy(spoken, (tag) => tag)]
    .filter(([tag]) => tag !== 'en')
    .map(([tag, all]) => ({ tag, coaches: all.length }))
    .sort((a, b) => b.coaches - a.coaches || a.tag.localeCompare(b.tag))
}
