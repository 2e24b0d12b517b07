import type { Reply } from '#web'
import { coachesLeftOut } from '../apart/queries.ts'
import { hold, ownerOf } from '../hold.ts'
import { near } from '../near.ts'
import { release } from '../release.ts'
import { wait } from '../wait.ts'
import { placeOf, withoutTime, type Answers } from './answers.ts'
import type { Tools, Turn } from './context.ts'
import { heldStart, lostPage } from './time.ts'
import { wishOf } from './wish-of.ts'

/**
 * Keeps the time that is kept anew, with a coach who may be offered now that a workplace was said: in one transaction, in
 * which the first claim lets go. That is done whoever's time it is, so that nobody can tell whether it had to be. Where
 * nobody else can, the time is kept as it was, or has just gone like others do.
 */
export async function keepWithAnother(turn: Turn, tools: Tools, said: Answers): Promise<Reply> {
  const { ports } = tools
  const { visit, browser } = turn
  const startsAt = heldStart(turn)!.epochMilliseconds
  // Counted as a hold, since it is one: whoever tries workplaces by the thousand is slowed down.
  const pace = await ports.slowDown.turn(visit.address)
  if (pace !== 'go') return tools.show(turn, wait('/book/about-work', visit, pace, '/book/about-work'), { status: 503 })
  const without = await ports.db.withActor(browser.actor, (tx) => coachesLeftOut(tx, placeOf(said)))
  const { without: _before, ...rest } = said
  const answers = { ...rest, without }
  const wish = wishOf(answers, ports.availability.services())!
  const owner = ownerOf(browser)
  const held = await hold(ports, owner, wish, startsAt)
  if (held.kind === 'held') {
    const { id: holdId, claimId, coach, expiresAt } = held
    const kept = { holdId, claimId, heldWith: coach.id, heldUntil: expiresAt.toString() }
    return tools.next(turn, 'about-work', { ...answers, ...kept })
  }
  if (!without.includes(turn.answers.heldWith!)) return tools.next(turn, 'about-work', answers)
  await release(ports, owner, turn.answers.holdId!)
  tools.letGo(turn)
  const lost = { ...turn, answers: withoutTime(answers), wish }
  const others = near(ports.availability, wish, startsAt).map((start) => start.startsAt)
  return tools.show(lost, lostPage(lost, tools, wish, others), { status: 409 })
}
