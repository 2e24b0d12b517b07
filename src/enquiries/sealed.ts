import { open, seal, type Cell, type Key } from '#vault'

const columns = ['aim', 'dates', 'email'] as const
/** What somebody wrote to us, in their own words. */
export type Written = Record<(typeof columns)[number], string>

const cell = (id: string, column: string): Cell => ({ table: 'enquiry', column, row: id })

/** What somebody wrote, as the table keeps it: under the enquiry's own key. */
export const sealWritten = (key: Key, id: string, { aim, dates, email }: Written) => ({
  aim: seal(key, cell(id, 'aim'), aim),
  dates: seal(key, cell(id, 'dates'), dates),
  email: seal(key, cell(id, 'email'), email),
})

export const openWritten = (key: Key, id: string, sealed: Record<keyof Written, Buffer>): Written => ({
  aim: open(key, cell(id, 'aim'), sealed.aim),
  dates: open(key, cell(id, 'dates'), sealed.dates),
  email: open(key, cell(id, 'email'), sealed.email),
})
