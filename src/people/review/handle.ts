import { insertReview, insertReviewLine, rolesHeld, type SignInPorts } from '#identity'
import { field, NotFound, page, seeOther, type Reply } from '#web'
import type { Acting } from '../acting.ts'
import { recordChange, takeRole } from '../changes.ts'
import { changeOf } from '../person/acts.ts'
import { rolesToGive } from '../roles.ts'
import { reviewPage, type Line } from './page.ts'
import { reviewStanding } from './standing.ts'

export async function showReview(
  acting: Acting,
  chosen: Record<string, string> = {},
  missing: string[] = [],
): Promise<Reply> {
  const { tx, visit, team, keeps } = acting
  if (!keeps) throw new NotFound()
  const { words } = await reviewStanding(tx, visit.now)
  const shown = reviewPage({ team, standing: words, lines: await linesOf(acting), chosen, missing })
  return page(shown, { status: missing.length > 0 ? 422 : 200 })
}

/** Signs: every line has an answer, and what is taken away ends in the same transaction. */
export async function signReview(acting: Acting, ports: SignInPorts): Promise<Reply> {
  const { tx, visit, keeps, me, role } = acting
  if (!keeps || role === 'partner_rota') throw new NotFound()
  const lines = await linesOf(acting)
  const chosen = Object.fromEntries(lines.map(({ key }) => [key, field(visit, key)]))
  const missing = lines.filter(
    ({ key, fixed }) => chosen[key] !== 'kept' && (fixed !== null || chosen[key] !== 'removed'),
  )
  if (missing.length > 0)
    return showReview(
      acting,
      chosen,
      missing.map(({ key }) => key),
    )
  const { id } = (await insertReview.one(tx, me, role))!
  const change = changeOf(acting, ports)
  for (const { key, staffId, role: held, providerId } of lines) {
    await insertReviewLine(tx, id, staffId, held, providerId, chosen[key]!)
    if (chosen[key] === 'removed') await takeRole(change, staffId, held)
  }
  await recordChange(change, 'staff.review-signed', id, null)
  return seeOther('/team/people')
}

async function linesOf({ tx, me, role: as }: Acting): Promise<(Line & { providerId: string | null })[]> {
  const given = rolesToGive(as)
  return (await rolesHeld(tx)).map((row) => ({
    ...row,
    key: `role-${row.id}`,
    fixed:
      row.staffId === me
        ? 'This is you: another person has to take it away.'
        : row.role === 'coach'
          ? 'A coach is let go on their own page.'
          : !row.mine || !given.some((each) => each === row.role)
            ? 'Governance has to take it away.'
            : null,
  }))
}
