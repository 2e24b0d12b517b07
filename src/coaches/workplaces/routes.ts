import { randomUUID } from 'node:crypto'
import { record } from '#audit'
import { isUuid } from '#lib/text'
import { findWorkplaces } from '#organisations'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply } from '#web'
import { lockCoach } from '../queries.ts'
import type { Handle, Turn } from '../turn.ts'
import { workplacesPage, type WorkplacesPage } from './page.ts'
import { addWorkplace, removeWorkplace, workplacesOf } from './queries.ts'
import { openPlace, sealPlace, workplaceToken } from './sealed.ts'

const path = '/team/profile/workplaces'
const mostPlaces = 20

/** What of the search is shown besides the list. */
type Asked = Pick<WorkplacesPage, 'words' | 'found'>

async function shown({ tx, coach }: Turn, key: Buffer, asked: Asked, errors: FieldErrors = {}): Promise<Reply> {
  const rows = await workplacesOf(tx, coach.id)
  const places = rows.map(({ id, sealedName }) => ({ id, name: openPlace(key, id, sealedName) }))
  const status = Object.keys(errors).length > 0 ? { status: 422 } : {}
  return page(workplacesPage({ team: coach.name, places, ...asked, errors }), status)
}

export const showWorkplaces =
  (key: Buffer): Handle =>
  (turn) =>
    shown(turn, key, { words: '', found: null })

/** Finds workplaces by what was typed, and adds the one that was chosen. */
export const findOrAdd =
  (key: Buffer): Handle =>
  async (turn) => {
    const { tx, visit, coach, by } = turn
    const words = field(visit, 'words').slice(0, 200)
    const found = words.length < 2 ? [] : await findWorkplaces(tx, words, 10)
    const asked = { words, found }
    if (found.length === 0) {
      const text = words === '' ? 'Enter a name, town or postcode' : 'We found nothing by these words. Change them'
      return shown(turn, key, asked, { words: text })
    }
    if (field(visit, 'find') === 'yes') return shown(turn, key, asked)
    const chosen = found.find(({ code }) => code === field(visit, 'place'))
    if (!chosen) return shown(turn, key, asked, { place: 'Select which of these is where you work' })
    await lockCoach(tx, coach.id)
    if ((await workplacesOf(tx, coach.id)).length >= mostPlaces)
      return shown(turn, key, asked, { words: `These are ${mostPlaces} already. Remove one first` })
    const id = randomUUID()
    const name = `${chosen.name}, ${chosen.town}, ${chosen.postcode}`
    if (await addWorkplace.one(tx, id, coach.id, workplaceToken(key, chosen.code), sealPlace(key, id, name)))
      await record(tx, { ...by, verb: 'coach.workplaces-changed', subjectKind: 'coach', subjectId: coach.id })
    return seeOther(path)
  }

export const removePlace: Handle = async ({ tx, visit, coach, by }) => {
  const id = visit.params['id'] ?? ''
  await lockCoach(tx, coach.id)
  if (!isUuid(id) || !(await removeWorkplace.one(tx, id, coach.id))) throw new NotFound()
  await record(tx, { ...by, verb: 'coach.workplaces-changed', subjectKind: 'coach', subjectId: coach.id })
  return seeOther(path)
}
