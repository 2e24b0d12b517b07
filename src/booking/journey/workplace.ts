import { anyone, type Db } from '#lib/door'
import { findWorkplaces, type FoundWorkplace } from '#organisations'
import { noPlace, type Search } from './pages/workplace.ts'

/** Workplaces by words, on a day. Nothing of it is kept or logged. */
export const findPlaces = async (
  { db }: { db: Db },
  words: string,
  day: Temporal.PlainDate,
): Promise<FoundWorkplace[]> => {
  if (words.trim().length < 2) return []
  return db.withActor(anyone, (tx) => findWorkplaces(tx, words, 10, day))
}

/** What there is by the words that were typed, and which of it was said; one alone need not be. Null where nothing was typed. */
export async function searchPlace(
  ports: { db: Db },
  { workplace, place: said }: { workplace: string; place: string },
  day: Temporal.PlainDate,
): Promise<Search | null> {
  const words = workplace.slice(0, 200)
  if (words === '') return null
  const found = await findPlaces(ports, words, day)
  const place = said === noPlace || found.some(({ code }) => code === said) ? said : ''
  return { words, found, place: place === '' && found.length === 1 ? found[0]!.code : place }
}

/** The code of the workplace that was chosen; empty where none was. */
export const codeOfPlace = (search: Search | null): string => (search && search.place !== noPlace ? search.place : '')
