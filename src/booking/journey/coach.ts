import { toInstant, whenWords } from '#lib/time'
import { field } from '#web'
import { nextTime } from '../next-time.ts'
import { noticeOf } from '../paused.ts'
import { coachesOfBrowser } from '../queries.ts'
import type { Answers, Who } from './answers.ts'
import { bothModes } from './coaches-of.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { coachPage, readWho } from './pages/coach.ts'
import { wishOf } from './wish-of.ts'

/** Who with: whoever is free, an ethnically diverse background, one by name, one met before. */
export const coachRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/coach', 'coach', async (turn, tools) => tools.show(turn, coachPage(await coachModel(turn, tools)))),
  post(
    '/book/coach',
    'coach',
    async (turn, tools) => {
      const read = readWho(field(turn.visit, 'who'))
      if ('errors' in read)
        return tools.show(turn, coachPage({ ...(await coachModel(turn, tools)), errors: read.errors }), { status: 422 })
      const answers = withWho(turn.answers, read.who)
      return read.who === 'choose' || read.who === 'same'
        ? tools.go(turn, '/book/choose-coach', answers)
        : tools.next(turn, 'coach', await tools.settle(turn, answers))
    },
    ({ visit }) => {
      const read = readWho(field(visit, 'who'))
      return 'who' in read ? withWho({}, read.who) : {}
    },
  ),
]

/**
 * Answers with who was asked for. The pathway stays while one of its coaches is looked for by name, and ends with
 * "whoever is free first".
 */
function withWho(answers: Answers, who: Who): Answers {
  if (who === 'choose' || who === 'same') return { ...answers, who }
  const { coachId: _coach, ethnicallyDiverse: _listed, ...rest } = answers
  return who === 'anyone' ? { ...rest, who } : { ...rest, who, ethnicallyDiverse: true }
}

async function coachModel({ answers, browser, visit, wish }: Turn, { ports }: Tools) {
  const { availability, db } = ports
  const next = (who: Who) => {
    const wish = wishOf(withWho(answers, who), availability.services())
    const at = wish && nextTime(availability, wish, visit.now.epochMilliseconds, bothModes)
    return at === null ? null : whenWords(toInstant(at), visit.now)
  }
  const met = await db.withActor(browser.actor, (tx) => coachesOfBrowser(tx, browser.hash))
  return {
    answers,
    nextWithAnyone: next('anyone'),
    nextEthnicallyDiverse: next('ethnically-diverse'),
    seenBefore: met.length > 0,
    paused: noticeOf(wish && availability.paused(wish.service.key), visit.now, availability),
  }
}
