import { anyone } from '#lib/door'
import { civilDate } from '#lib/time'
import { areaOfWorkplace, areasOn, findWorkplaces, roleGroups, settings } from '#organisations'
import { field, type Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import type { Answers } from './answers.ts'
import { heldStart } from './time.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { aboutWorkPage, preferNot, type Found } from './pages/about-work.ts'

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
    const filled = place ? await tools.ports.db.withActor(anyone, (tx) => areaOfWorkplace(tx, place, known.day)) : null
    const area = (filled && areaCodes.includes(filled) ? filled : undefined) ?? given('area', areaCodes)
    const setting = given('setting', [...known.settings.map(({ key }) => key), preferNot])
    const roleGroup = given('role', [...known.roleGroups.map(({ key }) => key), preferNot])
    const answers = withWork(turn.answers, { area, setting, roleGroup })
    if (field(turn.visit, 'find') === 'yes')
      return tools.show(
        turn,
        aboutWorkPage({ ...known, answers, search: { words, found: await find(tools.ports, words) } }),
        { answers },
      )
    if (!setting || !roleGroup) {
      const errors = {
        ...(setting ? {} : { setting: 'Select what kind of place you work in, or that you prefer not to say' }),
        ...(roleGroup ? {} : { role: 'Select what is closest to your role, or that you prefer not to say' }),
      }
      return tools.show(turn, aboutWorkPage({ ...known, answers, search: null, errors }), {
        status: 422,
        answers: withWork(turn.answers, { area }),
      })
    }
    return tools.next(turn, 'about-work', answers)
  }),
]

/** Suggestions as a person types. Nothing of it is kept or logged. */
export const workplacesRoute = (ports: RoomPorts): Route => ({
  method: 'GET',
  path: '/book/workplaces.json',
  may: 'anyone',
  handle: async ({ query }) => ({
    kind: 'json',
    body: { workplaces: await find(ports, (query['q'] ?? '').slice(0, 200)) },
  }),
})

const find = async (ports: RoomPorts, words: string): Promise<Found[]> => {
  if (words.trim().length < 2) return []
  const found = await ports.db.withActor(anyone, (tx) => findWorkplaces(tx, words, 10))
  return found.map(({ code, name, town, postcode }) => ({ code, name, town, postcode }))
}

async function lists(turn: Turn, { ports }: Tools) {
  const day = civilDate(heldStart(turn) ?? turn.visit.now).toString()
  return ports.db.withActor(anyone, async (tx) => ({
    day,
    areas: await areasOn(tx, day),
    settings: await settings(tx),
    roleGroups: await roleGroups(tx),
  }))
}

type Work = { area?: string | undefined; setting?: string | undefined; roleGroup?: string | undefined }

function withWork(answers: Answers, { area, setting, roleGroup }: Work): Answers {
  const { area: _area, setting: _setting, roleGroup: _roleGroup, ...rest } = answers
  return { ...rest, ...(area ? { area } : {}), ...(setting ? { setting } : {}), ...(roleGroup ? { roleGroup } : {}) }
}
