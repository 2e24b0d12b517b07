import { operator, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { readFile, type Fault } from './file.ts'
import { countWorkplaces, layWorkplaces, lockImports } from './queries.ts'
import type { Ignored, Workplace } from './row.ts'

/** What an import did. `closed` are those that people could choose before and no longer can. */
export type Imported = {
  kind: 'imported'
  lines: number
  added: number
  changed: number
  closed: number
  unchanged: number
  ignored: Record<Ignored, number>
  /** Workplaces known from before that the file does not name; they are left as they are. */
  missing: number
  /** Workplaces that people can choose now. */
  offered: number
}

export type Progress = (done: number, total: number) => void

const batch = 1000
/** The one list of workplaces, as the audit knows it. */
const subjectId = '00000000-0000-4000-8000-0000000000a1'

/**
 * Lays a published list of practices over the workplaces, all of it or nothing.
 * A file with any fault changes nothing and comes back as its faults.
 */
export async function importWorkplaces(
  db: Db,
  bytes: Uint8Array,
  progress: Progress = () => {},
): Promise<Imported | { kind: 'refused'; faults: Fault[] }> {
  const { lines, workplaces, ignored, faults } = readFile(bytes, (done, total) => progress(done, total * 2))
  if (faults.length > 0) return { kind: 'refused', faults }
  if (workplaces.length === 0)
    return { kind: 'refused', faults: [{ line: 1, words: 'no line of the file is a general practice in England' }] }
  const counts = await db.withActor(operator, async (tx) => {
    const laid = await lay(tx, workplaces, progress)
    await record(tx, { verb: 'workplaces.imported', subjectKind: 'workplaces', subjectId, actorKind: 'operator' })
    return laid
  })
  return { kind: 'imported', lines, ignored, ...counts }
}

/** Lays a list that comes with the product in the caller's transaction: no operator has acted. */
export async function layOwnWorkplaces(tx: Tx, bytes: Uint8Array): Promise<void> {
  const { workplaces, faults } = readFile(bytes)
  if (faults[0]) throw new Error(`Line ${faults[0].line} of our own list of workplaces ${faults[0].words}`)
  await lay(tx, workplaces)
}

async function lay(tx: Tx, workplaces: readonly Workplace[], progress: Progress = () => {}) {
  await lockImports(tx)
  const counts = { added: 0, changed: 0, closed: 0, unchanged: workplaces.length }
  for (let at = 0; at < workplaces.length; at += batch) {
    for (const row of await layWorkplaces(tx, ...columnsOf(workplaces.slice(at, at + batch)))) {
      counts.unchanged--
      if (row.added) counts.added++
      else if (row.before === 'active' && row.after !== 'active') counts.closed++
      else counts.changed++
    }
    progress(workplaces.length + Math.min(at + batch, workplaces.length), workplaces.length * 2)
  }
  const totals = (await countWorkplaces.one(
    tx,
    workplaces.map(({ code }) => code),
  ))!
  return { ...counts, ...totals }
}

const columnsOf = (rows: readonly Workplace[]) => [
  rows.map(({ code }) => code),
  rows.map(({ name }) => name),
  rows.map(({ town }) => town),
  rows.map(({ postcode }) => postcode),
  rows.map(({ boardCode }) => boardCode),
  rows.map(({ placeCode }) => placeCode),
  rows.map(({ settingKey }) => settingKey),
  rows.map(({ status }) => status),
  rows.map(({ openedOn }) => openedOn),
  rows.map(({ closedOn }) => closedOn),
  rows.map(({ words }) => words.join(' ')),
]
