import { randomUUID } from 'node:crypto'
import type { Actor } from '#lib/door'
import type { Tx } from '#lib/sql'
import { keep, seal, type KeyHolder } from '#vault'
import { goalText, noteText } from './cells.ts'
import { insertGoal, insertNote, notesOff, notesOn, openRecord, shareGoal } from './queries.ts'
import type { ReadPorts, Unopened } from './read.ts'

type WritePorts = { db: ReadPorts['db']; vault: Pick<KeyHolder, 'make' | 'unwrap'> }

/** Keeps a goal of the client's own. Gives its id. */
export async function writeGoal(
  ports: WritePorts,
  { actor, clientId, text, shared }: { actor: Actor; clientId: string; text: string; shared: boolean },
): Promise<string> {
  const { key, kept } = await contentKey(ports, actor, clientId)
  const id = randomUUID()
  await ports.db.withActor(actor, async (tx) => {
    await kept(tx)
    await insertGoal(tx, id, clientId, shared, seal(key, goalText(id), text))
  })
  return id
}

/** Shares a goal of one's own with the coach, or no longer. False where it is not one's own. */
export const share = async (tx: Tx, goalId: string, shared: boolean): Promise<boolean> =>
  (await shareGoal.one(tx, goalId, shared)) !== undefined

/** Turns a coach's own notes on, or off again: what was written stays until its time. */
export async function keepNotes(tx: Tx, coachId: string, on: boolean): Promise<void> {
  await (on ? notesOn(tx, coachId) : notesOff(tx, coachId))
}

/** Keeps what a coach notes for themselves. Refused by the database where they have not turned notes on. */
export async function writeNote(
  ports: WritePorts,
  asked: { actor: Actor; clientId: string; text: string; requestId: string | null },
): Promise<Unopened | { kind: 'written'; id: string }> {
  const { actor, clientId, text, requestId } = asked
  const { key, kept } = await contentKey(ports, actor, clientId)
  return ports.db.withActor(actor, async (tx) => {
    const answer = (await openRecord.one(tx, clientId, 'notes.written', requestId))?.answer
    if (answer !== 'open') return { kind: answer === 'step-up' ? 'step-up' : 'none' }
    await kept(tx)
    const id = randomUUID()
    await insertNote(tx, id, clientId, actor.account, seal(key, noteText(id), text))
    return { kind: 'written', id }
  })
}

/** The key of what a client says: as it is, or made now and kept in the transaction that seals with it. */
async function contentKey({ vault }: WritePorts, actor: Actor, clientId: string) {
  const ring = await vault.unwrap([{ subject: clientId, purpose: 'content' }], actor)
  const key = ring.of(clientId, 'content')
  if (key) return { key, kept: async () => {} }
  const made = await vault.make(clientId, 'content')
  return { key: made.key, kept: (tx: Tx) => keep(tx, made) }
}
