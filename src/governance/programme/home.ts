import { dateWords } from '#lib/time'
import { changesOf, closuresBetween, currentServices, pauseOf, pausesFrom, programme } from '#organisations'
import { page, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { daysAhead } from './bank-holidays.ts'
import { homePage } from './pages/home.ts'

const changesShown = 10

/** Where the lead changes the programme: what it is now, and what was changed last. */
export async function showHome(turn: Turn): Promise<Reply> {
  const { tx, team, visit } = turn
  const { now } = visit
  const pauses = await pausesFrom(tx, now)
  const services = (await currentServices(tx)).map((service) => ({ service, pause: pauseOf(pauses, service.key, now) }))
  const [holiday] = await daysAhead(turn)
  const closures = await closuresBetween(tx, now, now.add({ hours: 366 * 24 }))
  return page(
    homePage({
      team,
      now,
      services,
      about: await programme(tx),
      paused: services.find(({ pause }) => pause?.serviceKey === null)?.pause ?? null,
      ahead: {
        closures: closures.length,
        pauses: pauses.length,
        holiday: holiday ? `${holiday.name}, ${dateWords(Temporal.PlainDate.from(holiday.day))}` : null,
      },
      changes: await changesOf(tx, null, null, changesShown),
    }),
  )
}
