import type * as imapflow from 'imapflow'
import { lazily } from '#lib/lazy'
import type { MailboxAccount } from './account.ts'
import { mostBytes } from './read.ts'

const library = lazily<typeof imapflow>('imapflow')

/** A message of a mailbox, as far as it is read. `whole`: nothing of it was left out. */
export type Letter = { uid: number; mail: Buffer; whole: boolean }
export type OpenMailbox = {
  /** What the server numbers messages by: it changes where it counts anew. */
  validity: number
  /** The messages of the last month after this one, oldest first. */
  after(uid: number, most: number): Promise<number[]>
  fetch(uid: number): Promise<Letter | null>
  seen(uid: number): Promise<void>
  close(): Promise<void>
}

/** Opens a mailbox. Every wait has an end, and no answer is larger than a mail may be. */
export async function openMailbox(account: MailboxAccount, now: Temporal.Instant): Promise<OpenMailbox> {
  const { host, port, tls, near, user, pass, folder } = account
  const client = new (library().ImapFlow)({
    host,
    port,
    secure: tls,
    ...(tls || near ? {} : { doSTARTTLS: true }),
    auth: { user, pass },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    maxLineLength: 1_000_000,
    maxLiteralSize: mostBytes + 1_000,
    maxResponseSize: mostBytes + 1_000_000,
  })
  // A connection that breaks off ends the command that waits; nobody else has to hear of it.
  client.on('error', () => {})
  try {
    await client.connect()
    const { uidValidity } = await client.mailboxOpen(folder)
    return {
      validity: Number(uidValidity),
      after: async (uid, most) => {
        const since = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 30 }).toString()
        const found = (await client.search({ uid: `${uid + 1}:*`, since }, { uid: true })) || []
        return found
          .filter((each) => each > uid)
          .toSorted((a, b) => a - b)
          .slice(0, most)
      },
      fetch: async (uid) => {
        const found = await client.fetchOne(
          String(uid),
          { uid: true, size: true, source: { start: 0, maxLength: mostBytes } },
          { uid: true },
        )
        if (!found || !found.source) return null
        return { uid, mail: found.source, whole: (found.size ?? 0) <= mostBytes }
      },
      seen: async (uid) => void (await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })),
      close: () => client.logout().catch(() => client.close()),
    }
  } catch (error) {
    client.close()
    throw error
  }
}
