import { ownerOf } from '../hold.ts'
import { anyone } from '#lib/door'
import { sentence } from '#lib/text'
import { civilDate, whenWords } from '#lib/time'
import { sayNumber } from '#meeting'
import { field } from '#web'
import { roleGroups, settings } from '#organisations'
import { boardsOn } from '../areas.ts'
import { book } from '../book.ts'
import type { NewClient } from '../new-client.ts'
import { channelOf, reachWith } from '../channel.ts'
import { hashesOf } from '../contact-hashes.ts'
import { afterCode } from '../further.ts'
import { becameOf } from '../holds-queries.ts'
import { near } from '../near.ts'
import type { RoomPorts } from '../ports.ts'
import { markOf, placeOf, withoutTime, type Answers } from './answers.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { preferNot, preferNotWords } from './pages/about-work.ts'
import { checkPage, type Line } from './pages/check.ts'
import { heldStart, keptOf, lostPage } from './time.ts'
import { adjustmentWords, askedWords, channelWords, modeWords, topicWords } from './words.ts'

/** Everything on one page, then the booking itself. */
export const checkRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/check', 'check', async (turn, tools) => tools.show(turn, checkPage(await model(turn, tools)))),
  post('/book/check', 'check', async (turn, tools) => {
    const { ports } = tools
    if (field(turn.visit, 'mark') !== markOf(turn.answers))
      return tools.show(turn, checkPage({ ...(await model(turn, tools)), changed: true }), { status: 409 })
    const owner = ownerOf(turn.browser)
    const answer = await book(ports, owner, turn.answers.holdId!, clientOf(turn.answers, ports))
    if (answer.kind === 'booked' || answer.kind === 'hold-used') {
      if (answer.kind === 'booked') tools.letGo(turn)
      const { hash, actor } = turn.browser
      const became =
        answer.kind === 'booked'
          ? answer.id
          : (await ports.db.withActor(actor, (tx) => becameOf.one(tx, turn.answers.holdId!, hash)))?.id
      if (!became) return tools.go(turn, '/booking', {})
      return tools.go(turn, afterCode(became, answer.kind === 'booked' ? answer.code : null), { became })
    }
    tools.letGo(turn)
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
  const channel = channelOf(reachWith(answers)) ?? 'email'
  return {
    name,
    email,
    phone,
    channel,
    anyTime: answers.anyTime ?? false,
    textsToo: answers.textsToo ?? false,
    unsure: answers.topic === 'unsure',
    contactHashes: hashesOf(contactKey, channel === 'text' ? [phone, email] : [email, phone]),
    adjustments: adjustments.filter((one) => one !== 'longer'),
    area,
    settingKey: setting === preferNot ? null : (setting ?? null),
    roleGroupKey: roleGroup === preferNot ? null : (roleGroup ?? null),
    place: placeOf(answers),
  }
}

/** By which way messages come; of a number that takes texts, the one ten minutes before. */
function messagesWords(answers: Answers, { textSender }: Pick<RoomPorts, 'textSender'>): string {
  const reach = reachWith(answers)
  const channel = channelOf(reach) ?? 'email'
  const parts = [
    channelWords[channel],
    channel === 'email' && reach.takesTexts && textSender && 'and a text 10 minutes before',
    answers.anyTime && 'texts also at night',
  ]
  return parts.filter(Boolean).join(', ')
}

async function model(turn: Turn, { ports }: Tools) {
  const { answers, visit } = turn
  const startsAt = heldStart(turn)!
  const known = await ports.db.withActor(anyone, async (tx) => ({
    areas: await boardsOn(tx, civilDate(startsAt)),
    settings: await settings(tx),
    roles: await roleGroups(tx),
  }))
  const named = (keys: readonly { key: string; name: string }[], key: string | undefined) =>
    key === preferNot ? preferNotWords : keys.find((one) => one.key === key)?.name
  const line = (question: string, answer: string | undefined, change: string): Line => ({
    question,
    answer: answer || 'Not provided',
    change,
  })
  const when = sentence(whenWords(startsAt, visit.now))
  const lines = [
    line('Topic', topicWords[answers.topic!], '/book/topic'),
    line('Coach', coachOf(answers, ports), '/book/coach'),
    line(
      'You asked for',
      askedWords(answers),
      answers.language || answers.gender ? '/book/preferences' : '/book/coach',
    ),
    line('How we talk', modeWords[answers.mode!], '/book/how'),
    line('Help or changes', helpWords(answers), '/book/how'),
    line('When', when, '/book/time'),
    line('Name', answers.name, '/book/contact'),
    line('Email', answers.email, '/book/contact'),
    line('Phone', answers.phone && sayNumber(answers.phone), '/book/contact'),
    line('Messages', messagesWords(answers, ports), '/book/contact'),
    line('Area', known.areas.find(({ code }) => code === answers.area)?.name, '/book/about-work'),
    line('Kind of place', named(known.settings, answers.setting), '/book/about-work'),
    line('Role', named(known.roles, answers.roleGroup), '/book/about-work'),
  ]
  return {
    when: keptOf(turn, ports),
    lines,
    unsure: answers.topic === 'unsure',
    phoneGiven: answers.phone !== undefined,
    mark: markOf(answers),
  }
}

const helpWords = ({ adjustments = [] }: Answers) =>
  adjustments.map((one) => adjustmentWords[one]).join(', ') || 'None asked for'

/** Name and background of the coach whose time is kept. */
function coachOf({ heldWith }: Answers, { availability }: Pick<RoomPorts, 'availability'>): string | undefined {
  const coach = heldWith === undefined ? undefined : availability.coach(heldWith)
  return coach && `${coach.name}, ${coach.background}`
}
