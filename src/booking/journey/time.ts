import { createHash } from 'node:crypto'
import { readDay, toInstant, type Millis } from '#lib/time'
import { field, type Reply } from '#web'
import { wait } from '../wait.ts'
import { recordRequest } from '../asked.ts'
import { hold, ownerOf } from '../hold.ts'
import { nextTime } from '../next-time.ts'
import { noticeOf } from '../paused.ts'
import { readInstant, soonest, startsOn, tenDays } from '../times-model.ts'
import { matchOf, wishKey, type Match, type Wish } from '../wish.ts'
import type { Answers } from './answers.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { insteadOf } from './instead.ts'
import { dayPage, timePage, type DayPage, type TimePage } from './pages/time.ts'
import { nameOf, timesOf } from './times-of.ts'
import { keptWords } from './words.ts'

/** When: the soonest times, ten days with counts, each day's times. Choosing keeps the time for ten minutes. */
export const timeRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/time', 'time', async (turn, tools) => {
    const wish = turn.wish!
    return tools.show(turn, timePage(timeModel(turn, tools, wish)), { answers: await recorded(turn, tools, wish) })
  }),
  get('/book/time/:date', 'time', (turn, tools) => {
    const day = dayModel(turn, tools)
    return day ? tools.show(turn, dayPage(day)) : tools.go(turn, '/book/time')
  }),
  post('/book/time', 'time', (turn, tools) => take(turn, tools, null)),
  post('/book/time/:date', 'time', (turn, tools) => take(turn, tools, dayModel(turn, tools))),
]

/** Answers that know of the request record that is written: one for each wish of a journey, however often it is looked at. */
async function recorded({ answers }: Turn, { ports }: Tools, wish: Wish): Promise<Answers> {
  const { recorded: before = [] } = answers
  const match = matchFor(answers, wish)
  const mark = createHash('sha256')
    .update(`${match} ${wishKey(wish)}`)
    .digest('base64url')
    .slice(0, 8)
  if (before.includes(mark)) return answers
  await recordRequest(ports, 'pages', wish, match)
  return { ...answers, recorded: [...before, mark].slice(-marksKept) }
}

/** As many marks as a cookie has room for; nobody asks for more in half an hour. */
const marksKept = 50

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
  const held = await hold(tools.ports, ownerOf(turn.browser), wish, start)
  if (held.kind === 'held') {
    tools.letGo(turn)
    const { id, claimId, coach, startsAt, expiresAt } = held
    const { letGo: _letGo, ...answers } = turn.answers
    return tools.next(turn, 'time', {
      ...answers,
      holdId: id,
      claimId,
      heldWith: coach.id,
      startsAt: startsAt.toString(),
      heldUntil: expiresAt.toString(),
    })
  }
  tools.ports.slowDown.done(turn.visit.address)
  if (held.kind === 'paused') return tools.show(turn, timePage(timeModel(turn, tools, wish)), { status: 409 })
  const alternatives = held.kind === 'slot-taken' ? held.alternatives.map(({ startsAt }) => startsAt) : []
  return tools.show(turn, lostPage(turn, tools, wish, alternatives), { status: 409 })
}

/** The page of the day in the address; null where that is no date. */
function dayModel(turn: Turn, tools: Tools): DayPage | null {
  const date = readDay(turn.visit.params['date'])
  const wish = withOwn(turn, turn.wish!)
  const starts = date && startsOn(tools.ports.availability, wish, date)
  return starts && { ...frame(turn, tools, wish), back: '/book/time', date, starts }
}

/** The page that says a time has gone, with the nearest ones; the soonest where there are none. */
export function lostPage(turn: Turn, tools: Tools, wish: Wish, nearOnes: readonly Millis[]) {
  const model = timeModel(turn, tools, wish)
  return timePage({ ...model, soonest: nearOnes.length > 0 ? nearOnes : model.soonest, lost: true })
}

function timeModel(turn: Turn, tools: Tools, asked: Wish): TimePage {
  const { availability } = tools.ports
  const { now, query } = turn.visit
  const wish = withOwn(turn, asked)
  return {
    ...frame(turn, tools, wish),
    soonest: soonest(availability, wish, now),
    ...tenDays(availability, wish, now, query['from']),
    soonestWithoutInterpreter: wish.interpreter
      ? nextTime(availability, { ...wish, interpreter: false }, now.epochMilliseconds)
      : null,
    instead: insteadOf(availability, wish, now),
    unmet: true,
    letGo: turn.answers.letGo === true,
  }
}

/** The time that is kept for this browser is one that it may choose again. */
const withOwn = ({ answers: { claimId, heldWith } }: Turn, wish: Wish): Wish =>
  claimId && heldWith ? { ...wish, own: { coachId: heldWith, claimId } } : wish

const frame = ({ visit }: Turn, { ports }: Tools, wish: Wish) => ({
  paused: noticeOf(ports.availability.paused(wish.service.key), visit.now, ports.availability),
  action: '/book/time',
  path: '/book/time',
  back: '/book/how',
  now: visit.now,
  of: timesOf(wish, nameOf(ports.availability, wish)),
})

/** A coach met before is counted apart from one chosen by name. */
export const matchFor = ({ who }: Answers, wish: Wish): Match =>
  who === 'same' && matchOf(wish) === 'named' ? 'same' : matchOf(wish)

export const heldStart = (turn: Turn) =>
  turn.answers.startsAt ? toInstant(readInstant(turn.answers.startsAt) ?? 0) : null

/** The time that is kept, in words; undefined before one is. */
export function keptOf(turn: Turn, { availability }: Pick<Tools['ports'], 'availability'>): string | undefined {
  const { mode = 'video', coachId } = turn.answers
  const startsAt = heldStart(turn)
  // Only who was chosen: whose time it is otherwise may change with what is said of one's work, and nobody is to see that.
  const coachName =
    coachId !== undefined && turn.wish?.coachId === coachId ? availability.coach(coachId)?.name : undefined
  return startsAt ? keptWords({ startsAt, mode, coachName }, turn.visit.now) : undefined
}
