import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { openCaptured } from '../src/notifications/outbox/sealed.ts'

export type Message = {
  channel: 'email' | 'text'
  to: string
  subject: string | null
  text: string
  html: string | null
  ics: string | null
}

const patienceMillis = 15_000

/** What the product has sent, read behind its door. */
export function makeOutbox(admin: pg.Client, secret: Buffer) {
  const outbox = async (): Promise<Message[]> =>
    (
      await admin.query<{ id: string; channel: Message['channel']; sealed: Buffer }>(
        `select message_id as id, channel, sealed from captured_message order by captured_message.id`,
      )
    ).rows.map(({ id, channel, sealed }) => {
      const { headers: _, ...kept } = openCaptured(secret, id, sealed)
      return { channel, ...kept }
    })
  const found = async (to: string, subject: RegExp) =>
    (await outbox()).find((message) => message.to === to && subject.test(message.subject ?? ''))
  return {
    /** Every message sent so far, oldest first. */
    outbox,
    /** The mail to an address whose subject fits, as soon as it is there. */
    mailTo: (to: string, subject: RegExp) => soon(() => found(to, subject), `mail to ${to}, subject ${subject}`),
    /**
     * Resolves when no message that is due waits to be written, nor is being handed over: a code counts as lost
     * meanwhile.
     */
    allSent: async () => {
      const waiting = `select from message where (state = 'waiting' and due_at <= clock_now()) or fault = 'lost'`
      await soon(
        async () => (await admin.query(waiting)).rowCount === 0 || undefined,
        'every due message to be handled',
      )
    },
  }
}

/** Asks again until there is an answer; throws what was waited for when there is none in time. */
async function soon<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = performance.now() + patienceMillis
  while (performance.now() < end) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await pause(50)
  }
  throw new Error(`Waited in vain for ${what}`)
}
