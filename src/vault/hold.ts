import type { Clock } from '#lib/clock'
import type { Actor, Db, Role } from '#lib/door'
import { recordAll, type ActorKind } from '#audit'
import type { Purpose } from './cell.ts'
import { dumpKeys } from './dumping.ts'
import { ringOf, type KeyHolder, type Wanted } from './holder.ts'
import type { Kek } from './kek.ts'
import { makeLimit } from './limit.ts'
import { openKeys } from './queries.ts'
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

/** For whom an opening is recorded, and as what: staff. Clients open their own; the worker writes to everybody. */
const staff: Partial<Record<Role, ActorKind>> = { lay_coach: 'coach', lay_opening: 'operator', lay_ops: 'operator' }

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
        const actorKind = staff[actor.role]
        // No record, no key: they are one transaction.
        if (actorKind)
          await recordAll(
            tx,
            found.map(({ subject, purpose }) => ({
              verb: 'key.opened',
              subjectKind: actor.role === 'lay_ops' ? 'enquiry' : purpose === 'contact' ? 'client' : purpose,
              subjectId: subject,
              actorKind,
              actorId: actor.account,
              reason: purpose,
            })),
          )
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
