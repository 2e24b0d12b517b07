import { anyone } from '#lib/door'
import { toInstant, whenWords } from '#lib/time'
import { field } from '#web'
import { nextTime } from '../next-time.ts'
import { coachesOfBrowser } from '../queries.ts'
import type { Wish } from '../wish.ts'
import type { Answers } from './answers.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { chooseCoachPage } from './pages/choose-coach.ts'
import { coachPage, readWho } from './pages/coach.ts'
import { preferencesPage, readPreferences } from './pages/preferences.ts'
import { withoutTime } from './topic.ts'
import { wishOf } from './wish-of.ts'

const both = ['video', 'phone'] as const
const choosing = 'Choose a coach'
const seen = 'Coaches you have seen before'

/** Who with: whoever is free, an ethnically diverse background, one by name, one met before; and preferences. */
export const coachRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/coach', 'coach', async (turn, tools) => tools.show(turn, coachPage(await coachModel(turn, tools)))),
  post('/book/coach', 'coach', async (turn, tools) => {
    const read = readWho(field(turn.visit, 'who'))
    if ('errors' in read)
      return tools.show(turn, coachPage({ ...(await coachModel(turn, tools)), errors: read.errors }), { status: 422 })
    const { coachId, ...rest } =
      read.who === turn.answers.who
        ? { coachId: undefined, ...turn.answers }
        : { coachId: undefined, ...withoutTime(turn.answers) }
    const answers: Answers = {
      ...rest,
      who: read.who,
      ...(coachId && read.who === turn.answers.who ? { coachId } : {}),
    }
    return read.who === 'choose' || read.who === 'same'
      ? tools.go(turn, '/book/choose-coach', answers)
      : tools.next(turn, 'coach', answers)
  }),
  get('/book/choose-coach', 'coach', async (turn, tools) =>
    tools.show(turn, chooseCoachPage(await choiceModel(turn, tools))),
  ),
  post('/book/choose-coach', 'coach', async (turn, tools) => {
    const model = await choiceModel(turn, tools)
    const coachId = field(turn.visit, 'coach')
    if (!model.coaches.some(({ id }) => id === coachId))
      return tools.show(turn, chooseCoachPage({ ...model, errors: { coach: 'Select a coach' } }), { status: 422 })
    return tools.next(turn, 'coach', { ...withoutTime(turn.answers), who: turn.answers.who ?? 'choose', coachId })
  }),
  get('/book/preferences', 'coach', (turn, tools) =>
    tools.show(turn, preferencesPage({ answers: turn.answers, languages: languages(turn, tools) })),
  ),
  post('/book/preferences', 'coach', (turn, tools) => {
    const spoken = languages(turn, tools)
    const read = readPreferences(
      field(turn.visit, 'language'),
      field(turn.visit, 'gender'),
      spoken.map(({ tag }) => tag),
    )
    if ('errors' in read)
      return tools.show(
        turn,
        preferencesPage({
          answers: { ...turn.answers, ...readPreferences('', field(turn.visit, 'gender'), []) },
          languages: spoken,
          errors: read.errors,
        }),
        { status: 422 },
      )
    const { language: _language, gender: _gender, ...rest } = withoutTime(turn.answers)
    return tools.go(turn, '/book/coach', { ...rest, ...read })
  }),
]

async function coachModel({ answers, browser, visit }: Turn, { ports }: Tools) {
  const { availability, db } = ports
  const next = (who: 'anyone' | 'ethnically-diverse') => {
    const wish = wishOf({ ...answers, who }, availability.services())
    const at = wish && nextTime(availability, wish, visit.now.epochMilliseconds, both)
    return at === null ? null : whenWords(toInstant(at), visit.now)
  }
  const met = await db.withActor(anyone, (tx) => coachesOfBrowser(tx, browser.hash))
  return {
    answers,
    nextWithAnyone: next('anyone'),
    nextEthnicallyDiverse: next('ethnically-diverse'),
    seenBefore: met.length > 0,
  }
}

async function choiceModel({ answers, browser, visit }: Turn, { ports }: Tools) {
  const { availability, db } = ports
  const same = answers.who === 'same'
  const met = same ? await db.withActor(anyone, (tx) => coachesOfBrowser(tx, browser.hash)) : null
  const { coachId: chosen, ...rest } = answers
  const wish = wishOf({ ...rest, who: 'anyone' }, availability.services())
  const coaches = wish
    ? availability.coaches(wish, both).filter(({ id }) => !met || met.some(({ coachId }) => coachId === id))
    : []
  const now = visit.now.epochMilliseconds
  const rows = coaches.map(({ id, name, background, languages: spoken }) => {
    const at = nextTime(availability, { ...(wish as Wish), coachId: id }, now, both)
    return {
      at: at ?? Infinity,
      row: { id, name, background, languages: spoken, next: at === null ? null : whenWords(toInstant(at), visit.now) },
    }
  })
  rows.sort((a, b) => a.at - b.at || a.row.name.localeCompare(b.row.name, 'en-GB'))
  return { title: same ? seen : choosing, chosen, coaches: rows.map(({ row }) => row) }
}

function languages({ answers }: Turn, { ports }: Tools) {
  const { language: _language, coachId: _coach, ...rest } = answers
  const wish = wishOf(
    { ...rest, who: rest.who === 'ethnically-diverse' ? rest.who : 'anyone' },
    ports.availability.services(),
  )
  const spoken = wish ? ports.availability.coaches(wish, both).flatMap(({ languages: tags }) => tags) : []
  return [...Map.groupBy(spoken, (tag) => tag)]
    .filter(([tag]) => tag !== 'en')
    .map(([tag, all]) => ({ tag, coaches: all.length }))
    .sort((a, b) => b.coaches - a.coaches || a.tag.localeCompare(b.tag))
}
