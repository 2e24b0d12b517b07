import type { Count, Tabulation } from './disclosure.ts'
import type { Sum } from './known.ts'

/** One count of a table of two dimensions. A null row or column is the total over all of them. */
export type Counted = { row: string | null; column: string | null } & Count

/** A table with its margins, and where each of its cells lies among those of the tabulation. */
export type CrossTable = Tabulation & { place: (row: string | null, column: string | null) => number }

const nothing: Count = { count: 0, people: 0 }

/**
 * Lays counts out as a table of these rows and columns, with the total of each and of all. What was not counted is
 * nothing. Each row is a group of people, and its columns are what they did.
 */
export function crossTable(
  rows: readonly string[],
  columns: readonly string[],
  counted: readonly Counted[],
): CrossTable {
  const [down, across] = [
    [...rows, null],
    [...columns, null],
  ]
  const place = (row: string | null, column: string | null) =>
    down.indexOf(row) * across.length + across.indexOf(column)
  const cells: Count[] = Array.from({ length: down.length * across.length }, () => nothing)
  for (const { row, column, count, people } of counted) {
    if (!down.includes(row) || !across.includes(column)) throw new Error('A count outside of its table')
    cells[place(row, column)] = { count, people }
  }
  const ofRow = (row: string | null): Sum => ({
    total: place(row, null),
    parts: columns.map((column) => place(row, column)),
    values: row !== null,
  })
  const ofColumn = (column: string | null): Sum => ({
    total: place(null, column),
    parts: rows.map((row) => place(row, column)),
    values: false,
  })
  return { cells, sums: [...down.map(ofRow), ...across.map(ofColumn)], place }
}
