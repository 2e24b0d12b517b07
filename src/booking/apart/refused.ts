import { codeOf } from '#lib/door'
import { isUuid } from '#lib/text'

/** Under this code the database refuses a session, an offer or a hold to two who are kept apart; its detail is the coach. */
const apartCode = 'LA001'

/** The coach with whom the database refused a pair that is kept apart; null for any other fault. */
export function refusedApart(error: unknown): string | null {
  if (codeOf(error) !== apartCode) return null
  const detail = (error as { detail?: unknown }).detail
  return typeof detail === 'string' && isUuid(detail) ? detail : null
}

/** Does work, in a transaction of its own; where a pair is kept apart nothing was done, and its time is gone like any other. */
export async function unlessApart<T, G>(work: () => Promise<T>, gone: () => G | Promise<G>): Promise<T | G> {
  try {
    return await work()
  } catch (error) {
    if (refusedApart(error) === null) throw error
    return gone()
  }
}
