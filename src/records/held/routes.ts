import { record } from '#audit'
import { page, type Route, type Visit } from '#web'
import type { RecordPorts } from '../ports.ts'
import { gather, type Part } from './gather.ts'
import { heldFile, heldPage } from './page.ts'

/** Seeing all that is held about oneself, and taking it along. */
export const heldRoutes = (ports: RecordPorts): Route[] => [
  get('/you/data', async (visit) => page(heldPage(await gather(ports.db, ports.vault, visit.viewer.actor)))),
  get('/you/data/download.json', async (visit) => {
    const { parts, lacks } = await taken(ports, visit)
    const said = lacks === null ? {} : { lacks }
    const body = JSON.stringify({ takenAt: visit.now.toString(), ...said, held: parts.map(asJson) }, null, 2)
    return { kind: 'file', type: 'application/json; charset=utf-8', body, name: 'my-record.json' }
  }),
  get('/you/data/download.html', async (visit) => {
    const body = heldFile(await taken(ports, visit), visit.now)
    return { kind: 'file', type: 'text/html; charset=utf-8', body, name: 'my-record.html' }
  }),
]

const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, may: 'client', handle })

/** The record, once it is written down that it was taken. */
async function taken({ db, vault }: RecordPorts, { viewer, requestId }: Visit) {
  const held = await gather(db, vault, viewer.actor)
  await db.withActor(viewer.actor, (tx) =>
    record(tx, {
      verb: 'record.downloaded',
      subjectKind: 'client',
      subjectId: viewer.id!,
      actorKind: 'client',
      requestId,
    }),
  )
  return held
}

const asJson = ({ table, title, rows }: Part) => ({
  table,
  title,
  rows: rows.map((facts) => Object.fromEntries(facts.map(({ name, value }) => [name, value]))),
})
