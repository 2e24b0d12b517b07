import type { Db } from '#lib/door'
import { wrappedSince } from '#vault'
import { finding, well, type Finding } from './finding.ts'

/** How old the key may be that wraps all others: whoever was erased is told that it is final within so many days. */
const mostDays = 31

/** Whether that key is changed often enough. The demonstration, where nobody is erased, may let it be. */
export async function keyFinding(db: Db, demo: boolean, now: Temporal.Instant): Promise<Finding> {
  const since = await wrappedSince(db)
  if (since === null) return well('no key wraps any other yet')
  const days = Math.floor(now.since(since).total('hours') / 24)
  return finding(
    demo || days < mostDays,
    `the key that wraps all others is ${days} days old`,
    'npm run lay -- keys rotate, or who was erased stays readable in old backups',
  )
}
