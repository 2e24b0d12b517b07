import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import type { Ledger, Reading } from './ledger.ts'
import { holdErasure } from './queries.ts'

/**
 * Erases one person so that no restored database brings them back: the line goes to the disk first, then `act` erases
 * in one transaction, in which it must await what it is given, with whatever other names the person had; and then the lines are known
 * to be carried out. A crash on the way is finished by replaying, and so is what could not be written once all is done.
 */
export async function eraseForGood<T>(
  ledger: Ledger,
  clientId: string,
  clock: Clock,
  act: (alsoSay: (tx: Tx, others?: readonly { id: string }[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  const lines = new Map<string, number>()
  const lineOf = (id: string) => {
    const line = lines.get(id) ?? ledger.append({ kind: 'erased', clientId: id, at: clock() })
    lines.set(id, line)
    return line
  }
  lineOf(clientId)
  const answer = await act(async (tx, others = []) => {
    for (const id of [clientId, ...others.map((one) => one.id)]) await holdErasure(tx, lineOf(id))
  })
  try {
    for (const of of lines.values()) ledger.append({ kind: 'done', of })
  } catch {
    // They are erased, and whoever asked is told so: the lines that lack this one are looked for every five minutes.
  }
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
