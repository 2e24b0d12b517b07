import { anyone } from '#lib/door'
import { record } from '#audit'
import { html } from '#lib/html'
import { button } from '#nhsuk'
import { field, layout, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { contactFields, readContact, type Typed } from '../journey/pages/contact.ts'
import { hashesOf } from '../journey/check.ts'
import { summary, type Errors } from '../journey/pages/question.ts'
import { planAgain } from '../messages/plan.ts'
import type { RoomPorts } from '../ports.ts'
import { correctContact, personOf } from '../queries.ts'
import type { Mode } from '../wish.ts'
import { ownBooking, type Booking } from './access.ts'

/** Correcting a mistyped contact in the browser that booked. The old address is told nothing; the new one is sent the details. */
export const contactRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/booking/:id/contact',
    may: 'anyone',
    handle: async (visit) => {
      const { booking } = await ownBooking(ports, visit)
      const person = await ports.db.withActor(anyone, (tx) => personOf.one(tx, booking.id))
      const { name = '', email, phone } = person ?? {}
      return page(view(booking, { name, email: email ?? '', phone: phone ?? '' }, ports.textSender))
    },
  },
  {
    method: 'POST',
    path: '/booking/:id/contact',
    may: 'anyone',
    takes: 'form',
    handle: (visit) => correct(ports, visit),
  },
]

async function correct(ports: RoomPorts, visit: Visit): Promise<Reply> {
  const { booking } = await ownBooking(ports, visit)
  if (booking.started || booking.status !== 'booked') return seeOther(`/booking/${booking.id}`)
  const typed: Typed = { name: field(visit, 'name'), email: field(visit, 'email'), phone: field(visit, 'phone') }
  const read = readContact(typed, booking.mode as Mode, ports.textSender)
  if ('errors' in read) return page(view(booking, typed, ports.textSender, read.errors), { status: 422 })
  const { email = null, phone = null } = read
  await ports.db.withActor(anyone, async (tx) => {
    const changed = await correctContact.one(
      tx,
      booking.id,
      email,
      phone,
      booking.mode === 'phone' ? phone : null,
      hashesOf(ports.contactKey, [email, phone]),
    )
    if (!changed) return
    await planAgain(tx, {
      booking,
      reached: { email, phone },
      now: visit.now,
      textSender: ports.textSender,
      sequence: changed.sequence,
    })
    await record(tx, {
      verb: 'booking.contact-corrected',
      subjectKind: 'booking',
      subjectId: booking.id,
      actorKind: 'client',
      requestId: visit.requestId,
    })
  })
  return seeOther(`/booking/${booking.id}`)
}

function view({ id, mode }: Booking, typed: Typed, textSender: boolean, errors: Errors = {}) {
  const wrong = Object.keys(errors).length > 0
  const title = 'Correct your details'
  return layout({
    title,
    back: `/booking/${id}`,
    error: wrong,
    body: html`${wrong && summary(errors)}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>We send the details again to what you enter here, and nothing more to what was there before.</p>
      <form method="post" action="/booking/${id}/contact" novalidate>
        ${contactFields({ typed, mode: mode as Mode, textSender, errors })} ${button({ text: 'Save', preventDoubleClick: true })}
      </form>`,
  })
}
