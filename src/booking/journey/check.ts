import { anyone } from '#lib/door'
import { sentence } from '#lib/text'
import { civilDate, whenWords } from '#lib/time'
import { contactHash, limitForm } from '#identity'
import { sayNumber } from '#meeting'
import { boardsOn } from '../areas.ts'
import { book, type NewClient } from '../book.ts'
import { near } from '../near.ts'
import type { RoomPorts } from '../ports.ts'
import { forgetAnswers, type Answers } from './answers.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { preferNot } from './pages/about-work.ts'
import { checkPage, type Line } from './pages/check.ts'
import { heldStart, lostPage } from './time.ts'
import { withoutTime } from './topic.ts'
import { adjustmentWords, modeWords, topicWords } from './words.ts'

/** Everything on one page, then the booking itself. */
export const checkRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/check', 'check', async (turn, tools) => tools.show(turn, checkPage(await model(turn, tools)))),
  post('/book/check', 'check', async (turn, tools) => {
    const { ports } = tools
    const owner = { browser: turn.browser.hash, apiKeyId: null }
    const answer = await book(ports, owner, turn.answers.holdId!, clientOf(turn.answers, ports))
    if (answer.kind === 'booked' || answer.kind === 'hold-used') {
      ports.slowDown.done(turn.visit.address)
      const path = answer.kind === 'booked' ? `/booking/${answer.id}` : '/booking'
      return { kind: 'see-other', path, cookies: [...turn.browser.cookies, forgetAnswers] }
    }
    const start = heldStart(turn)?.epochMilliseconds ?? turn.visit.now.epochMilliseconds
    const alternatives = near(ports.availability, turn.wish!, start).map(({ startsAt }) => startsAt)
    return tools.show(turn, lostPage(turn, tools, turn.wish!, alternatives), {
      status: 409,
      answers: withoutTime(turn.answers),
    })
  }),
]

/** The answers as the booking keeps them. */
export function clientOf(answers: Answers, { contactKey }: Pick<RoomPorts, 'contactKey'>): NewClient {
  const { name = '', email = null, phone = null, adjustments = [], area = null, setting, roleGroup } = answers
  return {
    name,
    email,
    phone,
    contactHashes: hashesOf(contactKey, [email, phone]),
    adjustments: adjustments.filter((one) => one !== 'longer'),
    area,
    settingKey: setting === preferNot ? null : (setting ?? null),
    roleGroupKey: roleGroup === preferNot ? null : (roleGroup ?? null),
  }
}

/** Keyed hashes of the contacts given; aliases of one address count as one. */
export const hashesOf = (key: Buffer, contacts: readonly (string | null)[]): Buffer[] =>
  contacts.filter((contact) => contact !== null).map((contact) => contactHash(key, limitForm(contact)))

async function model(turn: Turn, { ports }: Tools) {
  const { answers, visit, wish } = turn
  const startsAt = heldStart(turn)!
  const areas = await ports.db.withActor(anyone, (tx) => boardsOn(tx, civilDate(startsAt)))
  const line = (question: string, answer: string | undefined, change: string): Line => ({
    question,
    answer: answer || 'Not provided',
    change,
  })
  const who = wish!.coachId
    ? (ports.availability.coach(wish!.coachId)?.name ?? '')
    : answers.who === 'ethnically-diverse'
      ? 'A coach from an ethnically diverse background'
      : 'Whoever is free first'
  const lines = [
    line('Topic', topicWords[answers.topic!], '/book/topic'),
    line('Coach', who, '/book/coach'),
    line('How we talk', modeWords[answers.mode!], '/book/how'),
    line('Help or changes', (answers.adjustments ?? []).map((one) => adjustmentWords[one]).join(', '), '/book/how'),
    line('When', sentence(whenWords(startsAt, visit.now)), '/book/time'),
    line('Name', answers.name, '/book/contact'),
    line('Email', answers.email, '/book/contact'),
    line('Phone', answers.phone && sayNumber(answers.phone), '/book/contact'),
    line('Area', areas.find(({ code }) => code === answers.area)?.name, '/book/about-work'),
  ]
  return { when: sentence(whenWords(startsAt, visit.now)), lines }
}
