import { ownerOf } from '../hold.ts'
import { browserCookie, browserOf, type Browser } from '#identity'
import { page, seeOther, type Reply, type Route, type Visit } from '#web'
import type { SafeHtml } from '#lib/html'
import type { RoomPorts } from '../ports.ts'
import { leftOutOf } from '../apart/left-out.ts'
import { release } from '../release.ts'
import { wishKey, type Wish } from '../wish.ts'
import { answersCookie, answersOf, isBegun, placeOf, withoutTime, type Answers } from './answers.ts'
import { after, missingBefore, pathOf, type Step } from './steps.ts'
import { wishOf } from './wish-of.ts'

/** One visit to a question: who asks by which browser, and what they have answered so far. */
export type Turn = { visit: Visit; browser: Browser; answers: Answers; wish: Wish | null }

export type Tools = {
  ports: RoomPorts
  /** A page that carries the answers on. */
  show: (turn: Turn, body: SafeHtml, more?: { answers?: Answers; status?: number }) => Reply
  /** To another page with answers changed. */
  go: (turn: Turn, path: string, answers?: Answers) => Reply
  /** On to whatever comes after a step, with answers changed. */
  next: (turn: Turn, step: Step, answers: Answers) => Reply
  /** Says that the time kept until now is kept no more, so that it slows nobody down behind the same address. */
  letGo: (turn: Turn) => void
  /** Answers after a change: where it changes which times there are, the time that was kept is let go. */
  settle: (turn: Turn, changed: Answers) => Promise<Answers>
}

type Handler = (turn: Turn, tools: Tools) => Promise<Reply> | Reply
/** What of a form can be kept when the answers before it are gone. */
type Keep = (turn: Turn, tools: Tools) => Promise<Answers> | Answers

/** Makes routes out of handlers that are given the answers; a question asked before its turn leads to the one missing. */
export function journeyRoutes(ports: RoomPorts) {
  const services = () => ports.availability.services()
  const tools: Tools = {
    ports,
    show: ({ browser, visit, answers }, body, more = {}) =>
      page(body, {
        status: more.status ?? 200,
        cookies: [...browser.cookies, answersCookie(more.answers ?? answers, ports.answersKey, visit.now)],
      }),
    go: ({ browser, visit, answers }, path, changed) =>
      seeOther(path, [...browser.cookies, answersCookie(changed ?? answers, ports.answersKey, visit.now)]),
    next: (turn, step, answers) => tools.go(turn, after(step, answers), answers),
    letGo: ({ visit, answers: { heldUntil } }) => {
      // A time that has run out is not counted any more.
      if (heldUntil && Temporal.Instant.compare(heldUntil, visit.now) > 0) ports.slowDown.done(visit.address)
    },
    settle: async (turn, changed) => {
      const { browser, answers, wish } = turn
      const now = wishOf(changed, services())
      if (wish && now && wishKey(wish) === wishKey(now)) return changed
      if (!answers.holdId) return withoutTime(changed)
      await release(ports, ownerOf(browser), answers.holdId)
      tools.letGo(turn)
      return { ...withoutTime(changed), letGo: true }
    },
  }
  const turnOf = async (visit: Visit): Promise<Turn> => {
    const [said, browser] = [answersOf(visit, ports.answersKey), browserOf(visit)]
    const without = await leftOutOf(ports, visit, browser, placeOf(said))
    const answers = { ...said, ...(without.length > 0 ? { without } : {}) }
    return { visit, browser, answers, wish: wishOf(answers, services()) }
  }
  const get = (path: string, step: Step, handler: Handler): Route => ({
    method: 'GET',
    path,
    may: 'anyone',
    handle: async (visit) => {
      const turn = await turnOf(visit)
      const missing = missingBefore(step, turn.answers)
      if (!missing) return handler(turn, tools)
      return tools.go(
        turn,
        ledBack(turn) ?? (isGone(turn) && visit.cookies[browserCookie] ? startAgain : pathOf(missing)),
      )
    },
  })
  const post = (path: string, step: Step, handler: Handler, keep: Keep = () => ({})): Route => ({
    method: 'POST',
    path,
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => {
      const turn = await turnOf(visit)
      const missing = missingBefore(step, turn.answers)
      if (!missing) return handler(turn, tools)
      const booked = ledBack(turn)
      if (booked) return tools.go(turn, booked)
      return tools.go(turn, isGone(turn) ? startAgain : pathOf(missing), {
        ...turn.answers,
        ...(await keep(turn, tools)),
      })
    },
  })
  return { get, post }
}

/** Where somebody begins again whose answers were kept no longer: the page says so. */
export const startAgain = '/book/topic?again=yes'

const isGone = ({ answers }: Pick<Turn, 'answers'>) => !isBegun(answers)

/** The booking that was just made, for whoever goes back to one of its questions; null once another is begun. */
const ledBack = ({ answers }: Pick<Turn, 'answers'>) =>
  answers.became && isGone({ answers }) ? `/booking/${answers.became}` : null
