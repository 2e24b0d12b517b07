import { recordAct, stopWhereBooked } from '#identity'
import { html, type Piece } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, insetText } from '#nhsuk'
import { seeOther, type Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import { ownBooking } from './access.ts'

/** Stopping a change of how its owner signs in, in the browser that booked: what is sent may reach somebody else. */
export const stopRoute = ({ db }: RoomPorts): Route => ({
  method: 'POST',
  path: '/booking/:id/stop',
  may: 'anyone',
  takes: 'form',
  handle: async (visit) => {
    const { booking, browser } = await ownBooking({ db }, visit)
    await db.withActor(browser.actor, async (tx) => {
      for (const { clientId } of await stopWhereBooked(tx, booking.id))
        await recordAct(tx, 'client.change-stopped', clientId, visit.requestId, 'where booked')
    })
    return seeOther(`/booking/${booking.id}`)
  },
})

/** A change that waits, and when it comes true. */
export type WaitingChange = { kind: string; dueAt: Temporal.Instant }

/** Says that a change waits. */
export const waitingChange = (id: string, { kind, dueAt }: WaitingChange): Piece =>
  insetText({
    html: html`<p>${kind === 'booking' ? passes : changes} ${fullWhenWords(dueAt)} UK time, unless it is stopped.</p>
      <p>If this was not you, stop it. Everybody who is signed in is then signed out.</p>
      <form method="post" action="/booking/${id}/stop">${button({ text: 'Stop this change', variant: 'warning', small: true })}</form>`,
  })

const passes = 'Somebody who gets your messages said that this appointment is theirs. It passes to their pages on'
const changes = 'Somebody asked to change how you sign in to your pages. It comes true on'
