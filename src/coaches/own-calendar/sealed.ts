import { open, processKey, seal, type Cell } from '#vault'

const cell = (id: string): Cell => ({ table: 'own_calendar', column: 'address', row: id })
const keyFrom = (secret: Buffer) => processKey('own calendar', secret)

/** A calendar's address as the table keeps it. Only the worker can read that column. */
export const sealAddress = (secret: Buffer, id: string, address: URL): Buffer =>
  seal(keyFrom(secret), cell(id), address.href)

/** The address again; null where it does not open, after the key was lost. */
export function openAddress(secret: Buffer, id: string, sealed: Buffer): URL | null {
  try {
    return URL.parse(open(keyFrom(secret), cell(id), sealed))
  } catch {
    return null
  }
}
