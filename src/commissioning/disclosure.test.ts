import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { crossTable, type Counted } from './cross-table.ts'
import { disclose } from './disclosure.ts'
import { whatIsKnown } from './known.ts'
import { boundsOf, layCommissioner as rule, shownAs, whyNotSplit, type Shown } from './rule.ts'

/** A table of sessions, each by somebody else, with the totals that go with it. */
function tableOf(grid: readonly (readonly number[])[], people = (count: number) => count) {
  const rows = grid.map((_, i) => `board ${i}`)
  const columns = grid[0]!.map((_, j) => `service ${j}`)
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
  const counted: Counted[] = []
  const add = (row: string | null, column: string | null, count: number) =>
    counted.push({ row, column, count, people: people(count) })
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) add(row, column, grid[i]![j]!)
    add(row, null, sum(grid[i]!))
  }
  for (const [j, column] of columns.entries()) add(null, column, sum(grid.map((row) => row[j]!)))
  add(null, null, sum(grid.flat()))
  return crossTable(rows, columns, counted)
}

const published = (...grid: number[][]) => disclose(tableOf(grid), rule).join(' ')

describe('a count on its own', () => {
  it('is hidden from 1 to 7, and to the nearest 5 otherwise', () => {
    assert.deepEqual(
      [0, 1, 7, 8, 12, 13, 103].map((count) => shownAs(count, count, rule)),
      [0, '*', '*', 10, 10, 15, 105],
    )
  })

  it('is hidden when many sessions are those of few people', () => {
    assert.equal(shownAs(40, 7, rule), '*')
    assert.equal(shownAs(40, 8, rule), 40)
  })

  it('lies within what a reader works out of it', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (count) => {
        const shown = shownAs(count, count, rule)
        if (shown === '*') return count >= 1 && count <= 7
        const [least, most] = boundsOf(shown, rule)
        return least <= count && count <= most && (shown === 0 || least >= 8)
      }),
    )
  })
})

describe('a table', () => {
  it('may be split by two things, and by no place smaller than a board', () => {
    assert.equal(whyNotSplit(['service', 'board'], rule), null)
    assert.match(whyNotSplit(['service', 'board', 'role-group'], rule)!, /no more than 2/)
    for (const place of ['employer', 'practice', 'network', 'coach'])
      assert.match(whyNotSplit([place], rule)!, /not by/)
    assert.match(whyNotSplit(['board', 'board'], rule)!, /twice/)
  })

  it('hides what rounding alone would give away: 8, 8 and 1 make a total of 15', () => {
    assert.deepEqual(
      [8, 8, 1, 17].map((count) => shownAs(count, count, rule)),
      [10, 10, '*', 15],
    )
    // 15 is 17 at most, and 10 is 8 at least: what is left is one person.
    assert.doesNotMatch(published([8, 8, 1], [40, 40, 40]), /^10 10 \* 15/)
  })

  it('never leaves one cell hidden among others of a sum', () => {
    assert.equal(published([20, 20, 3], [20, 20, 20]), '* 20 * 45 * 20 * 60 40 40 25 105')
  })

  it('says nothing where nothing was done', () => assert.equal(published([0, 0], [0, 0]), '0 0 0 0 0 0 0 0 0'))

  it('shows a table without small numbers as it is, each number to the nearest 5', () => {
    assert.equal(published([12, 13], [21, 34]), '10 15 25 20 35 55 35 45 80')
  })

  it('hides what nearly all of a group did, and all of the group when it was the same for everybody', () => {
    assert.equal(published([19, 0], [40, 40]).split(' ')[0], '*')
    assert.equal(published([19, 0], [40, 40]).split(' ')[2], '*')
    assert.equal(published([900, 50, 50], [300, 300, 300]).split(' ')[0], '*')
    assert.notEqual(published([899, 51, 50], [300, 300, 300]).split(' ')[0], '*')
  })
})

/** Every table of two by two up to a total, by what is published of it. */
function everyTable(most: number): Map<string, number[][]> {
  const pages = new Map<string, number[][]>()
  for (let a = 0; a <= most; a++)
    for (let b = 0; a + b <= most; b++)
      for (let c = 0; a + b + c <= most; c++)
        for (let d = 0; a + b + c + d <= most; d++) {
          const table = tableOf([[a, b], [c, d]]) // prettier-ignore
          const page = disclose(table, rule).join(' ')
          const counts = table.cells.map(({ count }) => count)
          pages.set(page, [...(pages.get(page) ?? []), counts])
        }
  return pages
}

describe('the differencing attack', () => {
  it('by somebody who knows the rule and tries every table: seven numbers at least could be behind each mark', () => {
    const most = 24
    let marks = 0
    for (const [page, tables] of everyTable(most)) {
      const shown = page.split(' ')
      // Of pages with larger totals not every table was tried.
      if (shown.at(-1) !== '*' && Number(shown.at(-1)) > most - 2) continue
      for (const [cell, each] of shown.entries()) {
        if (each !== '*') continue
        marks++
        const possible = new Set(tables.map((counts) => counts[cell]!))
        assert.ok(possible.size >= 7, `${page}: cell ${cell} is one of ${[...possible].join(', ')}`)
      }
    }
    assert.ok(marks > 100)
  })

  const few = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 60 }))
  const grids = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(few, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    )

  it('by taking shown cells from a total, in every sum: what is left is nobody, or could be ten', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const { cells, sums } = tableOf(grid)
        const shown = disclose({ cells, sums }, rule)
        for (const { total, parts } of sums) {
          const all = shown[total]!
          if (typeof all !== 'number') continue
          const seen = parts.filter((part) => typeof shown[part] === 'number')
          if (seen.length === parts.length) continue
          const [, most] = boundsOf(all, rule)
          const taken = seen.reduce((sum, part) => sum + boundsOf(shown[part] as number, rule)[0], 0)
          assert.ok(parts.length - seen.length >= 2)
          assert.ok(most - taken >= 10, `${shown.join(' ')}: ${most - taken}`)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('by all pairs of shown cells: their difference is never the exact number of a few who are hidden', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const { cells, sums } = tableOf(grid)
        const shown = disclose({ cells, sums }, rule)
        for (const { total, parts } of sums)
          for (const part of parts) {
            const [of, one] = [shown[total]!, shown[part]!]
            if (typeof of !== 'number' || typeof one !== 'number') continue
            const rest = [
              boundsOf(of, rule)[0] - boundsOf(one, rule)[1],
              boundsOf(of, rule)[1] - boundsOf(one, rule)[0],
            ]
            const hidesSome = parts.some((other) => other !== part && shown[other] === '*')
            assert.ok(!hidesSome || rest[1]! >= 8, shown.join(' '))
          }
      }),
      { numRuns: 500 },
    )
  })

  it('by working every bound out of every other: each hidden cell is one of four numbers at least, and could be ten', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const { cells, sums } = tableOf(grid)
        const shown = disclose({ cells, sums }, rule)
        const known = whatIsKnown(shown, sums, rule)
        const totals = new Set(sums.map(({ total }) => total))
        for (const [cell, each] of shown.entries())
          if (each === '*' && !totals.has(cell))
            assert.ok((known[cell]![0] <= 4 || known[cell]![0] >= 8) && known[cell]![1] >= 10)
      }),
      { numRuns: 500 },
    )
  })

  it('by comparing: whoever is shown is shown to the nearest 5, and nobody is shown from 1 to 7', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const { cells, sums } = tableOf(grid)
        const shown = disclose({ cells, sums }, rule)
        for (const [cell, each] of shown.entries()) {
          const { count } = cells[cell]!
          assert.ok(each === '*' ? count > 0 : each === (count === 0 ? 0 : Math.round(count / 5) * 5))
          assert.ok(each === '*' || count === 0 || count >= 8)
        }
      }),
    )
  })
})

describe('generated cohorts', () => {
  const cohort = fc.array(
    fc.record({ board: fc.nat(3), service: fc.nat(2), sessions: fc.integer({ min: 1, max: 9 }) }),
    {
      maxLength: 150,
    },
  )

  /** Boards by services: sessions, and the people who had them. */
  function gather(people: readonly { board: number; service: number; sessions: number }[]) {
    const [rows, columns] = [
      [0, 1, 2, 3].map((board) => `board ${board}`),
      [0, 1, 2].map((service) => `service ${service}`),
    ]
    const counted = [...rows, null].flatMap((row, i) =>
      [...columns, null].map((column, j): Counted => {
        const here = people.filter((one) => (row === null || one.board === i) && (column === null || one.service === j))
        return { row, column, count: here.reduce((sum, { sessions }) => sum + sessions, 0), people: here.length }
      }),
    )
    return crossTable(rows, columns, counted)
  }

  it('never show a number that is made by fewer than eight people', () => {
    fc.assert(
      fc.property(cohort, (people) => {
        const table = gather(people)
        const shown: Shown[] = disclose(table, rule)
        for (const [cell, { count, people: of }] of table.cells.entries())
          assert.ok(shown[cell] === '*' || count === 0 || of >= 8)
      }),
      { numRuns: 300 },
    )
  })

  it('never show that a group was unanimous, or nearly', () => {
    fc.assert(
      fc.property(cohort, (people) => {
        const table = gather(people)
        const shown = disclose(table, rule)
        const known = whatIsKnown(shown, table.sums, rule)
        for (const { total, parts, values } of table.sums.filter((sum) => sum.values)) {
          assert.ok(values)
          for (const part of parts) {
            const [one, all] = [table.cells[part]!.count, table.cells[total]!.count]
            if (one === 0 || one < 0.9 * all) continue
            assert.equal(shown[part], '*')
            assert.ok(known[part]![0] < 0.9 * known[total]![1], shown.join(' '))
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
