import { sooner, soonerText, type Renderer } from '#notifications'
import { offerToSay } from '../sooner/queries.ts'
import { mail, textTo } from './mail.ts'
import { saidOf } from './queries.ts'
import { contactsOf, factsOf, type RenderPorts } from './facts.ts'

/** What a client hears of a sooner time, for as long as it is kept for them. */
export const aboutSooner =
  (ports: RenderPorts): Renderer =>
  async (tx, message) => {
    const offer = await offerToSay.one(tx, message.subjectId)
    const said = offer && (await saidOf.one(tx, offer.bookingId))
    if (!said || said.status !== 'booked' || said.started) return null
    const { email, phone } = await contactsOf(ports, said)
    const { startsAt, endsAt, until } = offer
    const kept = { ...factsOf(ports, said), startsAt, endsAt, until, now: said.startsAt }
    if (message.channel === 'text') return textTo(phone, soonerText(kept))
    return email ? mail(email, sooner(kept)) : null
  }
