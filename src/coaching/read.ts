import type { Actor, Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { open, type Cell, type Key, type KeyHolder } from '#vault'
import { goalText, noteText, stepText } from './cells.ts'
import { goalsOf, notesOf, openByGrant, openRecord, ratingsOf, stepsOf } from './queries.ts'

export type ReadPorts = { db: Db; vault: Pick<KeyHolder, 'unwrap'> }

/** Why a record did not open: the passkey is wanted again, or there is nothing here for whoever asks. */
export type Unopened = { kind: 'step-up' } | { kind: 'none' }

type Asked = { actor: Actor; clientId: string; requestId: string | null }
export type Goal = { id: string; shared: boolean; text: string; madeAt: Temporal.Instant }
export type Step = { id: string; shared: boolean; text: string; dueOn: string | null; doneAt: Temporal.Instant | null }
export type Note = { id: string; coachId: string; text: string; writtenAt: Temporal.Instant }

/** The goals and actions that a client shares with the coach who asks. */
export async function readGoals(ports: ReadPorts, asked: Asked) {
  const found = await opened(ports.db, asked, 'goals.read', async (tx) => ({
    goals: await goalsOf(tx, asked.clientId),
    steps: await stepsOf(tx, asked.clientId),
  }))
  if (found.kind !== 'open') return found
  const key = await contentKey(ports, asked)
  return {
    kind: 'open' as const,
    goals: found.rows.goals.map(goalWith(key)),
    steps: found.rows.steps.map(stepWith(key)),
  }
}

/** A client's own goals and actions, where the way that they chose lets this session or browser in. */
export async function readOwnGoals(ports: ReadPorts, { actor, clientId }: Omit<Asked, 'requestId'>) {
  const rows = await ports.db.withActor(actor, async (tx) => ({
    goals: await goalsOf(tx, clientId),
    steps: await stepsOf(tx, clientId),
  }))
  if (rows.goals.length + rows.steps.length === 0) return { goals: [], steps: [] }
  const key = await contentKey(ports, { actor, clientId })
  return { goals: rows.goals.map(goalWith(key)), steps: rows.steps.map(stepWith(key)) }
}

/** How far a client says that their goals have come, for their coach. */
export async function readRatings({ db }: Pick<ReadPorts, 'db'>, asked: Asked) {
  return opened(db, asked, 'ratings.read', (tx) => ratingsOf(tx, asked.clientId))
}

/** What the coach who asks noted for themselves about a client. */
export async function readNotes(ports: ReadPorts, asked: Asked): Promise<Unopened | { kind: 'open'; notes: Note[] }> {
  const found = await opened(ports.db, asked, 'notes.read', (tx) => notesOf(tx, asked.clientId))
  if (found.kind !== 'open') return found
  if (found.rows.length === 0) return { kind: 'open', notes: [] }
  const key = await contentKey(ports, asked)
  return { kind: 'open', notes: found.rows.map(noteWith(key)) }
}

/** The notes of one client, behind broken glass; null where no grant of whoever asks is live. */
export async function readNotesByGrant(
  ports: ReadPorts,
  { actor, grantId, requestId }: { actor: Actor; grantId: string; requestId: string | null },
): Promise<Note[] | null> {
  const found = await ports.db.withActor(actor, async (tx) => {
    const clientId = (await openByGrant.one(tx, grantId, requestId))?.clientId ?? null
    return clientId === null ? null : { clientId, rows: await notesOf(tx, clientId) }
  })
  if (!found) return null
  if (found.rows.length === 0) return []
  const key = await contentKey(ports, { actor, clientId: found.clientId })
  return found.rows.map(noteWith(key))
}

/** Opens the record and reads in one transaction: no entry in the trail, no rows. */
async function opened<T>(
  db: Db,
  { actor, clientId, requestId }: Asked,
  verb: string,
  read: (tx: Tx) => Promise<T>,
): Promise<Unopened | { kind: 'open'; rows: T }> {
  return db.withActor(actor, async (tx) => {
    const answer = (await openRecord.one(tx, clientId, verb, requestId))?.answer
    if (answer === 'open') return { kind: 'open', rows: await read(tx) }
    return { kind: answer === 'step-up' ? 'step-up' : 'none' }
  })
}

async function contentKey({ vault }: Pick<ReadPorts, 'vault'>, { actor, clientId }: Pick<Asked, 'actor' | 'clientId'>) {
  const ring = await vault.unwrap([{ subject: clientId, purpose: 'content' }], actor)
  return ring.of(clientId, 'content')
}

const text = (key: Key | undefined, cell: Cell, sealed: Buffer): string => {
  if (!key) throw new Error(`No key was given for ${cell.table}`)
  return open(key, cell, sealed)
}
type Sealed = { id: string; sealed: Buffer }
const goalWith =
  (key: Key | undefined) =>
  ({ sealed, ...goal }: Sealed & Omit<Goal, 'text'>): Goal => ({ ...goal, text: text(key, goalText(goal.id), sealed) })
const stepWith =
  (key: Key | undefined) =>
  ({ sealed, ...step }: Sealed & Omit<Step, 'text'>): Step => ({ ...step, text: text(key, stepText(step.id), sealed) })
const noteWith =
  (key: Key | undefined) =>
  ({ sealed, ...note }: Sealed & Omit<Note, 'text'>): Note => ({ ...note, text: text(key, noteText(note.id), sealed) })
