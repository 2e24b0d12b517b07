import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import type { Ledger, Reading } from './ledger.ts'
import { holdErasure } from './queries.ts'

/**
 * Erases one person so that no restored database brings them back: the line goes to the disk first, then `act` erases
 * in one transaction, in which it must await what it is given, and then the line is known to be carried out. A crash on
 * the way is finished by replaying.
 */
export async function eraseForGood<T>(
  ledger: Ledger,
  clientId: string,
  clock: Clock,
  act: (alsoSay: (tx: Tx) => Promise<void>) => Promise<T>,
): Promise<T> {
  const line = ledger.append({ kind: 'erased', clientId, at: clock() })
  const answer = await act(async (tx) => void (await holdErasure(tx, line)))
  ledger.append({ kind: 'done', of: line })
  return answer
}

/** Erases anew whom the database does not know to be erased. `erase` must do no harm where nobody is left; `hold` says that it did. */
export async function replay(
  ledger: Ledger,
  { erased, done }: Reading,
  held: ReadonlySet<number>,
  erase: (clientId: string) => Promise<void>,
  hold: (line: number) => Promise<void>,
): Promise<number> {
  const missing = erased.filter(({ line }) => !held.has(line))
  for (const { line, clientId } of missing) {
    await erase(clientId)
    await hold(line)
  }
  for (const { line } of unsaid({ erased, done })) ledger.append({ kind: 'done', of: line })
  return missing.length
}

/** Erasures that nobody has said are carried out: under way at this moment, or cut short. */
export const unsaid = ({ erased, done }: Pick<Reading, 'erased' | 'done'>) =>
  erased.filter(({ line }) => !done.has(line))
