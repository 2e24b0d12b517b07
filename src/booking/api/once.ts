import type { Tx } from '#lib/sql'
import { hashOfCall, isIdempotencyKey, keepAnswer, once } from '#identity'
import type { Reply, Visit } from '#web'
import { unlessApart } from '../apart/refused.ts'
import type { RoomPorts } from '../ports.ts'
import { invalid, problem, toReply, type Answer } from './answer.ts'

/** What an act answers, and what memory is told once its transaction has committed. */
export type Done = { answer: Answer; after?: () => void | Promise<void> }

/** Runs an act in one transaction. With an Idempotency-Key the same call again gets the same answer, for 24 hours. */
export async function onceACall(ports: RoomPorts, visit: Visit, act: (tx: Tx) => Promise<Done>): Promise<Reply> {
  const name = visit.headers['idempotency-key']
  if (name !== undefined && !isIdempotencyKey(name))
    return toReply(invalid([{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible characters' }]))
  const doing = (act: (tx: Tx) => Promise<Done>) =>
    ports.db.withActor(visit.viewer.actor, (tx) => inIt(tx, ports, visit, act))
  // A key learns nothing of who is not to meet whom: the time that it held is gone.
  const done = await unlessApart(
    () => doing(act),
    () => doing(async () => ({ answer: problem('hold-expired') })),
  )
  await done.after?.()
  return toReply(done.answer)
}

/** The act, or what was answered to the same call before. */
async function inIt(tx: Tx, ports: RoomPorts, visit: Visit, act: (tx: Tx) => Promise<Done>): Promise<Done> {
  const name = visit.headers['idempotency-key']
  if (name === undefined) return act(tx)
  const call = { keyId: visit.viewer.id!, idempotencyKey: name }
  const known = await once(tx, {
    ...call,
    callHash: hashOfCall(visit.method, visit.path, visit.json),
    secret: ports.repliesKey,
  })
  if (known.kind === 'mismatch') return { answer: problem('idempotency-mismatch') }
  if (known.kind === 'replay') return { answer: known.body as Answer }
  const first = await act(tx)
  await keepAnswer(tx, ports.repliesKey, call, first.answer.status, first.answer)
  return first
}
