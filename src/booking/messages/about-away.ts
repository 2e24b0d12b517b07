import type { Tx } from '#lib/sql'
import { alternatives, alternativesText, plannedFor, stands, standsText, type Renderer } from '#notifications'
import { awayToSay } from '../rehome/queries.ts'
import { kinds } from './kinds.ts'
import { mail, textTo } from './mail.ts'
import { saidOf } from './queries.ts'
import { contactsOf, factsOf, type RenderPorts } from './facts.ts'

/** What a client hears of a session whose coach is away: to choose another time while times are kept, or that it stands after all. */
export const aboutAway =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const away = await awayToSay.one(tx, message.subjectId)
    const said = away && (await saidOf.one(tx, away.bookingId))
    if (!said || said.status !== 'booked' || said.started) return null
    const { email, phone } = await contactsOf(ports, said)
    const facts = factsOf(ports, said)
    if (message.kind === kinds.stands) {
      if (away.outcome !== 'stands' || !(await wasAsked(tx, message.subjectId, away.settledAt!))) return null
      return message.channel === 'text' ? textTo(phone, standsText(facts)) : email ? mail(email, stands(facts)) : null
    }
    if (!away.told) return null
    const choice = { ...facts, until: away.offersUntil! }
    if (message.channel === 'text') return textTo(phone, alternativesText(choice))
    return email ? mail(email, alternatives(choice)) : null
  }

/** Whether the asking may have reached them before it was settled: nobody reads that we are sorry for what they never heard. */
const wasAsked = async (tx: Tx, taskId: string, settledAt: Temporal.Instant) =>
  (await plannedFor(tx, taskId, 'client', settledAt)).some(({ kind, heard }) => kind === kinds.alternatives && heard)
