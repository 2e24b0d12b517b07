import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '#lib/clock'
import { anyone, type Db } from '#lib/door'
import { civilDate } from '#lib/time'
import { helplinesOn, programme } from '#organisations'
import { isDatabaseAway } from '#web'
import type { KnownHelpline } from './plain/facts.ts'
import { shownTexts } from './plain/review.ts'

/**
 * Whom people can reach: the programme's own number, whom coaches call about somebody's safety, and who helps at once.
 * And whether there is anything in easy read or another language.
 */
export type Help = {
  phone: string | null
  dutyPhone: string | null
  helplines: readonly KnownHelpline[]
  plain: boolean
}

export type HelpAtHand = {
  /** As it is now; as it was last read while the database is away or takes longer than a second. */
  now(): Promise<Help>
  /** As it was last read. */
  last(): Help
  stop(): void
}

const patienceMillis = 1_000
type Again = (work: () => Promise<unknown>) => () => void

const everyMinute: Again = (work) => {
  const timer = setInterval(() => void work(), 60_000).unref()
  return () => clearInterval(timer)
}

/**
 * Reads whom people can reach, again every minute, and keeps it for when nothing can be read. `again` is handed in by
 * tests.
 */
export async function keepHelp({
  db,
  clock,
  demo,
  onFault,
  again = everyMinute,
}: {
  db: Db
  clock: Clock
  /** Whether texts that nobody has checked are shown. */
  demo: boolean
  /** Told what keeps it from being read, but for the database being away, which is said elsewhere. */
  onFault(error: unknown): void
  again?: Again
}): Promise<HelpAtHand> {
  const read = () =>
    db.withActor(anyone, async (tx): Promise<Help> => {
      const [about, helplines, shown] = await Promise.all([
        programme(tx),
        helplinesOn(tx, civilDate(clock())),
        shownTexts(tx, demo),
      ])
      return { phone: about.phone, dutyPhone: about.dutyPhone, helplines, plain: shown.length > 0 }
    })
  let kept = await read()
  const renew = async () => (kept = await read())
  const keptIfAway = (error: unknown) => {
    if (!isDatabaseAway(error)) throw error
    return kept
  }
  return {
    now: () => Promise.race([renew().catch(keptIfAway), pause(patienceMillis, null, { ref: false }).then(() => kept)]),
    last: () => kept,
    // While nothing can be read the old words stand.
    stop: again(() => renew().catch((error: unknown) => isDatabaseAway(error) || onFault(error))),
  }
}
