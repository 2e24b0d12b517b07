import { page, type Reply } from '#web'
import type { Acting } from '../acting.ts'
import { everybody, recoveriesAsked } from '../queries.ts'
import { reviewStanding } from '../review/standing.ts'
import { peoplePage } from './page.ts'

/** Who works here, and what waits for whoever looks after people. */
export async function showPeople({ tx, visit, team, keeps, me }: Acting): Promise<Reply> {
  const people = await everybody(tx)
  const asked = (await recoveriesAsked(tx)).filter(({ staffId, startedBy }) => staffId !== me && startedBy !== me)
  const recoveries = asked.map(({ staffId, name }) => ({ id: staffId, name }))
  const review = keeps ? await reviewStanding(tx, visit.now) : null
  return page(peoplePage({ team, people, keeps, review, recoveries: keeps ? recoveries : [] }))
}
