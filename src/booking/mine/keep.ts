import { checkCode, readCode } from '#identity'
import { field, seeOther, type Reply, type Route, type Visit } from '#web'
import { channelOf } from '../channel.ts'
import { sendKeepCode } from '../further.ts'
import type { RoomPorts } from '../ports.ts'
import { reachOf } from '../queries.ts'
import { verify } from '../verify.ts'
import { ownBooking } from './access.ts'
import { nextCodeWords } from './keep-form.ts'
import { nextCodeMinutes, show, toKeep } from './show.ts'

/** Keeping a further appointment by the code that its contact was sent, and asking for another code. */
export const keepRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'POST',
    path: '/booking/:id/keep',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => keepWithCode(ports, visit),
  },
  {
    method: 'POST',
    path: '/booking/:id/code',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => sendAgain(ports, visit),
  },
]

/** Proves the contact with a code. One of this browser's other appointments is kept as well by the code that it had. */
async function keepWithCode(ports: RoomPorts, visit: Visit): Promise<Reply> {
  const own = await ownBooking(ports, visit)
  if (!toKeep(own)) return seeOther(`/booking/${own.booking.id}`)
  const code = readCode(field(visit, 'code'))
  const kept = await ports.db.withActor(own.browser.actor, async (tx) => {
    const subject =
      code &&
      (await checkCode(tx, ports.codeKey, {
        purpose: 'keep',
        browser: own.browser.hash,
        code,
        requestId: visit.requestId,
      }))
    return subject ? verify(tx, subject, own.browser.hash, visit.requestId) : null
  })
  if (kept) return seeOther(`/booking/${kept}`)
  return show(ports, visit, own, {
    errors: { code: 'That code is not right, or it is too old. Codes last 10 minutes' },
  })
}

/** Sends another code, while the appointment can be kept by one. */
async function sendAgain(ports: RoomPorts, visit: Visit): Promise<Reply> {
  const own = await ownBooking(ports, visit)
  const { id } = own.booking
  if (!toKeep(own)) return seeOther(`/booking/${id}`)
  const sent = await ports.db.withActor(own.browser.actor, async (tx) => {
    const reach = await reachOf.one(tx, id)
    return sendKeepCode(tx, ports, { id, channel: (reach && channelOf(reach)) ?? 'email' }, own.browser.hash)
  })
  if (sent === 'issued') return seeOther(`/booking/${id}?said=code-sent`)
  const minutes = (await nextCodeMinutes(ports, visit, own)) ?? 1
  return show(ports, visit, own, { errors: { code: nextCodeWords(minutes) }, status: 429 })
}
