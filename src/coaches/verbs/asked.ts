import { parseArgs } from 'node:util'
import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { Io } from '#lib/verb'
import type { By, Rehoming } from '../absence.ts'
import { called, clockNow } from '../queries.ts'

/** One call of a way of the verb: whom it is about in words, what follows, and what it works with. */
export type Call = { whom: string; rest: readonly string[]; io: Io; db: Db; rehoming: Rehoming }

/** Each way gives the exit status, or null when it was not written as it should be. */
export type Way = (call: Call) => Promise<number | null>

export const taken = 'A coach has this e-mail address already: see coach list'

export const by: By = { actorKind: 'operator' }

/** A fault that was found while a transaction was open: it is taken back, and its words are said. */
export class Refused extends Error {}

/** Named options as texts, with what stands beside them; null when there is one that nobody knows. */
export function optionsIn<Name extends string>(args: readonly string[], names: readonly Name[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      allowPositionals: true,
    })
    return { said: values as Partial<Record<Name, string>>, beside: positionals }
  } catch {
    return null
  }
}

/** The one coach whom a text names. Throws Refused when there is none or when there are several. */
export async function oneCoach(tx: Tx, whom: string) {
  const found = await called(tx, whom.trim())
  if (found.length > 1)
    throw new Refused(`Several coaches are called that. Say which: ${found.map(({ email }) => email).join(', ')}`)
  if (!found[0]) throw new Refused('There is no such coach: see coach list')
  return found[0]
}

export const nowOf = async (tx: Tx) => (await clockNow.one(tx))!.now

/** A day as YYYY-MM-DD. Throws Refused when it is none. */
export function dayOf(text: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    throw new Refused('Days are written YYYY-MM-DD')
  }
}
