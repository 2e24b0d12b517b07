import { boolean, count, date, instant, integer, json, maybe, query, text, uuid } from '#lib/sql'

/** A key and what it was called when the edition was made. */
export type Heading = { key: string; name: string }

const editionShape = {
  id: uuid,
  quarter: date,
  version: integer,
  rule: text,
  down: json<Heading[]>(),
  across: json<Heading[]>(),
  madeAt: instant,
}
const editionColumns = `id, quarter, version, rule, down, across, made_at as "madeAt"`
const kind = `'sessions-by-service-and-board'`

/** The edition of the newest quarter, in its newest version. */
export const newestEdition = query(
  editionShape,
  `select ${editionColumns} from edition where kind = ${kind} order by quarter desc, version desc limit 1`,
)

/** The edition of a quarter in its newest version. */
export const editionOfQuarter = query(
  editionShape,
  `select ${editionColumns} from edition where kind = ${kind} and quarter = $1 order by version desc limit 1`,
)

/** Every quarter that has an edition, newest first; four a year. */
export const editedQuarters = query(
  { quarter: date, version: integer, rule: text, madeAt: instant },
  `select distinct on (quarter) quarter, version, rule, made_at as "madeAt"
     from edition where kind = ${kind} order by quarter desc, version desc limit 200`,
)

export const cellsOfEdition = query(
  { down: text, across: text, shown: text },
  `select down_key as down, across_key as across, shown from edition_cell where edition_id = $1`,
)

export const insertEdition = query(
  { id: uuid },
  `insert into edition (kind, quarter, rule, down, across)
   values (${kind}, $1, $2, $3, $4) on conflict do nothing returning id`,
)

export const insertCells = query(
  {},
  `insert into edition_cell (edition_id, down_key, across_key, shown)
   select $1, cell.down, cell.across, cell.shown
     from jsonb_to_recordset($2) as cell (down text, across text, shown text)`,
)

/** Sessions of a finished quarter by service and area, with totals; only counts can be had. */
export const countSessions = query(
  {
    everyService: boolean,
    service: maybe(text),
    everyArea: boolean,
    area: maybe(text),
    sessions: count,
    people: count,
  },
  `select every_service as "everyService", service_key as service, every_area as "everyArea", area, sessions, people
     from sessions_by_service_and_area($1)`,
)

/** For the evaluator: sessions of a finished quarter by week, service, area and group of roles. */
export const countByWeek = query(
  { week: date, service: text, area: maybe(text), roleGroup: maybe(text), sessions: count },
  `select week, service_key as service, area, role_group_key as "roleGroup", sessions
     from sessions_by_week($1) order by week, service_key, area nulls last, role_group_key nulls last`,
)

export const clockNow = query({ now: instant }, 'select clock_now() as now')
