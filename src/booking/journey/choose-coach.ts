import { anyone } from '#lib/door'
import { isUuid } from '#lib/text'
import { profile, publicPageOf } from '#coaches'
import { field, NotFound, seeOther } from '#web'
import { coachesOfBrowser } from '../queries.ts'
import type { Answers } from './answers.ts'
import { filterQuery, readFilter } from './coach-filter.ts'
import { choicesAmong, choicesBy, type Choice } from './coaches-of.ts'
import { startAgain, type journeyRoutes, type Tools, type Turn } from './context.ts'
import { answeredBy } from './offer.ts'
import { chooseCoachPage, coachesOnPage, type ChooseCoachPage } from './pages/choose-coach.ts'
import { coachProfilePage } from './pages/coach-profile.ts'
import { languagesSpoken } from './preferences.ts'

/** One coach by name: a short list of those who meet what was asked for, and a page about each. */
export const chooseCoachRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/choose-coach', 'topic', async (turn, tools) => {
    const asked = await choicesOf(turn, tools)
    return asked ? tools.show(turn, chooseCoachPage(model(turn, tools, asked))) : seeOther('/book/topic')
  }),
  post('/book/choose-coach', 'topic', async (turn, tools) => {
    const asked = await choicesOf(turn, tools)
    if (!asked) return tools.go(turn, startAgain, keptOf(turn, tools))
    const chosen = asked.choices.find(({ coach }) => coach.id === field(turn.visit, 'coach'))
    if (chosen) return tools.next(turn, 'coach', await tools.settle(turn, chosen.answers))
    const errors = { coach: 'Select a coach' }
    return tools.show(turn, chooseCoachPage({ ...model(turn, tools, asked), errors }), { status: 422 })
  }),
  get('/book/coaches/:id', 'topic', async (turn, tools) => {
    const id = turn.visit.params['id'] ?? ''
    if (!isUuid(id)) throw new NotFound()
    const { coach, said } = await tools.ports.db.withActor(anyone, async (tx) => ({
      coach: await profile(tx, id),
      said: await publicPageOf(tx, id),
    }))
    if (!coach?.active) throw new NotFound()
    const asked = await choicesOf(turn, tools)
    const choice = asked?.choices.find((one) => one.coach.id === id)
    return tools.show(
      turn,
      coachProfilePage({ coach, said, now: turn.visit.now, query: asked?.query ?? '', ...(choice ? { choice } : {}) }),
    )
  }),
]

/** The coach that was chosen, where the answers before it are gone. */
function keptOf({ visit }: Turn, { ports }: Tools): Answers {
  const coachId = ports.availability.coach(field(visit, 'coach'))?.id
  return coachId ? { ...readFilter(visit.query, {}), who: 'choose', coachId } : {}
}

type Asked = { answers: Answers; choices: Choice[]; query: string }

/** Those who can be chosen, by what was answered and what the address asks for; null before the first question. */
async function choicesOf({ answers: before, browser, visit }: Turn, { ports }: Tools): Promise<Asked | null> {
  const offer = answeredBy(visit.query['offer'])
  const topic = offer.topic ?? before.topic
  if (!topic) return null
  const answers: Answers = { ...before, topic }
  const now = visit.now.epochMilliseconds
  if (answers.who === 'same' && !offer.topic) {
    const met = await ports.db.withActor(browser.actor, (tx) => coachesOfBrowser(tx, browser.hash))
    return { answers, choices: choicesAmong(ports.availability, answers, met, now), query: '' }
  }
  const filter = readFilter(visit.query, answers)
  return {
    answers: { ...answers, ...filter },
    choices: choicesBy(ports.availability, answers, filter, now),
    query: filterQuery(filter, offer.topic && visit.query['offer']),
  }
}

function model({ answers: before, visit }: Turn, tools: Tools, { answers, choices, query }: Asked): ChooseCoachPage {
  const same = query === ''
  const { language: _language, gender: _gender, ethnicallyDiverse: _listed, ...anybody } = answers
  return {
    same,
    chosen: before.coachId,
    choices: coachesOnPage(choices, visit.query['page']),
    query,
    now: visit.now,
    filter: readFilter(visit.query, before),
    languages: same ? [] : languagesSpoken(anybody, tools),
  }
}
