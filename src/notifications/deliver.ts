import { worker, type Db } from '#lib/door'
import { enqueue, faultOf, type JobLog } from '#jobs'
import type { Tx } from '#lib/sql'
import type { Message } from './kinds.ts'
import { claimDue, claimOf, settleMessages, trimCaptured } from './queries.ts'
import { TooMany, type Handed, type Mail, type Rendered, type Renderer, type Senders, type Text } from './rendered.ts'
import { afterQuietHours, canWait } from './reminders.ts'
import { nextTry } from './retries.ts'
import { fragmentsOf } from './senders/text/fragments.ts'

export type DeliveryPorts = {
  db: Db
  /** One for every kind that is planned. */
  renderers: Readonly<Record<string, Renderer>>
  senders: Senders
  log: JobLog
  /** Waits for some milliseconds, between groups of a backlog. */
  pause?: (millis: number) => Promise<unknown>
}

type Claimed = Message & { attempts: number; isCode: boolean; sinceDueSeconds: number }
/** `fragments`: how many texts a text went out as; null for whatever was none, or was not sent. */
type Ended = { ending: Ending; fragments: number | null }
type Ending = Handed | 'skipped' | 'quiet' | 'late' | 'unsayable' | 'no-sender' | 'too-many'

/** The work that is asked for where a message to a client did not arrive. */
export const cameBack = 'message-came-back'

const atOnce = 16
/** Few enough that a round ends before a worker that is asked to stop has to. */
const inARound = 64
/** Twenty-five a second for each of two rounds: a relay is not flooded, and a backlog leaves the machine to those who book. */
const paceMillis = 40
const sendingMillis = 45_000
const codeMillis = 30_000

/** Sends what is due, longest due first, and says how many messages it took up. Stops early when nobody is reached. */
export const sendDue = (ports: DeliveryPorts, limit: number): Promise<number> =>
  inGroups(ports, limit, (tx, size) => claimDue(tx, size) as Promise<Claimed[]>)

/** Sends what is due about these subjects: what a job asks for. Saying it twice is harmless. */
export const sendAbout = (ports: DeliveryPorts, subjectIds: readonly string[]): Promise<number> =>
  inGroups(ports, Infinity, (tx, size) => claimOf(tx, size, [...subjectIds]) as Promise<Claimed[]>)

/** A round of what is due: goes on as long as there is some; see startRound. */
export const messageRound = (ports: DeliveryPorts) => ({
  kind: 'messages',
  work: () => sendDue(ports, inARound),
  log: ports.log,
})

/** The room's jobs, by kind: what somebody waits for, and once a minute what nothing else took up. */
export const messageHandlers = (ports: DeliveryPorts) => ({
  messages: async (subjectIds: string[]) => void (await sendAbout(ports, subjectIds)),
  codes: async (subjectIds: string[]) => void (await sendAbout(ports, subjectIds)),
  'messages-due': async () => {
    await sendDue(ports, 2_000)
    await ports.db.withActor(worker, (tx) => trimCaptured(tx))
  },
})

/** Small groups, so that a long backlog is never held in memory and a row's two minutes never run out. */
async function inGroups(ports: DeliveryPorts, limit: number, claim: (tx: Tx, size: number) => Promise<Claimed[]>) {
  let taken = 0
  while (taken < limit) {
    const size = Math.min(atOnce, limit - taken)
    const group = await ports.db.withActor(worker, (tx) => claim(tx, size))
    const words = await wordsOfAll(ports, group)
    const ended = await Promise.all(group.map((message, i) => attempt(ports, message, words[i]!)))
    if (group.length > 0) await settle(ports, group, ended)
    taken += group.length
    if (group.length === size) await ports.pause?.(size * paceMillis)
    // Where a coach was told of something, what follows from it may be due as well.
    if ((group.length < size && !group.some(isToCoach)) || ended.every(({ ending }) => isAway(ending))) break
  }
  return taken
}

const isToCoach = ({ recipient }: Claimed) => recipient === 'coach'

/** How the words of a message are come by: worked out already, or with a transaction of their own. */
type Words = () => Promise<Rendered | 'unsayable'>

/** Words for a whole group from one transaction; where any of them fails, each is tried by itself, so that only it fails. */
async function wordsOfAll({ db, renderers }: DeliveryPorts, group: readonly Claimed[]): Promise<Words[]> {
  const say = async (tx: Tx, message: Claimed) =>
    untilMorning(message) > 0 ? null : (renderers[message.kind]?.(tx, message) ?? 'unsayable')
  const alone = (message: Claimed) => () => db.withActor(worker, (tx) => say(tx, message))
  if (group.length < 2) return group.map(alone)
  try {
    const all = await db.withActor(worker, (tx) => Promise.all(group.map((message) => say(tx, message))))
    return all.map((rendered) => async () => rendered)
  } catch {
    return group.map(alone)
  }
}

/** The time for a code runs from when it was due: after 30 seconds it is worth nothing to its owner. */
async function attempt({ senders, log }: DeliveryPorts, message: Claimed, words: Words): Promise<Ended> {
  const not = (ending: Ending): Ended => ({ ending, fragments: null })
  const { kind, isCode, sinceDueSeconds } = message
  const millis = isCode ? codeMillis - sinceDueSeconds * 1_000 : sendingMillis
  if (millis <= 0) return not('late')
  if (untilMorning(message) > 0) return not('quiet')
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), millis)
  try {
    const rendered = await words()
    if (rendered === 'unsayable') return not(rendered)
    if (rendered === null) return not('skipped')
    if (deadline.signal.aborted) return not(isCode ? 'late' : 'unreachable')
    const ending = await hand(senders, rendered, message, deadline.signal)
    const paid = ending === 'sent' && rendered.channel === 'text'
    return { ending, fragments: paid ? fragmentsOf(rendered.text) : null }
  } catch (error) {
    if (error instanceof TooMany) return not('too-many')
    log('message.fault', { kind, fault: faultOf(error) })
    return not('unsayable')
  } finally {
    clearTimeout(timer)
  }
}

async function hand(
  { email, text }: Senders,
  rendered: Mail | Text,
  { id, attempts, sinceDueSeconds }: Claimed,
  signal: AbortSignal,
): Promise<Ending> {
  if (rendered.channel === 'email') return email ? await email(rendered, id, signal) : 'no-sender'
  return text ? await text(rendered, id, signal, attempts > 1 ? sinceDueSeconds : undefined) : 'no-sender'
}

/** Whether whoever delivers could not be spoken to, or not to the end, or takes nothing from us. */
const isAway = (ending: Ending) => ending === 'unreachable' || ending === 'unsure' || ending === 'turned-away'

/** Once for the group: a worker that dies before this sends at most a group again, each message under its own name. */
async function settle({ db, log }: DeliveryPorts, group: readonly Claimed[], ended: readonly Ended[]) {
  const settled = group.map((message, i) => settledAs(message, ended[i]!.ending))
  // Whether it was refused or nobody took it for hours: whoever should have heard of it is told otherwise.
  const lost = group.filter(
    ({ recipient, isCode }, i) =>
      recipient !== 'address' && !isCode && settled[i]!.state === 'failed' && settled[i]!.fault !== 'too-many',
  )
  await db.withActor(worker, async (tx) => {
    await enqueue(
      tx,
      cameBack,
      lost.map(({ id }) => id),
    )
    await settleMessages(
      tx,
      group.map(({ id }) => id),
      group.map(({ attempts }) => attempts),
      settled.map(({ state }) => state),
      settled.map(({ fault }) => fault),
      settled.map(({ wait }) => wait),
      ended.map(({ fragments }) => fragments),
      settled.map(({ dueThen = false }) => dueThen),
      ended.map(({ ending }) => ending === 'unsure'),
    )
  })
  group.forEach(({ kind, attempts }, i) => {
    const fault = settled[i]!.fault
    if (fault !== null) log('message.not-sent', { kind, fault, attempts })
  })
}

type Settled = { state: string; fault: string | null; wait: number; dueThen?: boolean }

function settledAs(message: Claimed, ending: Ending): Settled {
  const { attempts, isCode, sinceDueSeconds } = message
  if (ending === 'sent' || ending === 'skipped') return { state: ending, fault: null, wait: 0 }
  // What was never handed over is due when it may go; what was may have been taken since it was due, and is looked for.
  if (ending === 'quiet') return { state: 'waiting', fault: null, wait: untilMorning(message), dueThen: attempts === 1 }
  const again = !isCode && (isAway(ending) || ending === 'unsayable')
  const wait = again ? nextTry(attempts, sinceDueSeconds, Math.random()) : null
  return {
    state: wait === null ? 'failed' : 'waiting',
    fault: ending === 'unsure' ? 'unreachable' : ending,
    wait: wait === null ? 0 : quietly(message, wait),
  }
}

/** Seconds until the next try: a text that can wait is not tried again at night, however long its gateway was down. */
const quietly = (message: Claimed, wait: number): number =>
  message.keepsQuiet || (canWait(message.kind) && !message.anyTime) ? wait + quietSeconds(message, wait) : wait

/** Seconds until a text that keeps the quiet hours may go; 0 for one that may. */
const untilMorning = (message: Claimed): number => (message.keepsQuiet ? quietSeconds(message, 0) : 0)

/** Seconds of quiet hours that a text runs into in so many seconds from now. */
function quietSeconds({ channel, dueAt, sinceDueSeconds }: Claimed, ahead: number): number {
  if (channel !== 'text') return 0
  const at = dueAt.add({ milliseconds: Math.floor((sinceDueSeconds + ahead) * 1_000) })
  return at.until(afterQuietHours(at)).total('seconds')
}
