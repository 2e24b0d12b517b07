import { randomUUID } from 'node:crypto'
import { beforeEach } from 'node:test'
import { anyone } from '../src/lib/door.ts'
import {
  plan,
  type DeliveryPorts,
  type Handed,
  type Mail,
  type Planned,
  type Renderer,
  type Sender,
} from '../src/notifications/index.ts'
import { freshDatabase } from './database.ts'

/** For tests of sending: a database whose clock stands still, a message about one subject, and what becomes of it. */
export async function deliveryWorld() {
  const { db, admin, setClock } = await freshDatabase()
  const start = Temporal.Instant.from('2026-11-23T10:00:00Z')
  let now = start
  const subject = randomUUID()
  const logged: string[] = []
  const confirmation: Planned = {
    kind: 'booking-confirmation',
    subjectId: subject,
    subjectSequence: 0,
    recipient: 'client',
    channel: 'email',
    dueAt: start,
  }
  await admin.query('create table state_now (words text); grant select on state_now to lay_worker')
  beforeEach(async () => {
    logged.length = 0
    await setClock((now = start))
    await admin.query(`delete from message; delete from pgboss.job; truncate state_now;
      insert into state_now values ('6:30pm')`)
  })
  const rows = async () =>
    (await admin.query('select state, fault, attempts, try_at, sent_at from message order by kind, due_at')).rows

  return {
    db,
    admin,
    start,
    subject,
    logged,
    rows,
    now: () => now,
    wait: (ahead: Temporal.DurationLike) => setClock((now = now.add(ahead))),
    /** Plans the confirmation, or what differs from it. */
    planning: (...messages: Partial<Planned>[]) =>
      db.withActor(anyone, (tx) =>
        plan(
          tx,
          messages.map((message) => ({ ...confirmation, ...message })),
        ),
      ),
    /** What became of each message, with the fault. */
    states: async () => (await rows()).map(({ state, fault }) => (fault ? `${state} ${fault}` : state) as string),
    /** What sending needs, with this way to send mail. */
    ports: (email: Sender<Mail> | null, renderer: Renderer = fromState): DeliveryPorts => ({
      db,
      renderers: { 'booking-confirmation': renderer, 'reminder-day': renderer, 'find-code': renderer },
      senders: { email, text: null },
      log: (event, facts) => void logged.push(`${event} ${JSON.stringify(facts)}`),
    }),
  }
}

/** Writes what the state says at the moment of sending; no state, nothing to say. */
export const fromState: Renderer = async (tx) => {
  const [state] = (await tx.send('', 'select words from state_now', [])) as { words: string }[]
  return state ? { channel: 'email', to: 'amina@example.org', subject: state.words, text: 't', html: 'h' } : null
}

/** A provider that takes everything down and answers as told. */
export function provider(answer: (mail: Mail) => Handed | Promise<Handed> = () => 'sent') {
  const seen: { id: string; subject: string }[] = []
  const email: Sender<Mail> = async (mail, id) => {
    seen.push({ id, subject: mail.subject })
    return answer(mail)
  }
  return { seen, email }
}
