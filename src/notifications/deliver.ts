import { worker, type Db } from '#lib/door'
import { faultOf, type JobLog } from '#jobs'
import type { Tx } from '#lib/sql'
import type { Message } from './kinds.ts'
import { claimDue, claimOf, settleMessage } from './queries.ts'
import type { Mail, Renderer, Senders, Text } from './rendered.ts'
import { nextTry } from './retries.ts'

export type DeliveryPorts = {
  db: Db
  /** One for every kind that is planned. */
  renderers: Readonly<Record<string, Renderer>>
  senders: Senders
  log: JobLog
}

type Claimed = Message & { attempts: number; isCode: boolean; sinceDueSeconds: number }
type Ending = 'sent' | 'skipped' | 'refused' | 'unreachable' | 'late' | 'unsayable' | 'no-sender'

const atOnce = 8
const sendingMillis = 45_000
const codeMillis = 30_000

/** Sends what is due, longest due first, and says how many messages it took up. Stops early when nobody is reached. */
export const sendDue = (ports: DeliveryPorts, limit: number): Promise<number> =>
  inGroups(ports, limit, (tx, size) => claimDue(tx, size) as Promise<Claimed[]>)

/** Sends what is due about these subjects: what a job asks for. Saying it twice is harmless. */
export const sendAbout = (ports: DeliveryPorts, subjectIds: readonly string[]): Promise<number> =>
  inGroups(ports, Infinity, (tx, size) => claimOf(tx, size, [...subjectIds]) as Promise<Claimed[]>)

/** The room's jobs, by kind: what was just planned, and what has come due. */
export const messageHandlers = (ports: DeliveryPorts) => ({
  messages: async (subjectIds: string[]) => void (await sendAbout(ports, subjectIds)),
  'messages-due': async () => void (await sendDue(ports, 2_000)),
})

/** Small groups, so that a long backlog is never held in memory and a row's two minutes never run out. */
async function inGroups(
  { db, ...rest }: DeliveryPorts,
  limit: number,
  claim: (tx: Tx, size: number) => Promise<Claimed[]>,
) {
  let taken = 0
  while (taken < limit) {
    const size = Math.min(atOnce, limit - taken)
    const group = await db.withActor(worker, (tx) => claim(tx, size))
    const endings = await Promise.all(group.map((message) => deliver({ db, ...rest }, message)))
    taken += group.length
    if (group.length < size || endings.every((ending) => ending === 'unreachable')) break
  }
  return taken
}

async function deliver(ports: DeliveryPorts, message: Claimed): Promise<Ending> {
  const ending = await attempt(ports, message)
  await settle(ports, message, ending)
  return ending
}

/** The time for a code runs from when it was due: after 30 seconds it is worth nothing to its owner. */
async function attempt({ db, renderers, senders, log }: DeliveryPorts, message: Claimed): Promise<Ending> {
  const { id, kind, isCode, sinceDueSeconds } = message
  const millis = isCode ? codeMillis - sinceDueSeconds * 1_000 : sendingMillis
  if (millis <= 0) return 'late'
  const signal = AbortSignal.timeout(Math.min(millis, sendingMillis))
  try {
    const renderer = renderers[kind]
    if (!renderer) return 'unsayable'
    const rendered = await db.withActor(worker, (tx) => renderer(tx, message))
    if (rendered === null) return 'skipped'
    return await hand(senders, rendered, id, signal)
  } catch (error) {
    log('message.fault', { kind, fault: faultOf(error) })
    return 'unsayable'
  }
}

async function hand({ email, text }: Senders, rendered: Mail | Text, id: string, signal: AbortSignal): Promise<Ending> {
  if (rendered.channel === 'email') return email ? await email(rendered, id, signal) : 'no-sender'
  return text ? await text(rendered, id, signal) : 'no-sender'
}

async function settle({ db, log }: DeliveryPorts, message: Claimed, ending: Ending) {
  const { id, kind, attempts, isCode, sinceDueSeconds } = message
  const done = ending === 'sent' || ending === 'skipped'
  const again = ending === 'unreachable' || ending === 'unsayable'
  const wait = again && !isCode ? nextTry(attempts, sinceDueSeconds, Math.random()) : null
  const state = done ? ending : wait === null ? 'failed' : 'waiting'
  const fault = done ? null : ending
  await db.withActor(worker, (tx) => settleMessage(tx, id, attempts, state, fault, wait ?? 0))
  if (!done) log('message.not-sent', { kind, fault: ending, attempts })
}
