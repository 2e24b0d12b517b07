import { members, numberToText } from '#coaches'
import type { Tx } from '#lib/sql'
import {
  coachCancelled,
  coachCancelledText,
  coachMoved,
  coachMovedText,
  coachNew,
  coachNewText,
  coachPassed,
  coachPassedText,
  plannedFor,
  type Message,
  type Renderer,
} from '#notifications'
import { tokenFor } from '../acknowledge/acknowledge.ts'
import type { Mode } from '../wish.ts'
import { newsFor, type News, type Told } from './coach-news.ts'
import { mail, textTo } from './mail.ts'
import { historyOf, lostAway, saidOf } from './queries.ts'
import type { RenderPorts } from './facts.ts'

const ways = {
  new: { letter: coachNew, text: coachNewText },
  moved: { letter: coachMoved, text: coachMovedText },
  cancelled: { letter: coachCancelled, text: coachCancelledText },
  passed: { letter: coachPassed, text: coachPassedText },
}

/** Tells a coach what has become of a session, by what this coach has heard of it so far. */
export const toCoach =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const found = await newsOf(tx, message)
    if (!found) return null
    const { said, told, news } = found
    const { coachId } = news
    const by = await wayNow(tx, ports, message, coachId, told)
    const [coach] = await members(tx, [coachId])
    if (!by || !coach) return null
    const startsAt = isLost(news) ? news.startsAt : said.startsAt
    const endsAt = startsAt.add(said.startsAt.until(said.endsAt))
    const asked = { bookingId: said.id, coachId, sequence: message.subjectSequence }
    const token = isLost(news) ? null : await tokenFor(tx, ports.linkKey, asked)
    const acknowledge = token && `${ports.baseUrl}/acknowledge/${token}`
    const link = `${ports.teamBaseUrl ?? ports.baseUrl}/team/today`
    const was = news.say === 'moved' ? news.was : null
    const session = { startsAt, endsAt, mode: said.mode as Mode, link, acknowledge, was }
    const { letter, text } = ways[news.say]
    return by.phone === null ? mail(coach.email, letter(session)) : textTo(by.phone, text(session))
  }

/** What a message to a coach about a session has to say now; null where that is nothing. */
export async function newsOf(
  tx: Tx,
  message: Pick<Message, 'kind' | 'subjectId' | 'subjectSequence'> & { channel: string },
) {
  const said = await saidOf.one(tx, message.subjectId)
  if (!said) return null
  const told = await plannedFor(tx, said.id, 'coach', said.changedAt)
  const known = new Set((await lostAway(tx, said.id)).map(({ sequence }) => sequence))
  const news = newsFor(message, await historyOf(tx, said.id), told, known)
  return news && (isLost(news) || !said.over) ? { said, told, news } : null
}

export const isLost = (news: News): news is Extract<News, { startsAt: Temporal.Instant }> => 'startsAt' in news

/**
 * To which number a message goes, null by mail: as planned while the coach still wants texts and there is a way to send them,
 * else by mail, unless the same is told by mail already; then by no way at all.
 */
export async function wayNow(
  tx: Tx,
  { vault, textSender }: Pick<RenderPorts, 'vault' | 'textSender'>,
  { channel, kind, subjectSequence }: Message,
  coachId: string,
  told: readonly Told[],
): Promise<{ phone: string | null } | null> {
  if (channel === 'email') return { phone: null }
  const phone = textSender ? await numberToText(tx, vault, coachId) : null
  const mailed = told.some(
    (one) => one.channel === 'email' && one.kind === kind && one.subjectSequence === subjectSequence,
  )
  return phone === null && mailed ? null : { phone }
}
