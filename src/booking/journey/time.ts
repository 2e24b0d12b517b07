import { anyone } from '#lib/door'
import { toInstant, type Millis } from '#lib/time'
import { field, type Reply } from '#web'
import { wait } from '../wait.ts'
import { recordRequest } from '../asked.ts'
import { hold } from '../hold.ts'
import { nextTime } from '../next-time.ts'
import { insertUnmetDemand } from '../queries.ts'
import { readDate, readInstant, soonest, startsOn, tenDays } from '../times-model.ts'
import { matchOf, type Match, type Wish } from '../wish.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { insteadOf } from './instead.ts'
import { noneSuitPage, noneSuitThanks, wanted } from './pages/none-suit.ts'
import { dayPage, timePage, type DayPage, type TimePage } from './pages/time.ts'
import { timesOf } from './times-of.ts'

/** When: the soonest times, ten days with counts, each day's times. Choosing keeps the time for ten minutes. */
export const timeRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/time', 'time', async (turn, tools) => {
    const wish = turn.wish!
    const key = JSON.stringify([
      wish.service.key,
      matchFor(turn, wish),
      wish.mode,
      wish.longer,
      wish.interpreter,
      wish.coachId,
      wish.language,
      wish.gender,
    ])
    if (turn.answers.recorded !== key) await recordRequest(tools.ports, 'pages', wish, matchFor(turn, wish))
    return tools.show(turn, timePage(timeModel(turn, tools, wish)), { answers: { ...turn.answers, recorded: key } })
  }),
  get('/book/time/:date', 'time', (turn, tools) => {
    const day = dayModel(turn, tools)
    return day ? tools.show(turn, dayPage(day)) : tools.go(turn, '/book/time')
  }),
  post('/book/time', 'time', (turn, tools) => take(turn, tools, null)),
  post('/book/time/:date', 'time', (turn, tools) => take(turn, tools, dayModel(turn, tools))),
  get('/book/none-suit', 'time', (turn, { show }) => show(turn, noneSuitPage({}))),
  post('/book/none-suit', 'time', async (turn, { show, ports }) => {
    const chosen = field(turn.visit, 'wanted')
    if (!Object.hasOwn(wanted, chosen))
      return show(turn, noneSuitPage({ errors: { wanted: 'Select what would have suited you' } }), { status: 422 })
    const wish = turn.wish!
    await ports.db.withActor(anyone, (tx) =>
      insertUnmetDemand(tx, wish.service.key, matchFor(turn, wish), wish.mode, chosen),
    )
    return show(turn, noneSuitThanks({ phone: ports.phone }))
  }),
]

/** Keeps the time that was chosen, on the page of a day or of the soonest times; each comes back as it was without one. */
async function take(turn: Turn, tools: Tools, day: DayPage | null): Promise<Reply> {
  const wish = turn.wish!
  const start = readInstant(field(turn.visit, 'start'))
  if (start === null) {
    const errors = { start: 'Select a time' }
    const again = day ? dayPage({ ...day, errors }) : timePage({ ...timeModel(turn, tools, wish), errors })
    return tools.show(turn, again, { status: 422 })
  }
  const pace = await tools.ports.slowDown.turn(turn.visit.address)
  if (pace !== 'go') return tools.show(turn, wait('/book/time', turn.visit, pace), { status: 503 })
  const held = await hold(tools.ports, { browser: turn.browser.hash, apiKeyId: null }, wish, start)
  if (held.kind === 'held') {
    const { id, startsAt, expiresAt } = held
    return tools.next(turn, 'time', {
      ...turn.answers,
      holdId: id,
      startsAt: startsAt.toString(),
      heldUntil: expiresAt.toString(),
    })
  }
  tools.ports.slowDown.done(turn.visit.address)
  const alternatives = held.kind === 'slot-taken' ? held.alternatives.map(({ startsAt }) => startsAt) : []
  return tools.show(turn, lostPage(turn, tools, wish, alternatives), { status: 409 })
}

/** The page of the day in the address; null where that is no date. */
function dayModel(turn: Turn, { ports }: Tools): DayPage | null {
  const date = readDate(turn.visit.params['date'])
  const wish = turn.wish!
  return date && { ...frame(turn, wish), back: '/book/time', date, starts: startsOn(ports.availability, wish, date) }
}

/** The page that says a time has gone, with the nearest ones; the soonest where there are none. */
export function lostPage(turn: Turn, tools: Tools, wish: Wish, nearOnes: readonly Millis[]) {
  const model = timeModel(turn, tools, wish)
  return timePage({ ...model, soonest: nearOnes.length > 0 ? nearOnes : model.soonest, lost: true })
}

function timeModel(turn: Turn, { ports }: Tools, wish: Wish): TimePage {
  const { availability } = ports
  const { now, query } = turn.visit
  return {
    ...frame(turn, wish),
    soonest: soonest(availability, wish, now),
    ...tenDays(availability, wish, now, query['from']),
    soonestWithoutInterpreter: wish.interpreter
      ? nextTime(availability, { ...wish, interpreter: false }, now.epochMilliseconds)
      : null,
    instead: insteadOf(availability, wish, now),
    unmet: true,
  }
}

const frame = ({ visit }: Turn, wish: Wish) => ({
  action: '/book/time',
  path: '/book/time',
  back: '/book/how',
  now: visit.now,
  of: timesOf(wish),
})

/** A coach met before is counted apart from one chosen by name. */
const matchFor = ({ answers }: Turn, wish: Wish): Match =>
  answers.who === 'same' && matchOf(wish) === 'named' ? 'same' : matchOf(wish)

export const heldStart = (turn: Turn) =>
  turn.answers.startsAt ? toInstant(readInstant(turn.answers.startsAt) ?? 0) : null
