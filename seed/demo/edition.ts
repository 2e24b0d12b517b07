import type pg from 'pg'
import { civilDate } from '#lib/time'
import { lastQuarter, layCommissioner, notSaid, shownCells } from '#commissioning'
import type { Chance } from '../random.ts'
import { mix } from './timetable.ts'

type Heading = { key: string; name: string }

/**
 * Lays the edition of the last quarter: counts as a programme of this size has them, drawn and put through the very rule
 * that real ones go through. No bookings lie behind them.
 */
export async function layDemoEdition(client: pg.Client, now: Temporal.Instant, chance: Chance): Promise<void> {
  const quarter = lastQuarter(civilDate(now))
  const down = [...(await boardsOn(client, quarter.until.subtract({ days: 1 }))), notSaid]
  const across = await bookedByTime(client)
  const { rows } = await client.query<{ id: string }>(
    `insert into edition (kind, quarter, rule, down, across, made_at)
     values ('sessions-by-service-and-board', $1, $2, $3, $4, $5) on conflict do nothing returning id`,
    [
      quarter.from.toString(),
      layCommissioner.name,
      JSON.stringify(down),
      JSON.stringify(across),
      quarter.until.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '03:57' }).toInstant().toString(),
    ],
  )
  if (!rows[0]) return
  await client.query(
    `insert into edition_cell (edition_id, down_key, across_key, shown)
     select $1, cell.down, cell.across, cell.shown
       from jsonb_to_recordset($2) as cell (down text, across text, shown text)`,
    [rows[0].id, JSON.stringify(shownCells({ down, across, counted: drawn(down, across, chance) }))],
  )
}

/** About 5,000 sessions; every third is by somebody who was counted already, and a few areas have only just begun. */
function drawn(down: readonly Heading[], across: readonly Heading[], chance: Chance) {
  const cells = down.flatMap(({ key: row }) => {
    const size = row === notSaid.key ? 400 : chance.happens(0.1) ? chance.whole(0, 12) : chance.whole(80, 180)
    return across.map(({ key: column }) => {
      const share = (mix[column as keyof typeof mix] ?? 0) / 100
      const count = Math.round(size * share * (0.7 + 0.6 * chance.next()))
      return { row, column, count, people: Math.ceil((count * 2) / 3) }
    })
  })
  const total = (row: string | null, column: string | null) => {
    const of = cells.filter((cell) => (row === null || cell.row === row) && (column === null || cell.column === column))
    const sum = (what: 'count' | 'people') => of.reduce((all, cell) => all + cell[what], 0)
    return { row, column, count: sum('count'), people: sum('people') }
  }
  return [
    ...cells,
    ...down.map(({ key }) => total(key, null)),
    ...across.map(({ key }) => total(null, key)),
    total(null, null),
  ]
}

async function boardsOn(client: pg.Client, day: Temporal.PlainDate): Promise<Heading[]> {
  const { rows } = await client.query<Heading>(
    `select b.code as key, b.short_name as name from board b join region r on r.code = b.region_code
      where b.valid_from <= $1 and (b.valid_to is null or b.valid_to > $1) order by r.name, b.short_name`,
    [day.toString()],
  )
  return rows
}

async function bookedByTime(client: pg.Client): Promise<Heading[]> {
  const { rows } = await client.query<Heading & { position: number }>(
    `select distinct on (position, key) key, name, position from service_version
      where bookable = 'slots' order by position, key, version desc`,
  )
  return rows.map(({ key, name }) => ({ key, name }))
}
