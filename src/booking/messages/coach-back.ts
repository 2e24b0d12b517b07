import { waysTo } from '#coaches'
import type { Clock } from '#lib/clock'
import type { Tx } from '#lib/sql'
import { plan } from '#notifications'
import { openTask } from '#tasks'
import { kinds } from './kinds.ts'
import { seenToBy } from './other-way.ts'
import { saidNow } from './missed-cover.ts'
import { goesOtherwise } from './queries.ts'
import { isLost, newsOf } from './to-coach.ts'

type Back = { kind: string; channel: string; subjectId: string; subjectSequence: number }
type About = { bookingId: string; coachId: string; startsAt: Temporal.Instant }

/**
 * A message to a coach did not arrive. Where the same does not go by their other way already, it goes so, once. Somebody is asked to see
 * to it, also where the other way worked: the next message fails as this one did. Doing it again does nothing.
 */
export async function coachNotReached(
  tx: Tx,
  back: Back,
  { clock, textSender }: { clock: Clock; textSender: boolean },
): Promise<void> {
  const { kind, subjectId, subjectSequence, channel } = back
  const otherwise = (await goesOtherwise.one(tx, subjectId, kind, subjectSequence, channel))!.yes
  const about = await sessionOf(tx, back)
  const way = channel === 'text' ? ({ channel: 'email' } as const) : about && (await textOf(tx, about, textSender))
  const same = { kind, subjectId, subjectSequence, recipient: 'coach', dueAt: clock() } as const
  if (way && !otherwise) await plan(tx, [{ ...same, ...way }])
  if (about)
    await openTask(tx, {
      kind: 'coach-bounce',
      bookingId: about.bookingId,
      dueAt: seenToBy(clock(), about.startsAt),
    })
}

const textOf = async (tx: Tx, about: About, textSender: boolean) =>
  (await waysTo(tx, about, textSender)).find(({ channel }) => channel === 'text')

/** The session and the coach of whom a message is, while it says something that they have to know; else null. */
async function sessionOf(tx: Tx, back: Back): Promise<About | null> {
  const { kind } = back
  if (kind === kinds.coachKeeps || kind === kinds.coachMissed || kind === kinds.coachLetGo)
    return (await saidNow(tx, back)) ?? null
  if (kind !== kinds.coachNew && kind !== kinds.coachMoved && kind !== kinds.coachCancelled) return null
  const found = await newsOf(tx, back)
  if (!found || found.said.over) return null
  const { said, news } = found
  return { bookingId: said.id, coachId: news.coachId, startsAt: isLost(news) ? news.startsAt : said.startsAt }
}
