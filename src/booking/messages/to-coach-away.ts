import { members } from '#coaches'
import { coachAway, coachAwayText, plannedFor, type Renderer } from '#notifications'
import type { RenderPorts } from './facts.ts'
import { mail, textTo } from './mail.ts'
import { lookedAfter } from './queries.ts'
import { wayNow } from './to-coach.ts'

/** Tells a coach once how many of their sessions go to others, as they are away; nothing where none does any more. */
export const toCoachAway =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const found = await lookedAfter.one(tx, message.subjectId)
    if (!found || found.sessions === 0) return null
    const { coachId, sessions } = found
    const told = await plannedFor(tx, message.subjectId, 'coach', message.dueAt)
    const by = await wayNow(tx, ports, message, coachId, told)
    const [coach] = await members(tx, [coachId])
    if (!by || !coach) return null
    const facts = { sessions, link: `${ports.teamBaseUrl ?? ports.baseUrl}/team/times` }
    return by.phone === null ? mail(coach.email, coachAway(facts)) : textTo(by.phone, coachAwayText(facts))
  }
