import { anyone } from '#lib/door'
import { civilDate } from '#lib/time'
import { findWorkplaces, type FoundWorkplace, roleGroups, settings } from '#organisations'
import { field, type Route } from '#web'
import { boardsOn } from '../areas.ts'
import type { RoomPorts } from '../ports.ts'
import type { Answers } from './answers.ts'
import { heldStart } from './time.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { aboutWorkPage, preferNot } from './pages/about-work.ts'

/** Area, kind of place, role: counted, never beside a name. A workplace is used here to find the area and kept nowhere. */
export const aboutWorkRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/about-work', 'about-work', async (turn, tools) =>
    tools.show(turn, aboutWorkPage({ ...(await lists(turn, tools)), answers: turn.answers, search: null })),
  ),
  post('/book/about-work', 'about-work', async (turn, tools) => {
    const known = await lists(turn, tools)
    const given = (name: string, keys: readonly string[]) =>
      keys.includes(field(turn.visit, name)) ? field(turn.visit, name) : undefined
    const words = field(turn.visit, 'workplace').slice(0, 200)
    const place = field(turn.visit, 'place')
    const areaCodes = known.areas.map(({ code }) => code)
    const found = words === '' ? [] : await find(tools.ports, words)
    const filled = boardOf(found, place)
    const area = (filled && areaCodes.includes(filled) ? filled : undefined) ?? given('area', areaCodes)
    const setting = given('setting', [...known.settings.map(({ key }) => key), preferNot])
    const roleGroup = given('role', [...known.roleGroups.map(({ key }) => key), preferNot])
    const answers = withWork(turn.answers, { area, setting, roleGroup })
    if (field(turn.visit, 'find') === 'yes')
      return tools.show(turn, aboutWorkPage({ ...known, answers, search: { words, found } }), { answers })
    if (!setting || !roleGroup) {
      const errors = {
        ...(setting ? {} : { setting: 'Select what kind of place you work in, or that you prefer not to say' }),
        ...(roleGroup ? {} : { role: 'Select what is closest to your role, or that you prefer not to say' }),
      }
      const search = words === '' ? null : { words, found }
      return tools.show(turn, aboutWorkPage({ ...known, answers, search, errors }), {
        status: 422,
        answers: withWork(turn.answers, { area }),
      })
    }
    return tools.next(turn, 'about-work', answers)
  }),
]

/** The board of the workplace that was chosen, or of the only one found. */
const boardOf = (found: readonly FoundWorkplace[], code: string): string | null =>
  (found.length === 1 ? found[0] : found.find((one) => one.code === code))?.boardCode ?? null

/** Suggestions as a person types. Nothing of it is kept or logged. */
export const workplacesRoute = (ports: RoomPorts): Route => ({
  method: 'GET',
  path: '/book/workplaces.json',
  may: 'anyone',
  handle: async ({ query }) => ({
    kind: 'json',
    body: {
      suggestions: (await find(ports, (query['q'] ?? '').slice(0, 200))).map(
        ({ name, postcode }) => `${name}, ${postcode}`,
      ),
    },
  }),
})

const find = async (ports: RoomPorts, words: string): Promise<FoundWorkplace[]> => {
  if (words.trim().length < 2) return []
  return ports.db.withActor(anyone, (tx) => findWorkplaces(tx, words, 10))
}

async function lists(turn: Turn, { ports }: Tools) {
  const day = civilDate(heldStart(turn) ?? turn.visit.now)
  return ports.db.withActor(anyone, async (tx) => ({
    areas: await boardsOn(tx, day),
    settings: await settings(tx),
    roleGroups: await roleGroups(tx),
  }))
}

type Work = { area?: string | undefined; setting?: string | undefined; roleGroup?: string | undefined }

function withWork(answers: Answers, { area, setting, roleGroup }: Work): Answers {
  const { area: _area, setting: _setting, roleGroup: _roleGroup, ...rest } = answers
  return { ...rest, ...(area ? { area } : {}), ...(setting ? { setting } : {}), ...(roleGroup ? { roleGroup } : {}) }
}
