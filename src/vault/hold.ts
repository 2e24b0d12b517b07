import type { Clock } from '#lib/clock'
import type { Actor, Db, Role } from '#lib/door'
import type { Tx } from '#lib/sql'
import { recordAll, type AuditEvent, type StaffRole } from '#audit'
import type { Purpose } from './cell.ts'
import { dumpKeys } from './dumping.ts'
import { ringOf, type KeyHolder, type Wanted } from './holder.ts'
import type { Kek } from './kek.ts'
import { makeLimit } from './limit.ts'
import { openingAs, openKeys } from './queries.ts'
import { makeKey, unwrap, type Wrapped } from './wrap.ts'

export type HoldPorts = {
  db: Db
  clock: Clock
  /** The KEKs as they are now, the one in use last. */
  keks: () => readonly Kek[]
  /** The folder of dumps. */
  dumps: string
  /** Hears when somebody asked for more than there ever is a need for. */
  alarm: (event: string, facts: { role: Role; purpose: Purpose }) => void
  limits?: Limits
}

/** How many people's keys are given within an hour: of content, and of contacts to the worker and to everybody else. */
export type Limits = { content: number; working: number; contact: number }
const usual: Limits = { content: 500, working: 50_000, contact: 20_000 }

/** Whose openings are not recorded one by one: a client or a browser opens its own; the worker writes to everybody. */
const unrecorded: readonly Role[] = ['lay_public', 'lay_client', 'lay_worker']

/** Far more than a page shows. */
const mostAtOnce = 500

/** Makes keys and unwraps none: for who lays a world of data and reads nothing. */
export const makeKeys = (keks: () => readonly Kek[]): Pick<KeyHolder, 'make'> => ({
  make: async (subject, purpose) => makeKey(inUse(keks()), subject, purpose),
})

/** The key holder in this process. */
export function holdKeys({ db, clock, keks, dumps, alarm, limits = usual }: HoldPorts): KeyHolder {
  const content = makeLimit(limits.content, clock)
  const working = makeLimit(limits.working, clock)
  const contact = makeLimit(limits.contact, clock)
  const limitOf = (role: Role, purpose: Purpose) =>
    purpose !== 'contact' ? content : role === 'lay_worker' ? working : contact

  function checkLimits(rows: readonly Wrapped[], role: Role) {
    for (const [purpose, of] of Map.groupBy(rows, (row) => row.purpose)) {
      if (limitOf(role, purpose)(of.map(({ subject }) => subject))) continue
      alarm('keys over the limit', { role, purpose })
      throw new Error('More people’s keys were asked for within an hour than are given')
    }
  }

  return {
    ...makeKeys(keks),
    async unwrap(wanted, actor) {
      const asked = distinct(wanted)
      if (asked.length === 0) return ringOf([])
      if (asked.length > mostAtOnce) throw new Error('More keys were asked for at once than are given')
      const rows = await db.withActor(holderFor(actor), async (tx) => {
        const subjects = asked.map(({ subject }) => subject)
        const purposes = asked.map(({ purpose }) => purpose)
        const found = (await openKeys(tx, actor.role, subjects, purposes)) as Wrapped[]
        checkLimits(found, actor.role)
        // No record, no key: they are one transaction.
        if (!unrecorded.includes(actor.role)) await recordAll(tx, await openings(tx, found, actor))
        return found
      })
      const at = keks()
      return ringOf(rows.map((row) => unwrap(at, row)))
    },
    dump: async () => void (await dumpKeys({ db, clock, keks, folder: dumps })),
    close: async () => {},
  }
}

/** The holder's own transaction, with the asker's claim in it. */
const holderFor = ({ claim }: Actor): Actor => ({ zone: 'keys', role: 'lay_keys', claim, account: null })

const distinct = (wanted: readonly Wanted[]) => [
  ...new Map(wanted.map((one) => [`${one.purpose} ${one.subject}`, one])).values(),
]

function inUse(keks: readonly Kek[]): Kek {
  const kek = keks.at(-1)
  if (!kek) throw new Error('There is no key to wrap others with')
  return kek
}

/** What staff opened, as the trail has it. The operator at the desk has no session, and is known by the act's own id. */
async function openings(tx: Tx, found: readonly Wrapped[], { role, account }: Actor): Promise<AuditEvent[]> {
  const desk = role === 'lay_ops'
  const actorKind = desk ? 'operator' : ((await openingAs.one(tx))?.role as StaffRole | null | undefined)
  if (!actorKind && found.length > 0) throw new Error('Keys would be given to nobody who is known')
  return found.map(({ subject, purpose }) => ({
    verb: 'key.opened',
    subjectKind: desk ? 'enquiry' : purpose === 'contact' ? 'client' : purpose,
    subjectId: subject,
    actorKind: actorKind ?? 'operator',
    actorId: account,
    reason: purpose,
  }))
}
