import { anyone } from '#lib/door'
import { civilDate } from '#lib/time'
import { workplaceToken } from '#coaches'
import { roleGroups, settings } from '#organisations'
import { field, type Reply, type Route } from '#web'
import { boardsOn } from '../areas.ts'
import type { RoomPorts } from '../ports.ts'
import type { Answers } from './answers.ts'
import { areaOf, type AreaAnswer } from './area.ts'
import { heldStart, keptOf } from './time.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { aboutWorkPage, preferNot } from './pages/about-work.ts'
import type { Errors } from './pages/question.ts'
import { noPlace, seenOf, type Search } from './pages/workplace.ts'
import { keepWithAnother } from './same-time.ts'
import { codeOfPlace, findPlaces, searchPlace } from './workplace.ts'

/** Area, kind of place, role: counted, never beside a name. A workplace is used here to find the area and kept nowhere. */
export const aboutWorkRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/about-work', 'about-work', async (turn, tools) =>
    tools.show(turn, aboutWorkPage({ ...(await lists(turn, tools)), answers: turn.answers, search: null })),
  ),
  post('/book/about-work', 'about-work', send, async (turn, tools) => {
    const known = await lists(turn, tools)
    return withWork({}, { ...chosen(turn, known), ...areaIn(turn, known, await searchOf(turn, tools)) })
  }),
]

async function send(turn: Turn, tools: Tools): Promise<Reply> {
  const known = await lists(turn, tools)
  const search = await searchOf(turn, tools)
  const answers = withWork(turn.answers, { ...chosen(turn, known), ...areaIn(turn, known, search) })
  const errors = errorsOf(answers, search, field(turn.visit, 'seen'))
  if (field(turn.visit, 'find') === 'yes')
    return tools.show(turn, aboutWorkPage({ ...known, answers, search }), { answers })
  if (Object.keys(errors).length === 0) return withPlace(turn, tools, answers, search)
  const { setting: _setting, roleGroup: _role, ...kept } = answers
  return tools.show(turn, aboutWorkPage({ ...known, answers, search, errors }), { status: 422, answers: kept })
}

/** On with what stands for the workplace, where one was chosen: the time that is kept is then kept anew. */
function withPlace(turn: Turn, tools: Tools, answers: Answers, search: Search | null): Reply | Promise<Reply> {
  const { place: before, ...rest } = answers
  if (!search) return tools.next(turn, 'about-work', answers)
  const code = codeOfPlace(search)
  if (code === '') return tools.next(turn, 'about-work', rest)
  const place = workplaceToken(tools.ports.workplaceKey, code).toString('base64url')
  return place === before ? tools.next(turn, 'about-work', answers) : keepWithAnother(turn, tools, { ...rest, place })
}

type Known = Awaited<ReturnType<typeof lists>>

/** What was typed to find a workplace, with what there is by those words on the day of the session. */
const searchOf = (turn: Turn, { ports }: Tools): Promise<Search | null> =>
  searchPlace(ports, { workplace: field(turn.visit, 'workplace'), place: field(turn.visit, 'place') }, dayOf(turn))

/** Kind of place and role, where they are on their lists. */
function chosen({ visit }: Turn, known: Known) {
  const given = (name: string, keys: readonly { key: string }[]) =>
    [...keys.map(({ key }) => key), preferNot].find((key) => key === field(visit, name))
  return { setting: given('setting', known.settings), roleGroup: given('role', known.roleGroups) }
}

function areaIn({ visit, answers }: Turn, { areas }: Known, search: Search | null): AreaAnswer {
  const onList = (code: string | null | undefined) => areas.find((one) => one.code === code)?.code
  const workplace = search?.found.find(({ code }) => code === search.place)?.boardCode
  return areaOf({ selected: onList(field(visit, 'area')), workplace: onList(workplace) ?? null, before: answers })
}

/** What is wrong. Words that led to no area are spoken of once: sent again as they are, they are left at that. */
function errorsOf({ area, setting, roleGroup }: Answers, search: Search | null, seen: string): Errors {
  const unfound = search && !area && search.place !== noPlace && seenOf(search) !== seen
  return {
    ...(unfound ? notFound(search) : {}),
    ...(setting ? {} : { setting: 'Select what kind of place you work in, or that you prefer not to say' }),
    ...(roleGroup ? {} : { role: 'Select what is closest to your role, or that you prefer not to say' }),
  }
}

const notFound = ({ found, place }: Search): Errors => {
  if (found.length === 0)
    return {
      workplace: 'We found nothing by these words. Change them, choose your area from the list, or continue without it',
    }
  return place === ''
    ? { place: 'Select which of these is where you work, or continue without your area' }
    : { area: 'We cannot tell which area this place is in. Choose it from the list, or continue without it' }
}

/** Suggestions as a person types. Nothing of it is kept or logged. */
export const workplacesRoute = (ports: RoomPorts): Route => ({
  method: 'GET',
  path: '/book/workplaces.json',
  may: 'anyone',
  handle: async ({ query, now }) => ({
    kind: 'json',
    body: {
      suggestions: (await findPlaces(ports, (query['q'] ?? '').slice(0, 200), civilDate(now))).map(
        ({ name, postcode }) => `${name}, ${postcode}`,
      ),
    },
  }),
})

/** The day of the session: its boards count. */
const dayOf = (turn: Turn) => civilDate(heldStart(turn) ?? turn.visit.now)

async function lists(turn: Turn, { ports }: Tools) {
  const day = dayOf(turn)
  return ports.db.withActor(anyone, async (tx) => ({
    kept: keptOf(turn, ports),
    areas: await boardsOn(tx, day),
    settings: await settings(tx),
    roleGroups: await roleGroups(tx),
  }))
}

type Work = AreaAnswer & { setting: string | undefined; roleGroup: string | undefined }

function withWork(answers: Answers, { setting, roleGroup, ...area }: Work): Answers {
  const { area: _area, areaBy: _by, setting: _setting, roleGroup: _roleGroup, ...rest } = answers
  return { ...rest, ...area, ...(setting ? { setting } : {}), ...(roleGroup ? { roleGroup } : {}) }
}
