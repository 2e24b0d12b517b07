import { browserOf, type Browser } from '#identity'
import { page, seeOther, type Reply, type Route, type Visit } from '#web'
import type { SafeHtml } from '#lib/html'
import type { RoomPorts } from '../ports.ts'
import type { Wish } from '../wish.ts'
import { answersCookie, answersOf, type Answers } from './answers.ts'
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
}

type Handler = (turn: Turn, tools: Tools) => Promise<Reply> | Reply

/** Makes routes out of handlers that are given the answers; a question asked before its turn leads to the one missing. */
export function journeyRoutes(ports: RoomPorts) {
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
  }
  const route =
    (method: 'GET' | 'POST') =>
    (path: string, step: Step, handler: Handler): Route => ({
      method,
      path,
      may: 'anyone',
      ...(method === 'POST' ? { takes: 'form' as const } : {}),
      handle: async (visit) => {
        const answers = answersOf(visit, ports.answersKey)
        const turn: Turn = {
          visit,
          browser: browserOf(visit),
          answers,
          wish: wishOf(answers, ports.availability.services()),
        }
        const missing = missingBefore(step, answers)
        return missing ? tools.go(turn, pathOf(missing)) : handler(turn, tools)
      },
    })
  return { get: route('GET'), post: route('POST') }
}
