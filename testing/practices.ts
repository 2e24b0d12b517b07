/** What a test may say of a practice in the published list; everything else is The Densham Surgery's. */
export type Practice = {
  code: string
  name: string
  region: string
  board: string
  postcode: string
  opened: string
  closed: string
  status: string
  place: string
  prescribing: string
}

const densham: Practice = {
  code: 'A81001',
  name: 'THE DENSHAM SURGERY',
  region: 'Y63',
  board: 'QHM',
  postcode: 'TS18 1HU',
  opened: '19740401',
  closed: '',
  status: 'A',
  place: '16C',
  prescribing: '4',
}

/** A row of 27 columns as the list publishes it. */
export function practice(said: Partial<Practice> = {}): string[] {
  const { code, name, region, board, postcode, opened, closed, status, place, prescribing } = { ...densham, ...said }
  const address = ['THE HEALTH CENTRE', 'LAWSON STREET', 'STOCKTON ON TEES', 'CLEVELAND', '', postcode]
  const rest = ['B', place, '20200401', '', '', '', '', '', '0', '', place, '', prescribing, '']
  return [code, name, region, board, ...address, opened, closed, status, ...rest]
}

/** A row as a line of the list: every field quoted. Quotes within are for the caller to double. */
export const written = (row: readonly string[]): string => row.map((field) => `"${field}"`).join(',')
