import { record } from '#audit'
import { csv } from '#lib/csv'
import type { Tx } from '#lib/sql'
import { civilDate } from '#lib/time'
import { NotFound, page, type Ports, type Route, type Visit } from '#web'
import { evaluatorPage, evaluatorPath } from './pages/evaluator.ts'
import * as ask from './queries.ts'
import { isOver, lastQuarter, quarterAround, quarterOf, type Quarter } from './quarter.ts'

type Counts = Awaited<ReturnType<typeof ask.countByWeek>>

/** The evaluator's pages: exact counts by week, service, area and group of roles, of quarters that are over. */
export const evaluationRoutes = ({ db }: Pick<Ports, 'db'>): Route[] => {
  const read = (visit: Visit, quarter: Quarter): Promise<Counts> =>
    db.withActor(visit.viewer.actor, async (tx) => {
      if (!isOver(quarter, visit.now)) throw new NotFound()
      await recordLook(tx, visit)
      return ask.countByWeek(tx, quarter.from)
    })
  const show = async (visit: Visit, quarter: Quarter) =>
    page(evaluatorPage({ quarter, weeks: byWeek(await read(visit, quarter)), others: around(quarter, visit.now) }))
  return [
    {
      method: 'GET',
      path: evaluatorPath,
      may: 'evaluator',
      handle: (visit) => show(visit, lastQuarter(civilDate(visit.now))),
    },
    {
      method: 'GET',
      path: `${evaluatorPath}/:quarter`,
      may: 'evaluator',
      handle: (visit) => show(visit, named(visit)),
    },
    {
      method: 'GET',
      path: `${evaluatorPath}/:quarter/weeks.csv`,
      may: 'evaluator',
      handle: async (visit) => weeksFile(named(visit), await read(visit, named(visit))),
    },
  ]
}

/** The quarter that a path names; anything else is not there. */
export function named({ params }: Visit): Quarter {
  const quarter = quarterOf(params['quarter'] ?? '')
  if (!quarter) throw new NotFound()
  return quarter
}

const recordLook = (tx: Tx, { viewer, requestId }: Visit) =>
  record(tx, {
    verb: 'evaluation.read',
    subjectKind: 'staff',
    subjectId: viewer.id!,
    actorKind: 'evaluator',
    actorId: viewer.id,
    requestId,
  })

const byWeek = (counts: Counts) =>
  [...Map.groupBy(counts, ({ week }) => week)].map(([week, of]) => ({
    week: Temporal.PlainDate.from(week),
    sessions: of.reduce((sum, { sessions }) => sum + sessions, 0),
  }))

/** The four quarters before one, and the one after it when that is over. */
const around = (quarter: Quarter, now: Temporal.Instant): Quarter[] =>
  [3, -3, -6, -9, -12]
    .map((months) => quarterAround(quarter.from.add({ months })))
    .filter((other) => isOver(other, now))

const weeksFile = (quarter: Quarter, counts: Counts) =>
  ({
    kind: 'file',
    type: 'text/csv; charset=utf-8',
    name: `weeks-${quarter.key}.csv`,
    body: csv([
      ['Week from', 'Service', 'Area code', 'Group of roles', 'Sessions'],
      ...counts.map(({ week, service, area, roleGroup, sessions }) => [
        week,
        service,
        area ?? '',
        roleGroup ?? '',
        sessions,
      ]),
    ]),
  }) as const
