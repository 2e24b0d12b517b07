import type { Db } from '#lib/door'
import { kekStates, readKeks } from '#vault'
import type { Store } from '../config.ts'
import { finding, well, type Finding } from './finding.ts'

/** Whoever is erased is told that it is final within 31 days; this is looked at once a week. */
const mostDays = 24

/**
 * Whether the key that wraps all others is changed often enough, and the one before it destroyed. The demonstration, where nobody
 * is erased, may let it be.
 */
export async function keyFinding(
  db: Db,
  { demo, keyHolder, kekFile }: Pick<Store, 'demo' | 'keyHolder' | 'kekFile'>,
  now: Temporal.Instant,
): Promise<Finding> {
  // Of a key holder of its own the key file is out of reach.
  const inFile = keyHolder === null ? (readKeks(kekFile) ?? []) : []
  if (inFile.length > 1)
    return finding(
      false,
      'the key that wrapped all others before is still there',
      'npm run lay -- keys rotate finishes it',
    )
  const since = (await kekStates(db, keyHolder === null ? kekFile : null)).flatMap(
    ({ wraps, live, current, madeAt }) => (madeAt && (wraps || live || current) ? [madeAt] : []),
  )
  const oldest = since.toSorted(Temporal.Instant.compare)[0]
  if (!oldest) return well('no key wraps any other yet')
  const days = Math.floor(now.since(oldest).total('hours') / 24)
  return finding(
    demo || days < mostDays,
    `the key that wraps all others is ${days} days old`,
    'npm run lay -- keys rotate before it is 31, or who was erased stays readable in old backups',
  )
}
