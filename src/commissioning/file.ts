import { csv } from '#lib/csv'
import { all, type Edition } from './edition.ts'

/** An edition as a file for a spreadsheet: the same cells as on the page, and nothing else. */
export function editionFile({ quarter, version, down, across, shown, rule }: Edition) {
  const columns = [...across.map(({ key }) => key), all]
  const line = (key: string, name: string) => [
    quarter.key,
    key,
    name,
    ...columns.map((column) => cell(shown(key, column))),
  ]
  const body = csv([
    ['Quarter', 'Area code', 'Area', ...across.map(({ name }) => name), 'All services'],
    ...down.map(({ key, name }) => line(key, name)),
    line(all, 'All areas'),
    ['Rule', rule],
    ['Version', version],
  ])
  return {
    kind: 'file',
    body,
    type: 'text/csv; charset=utf-8',
    name: `sessions-${quarter.key}-v${version}.csv`,
  } as const
}

const cell = (shown: string) => (shown === '*' ? shown : Number(shown))
