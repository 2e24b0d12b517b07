import { members } from '#coaches'
import { coachCancelled, coachMoved, coachNew, unheardOf, type Renderer } from '#notifications'
import type { Mode } from '../wish.ts'
import { newsFor } from './coach-news.ts'
import { mail } from './mail.ts'
import { historyOf, saidOf } from './queries.ts'

const letters = { new: coachNew, moved: coachMoved, cancelled: coachCancelled }

/** Tells a coach what has become of a session, by what this coach has heard of it so far. */
export const toCoach =
  ({ baseUrl }: { baseUrl: string }): Renderer =>
  async (tx, message) => {
    const said = await saidOf.one(tx, message.subjectId)
    if (!said) return null
    const news = newsFor(message, await historyOf(tx, said.id), await unheardOf(tx, said.id, 'coach', said.changedAt))
    if (!news || (news.say !== 'cancelled' && said.over)) return null
    const [coach] = await members(tx, [news.coachId])
    if (!coach) return null
    const startsAt = news.say === 'cancelled' ? news.startsAt : said.startsAt
    const endsAt = startsAt.add(said.startsAt.until(said.endsAt))
    return mail(
      coach.email,
      letters[news.say]({ startsAt, endsAt, mode: said.mode as Mode, link: `${baseUrl}/team/today` }),
    )
  }
