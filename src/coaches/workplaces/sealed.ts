import { blindIndex, open, processKey, seal, type Cell } from '#vault'

/** What stands for a workplace: who has it and not the key can tell only whether two are one. */
export const workplaceToken = (secret: Buffer, code: string): Buffer => blindIndex(secret, 'workplace', code)

const cell = (id: string): Cell => ({ table: 'coach_workplace', column: 'name', row: id })
const keyFrom = (secret: Buffer) => processKey('workplaces of coaches', secret)

/** The name of a workplace as the table keeps it, for its coach alone. */
export const sealPlace = (secret: Buffer, id: string, name: string): Buffer => seal(keyFrom(secret), cell(id), name)

/** The name again; words for it where it does not open, after the key was lost. */
export function openPlace(secret: Buffer, id: string, sealed: Buffer): string {
  try {
    return open(keyFrom(secret), cell(id), sealed)
  } catch {
    return 'A workplace whose name we cannot open'
  }
}
