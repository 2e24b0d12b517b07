import { html } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { browserOf, isGranted } from '#identity'
import { field, page, seeOther, type Route, type Visit } from '#web'
import { question, type Errors } from '../journey/pages/question.ts'
import type { RoomPorts } from '../ports.ts'
import { findBookingOfBrowser } from '../queries.ts'
import { bookingOfLink, type Linked } from '../visit.ts'
import { contactInput, contactMissing, readContact, sendCode } from './find.ts'

/**
 * From a message's link to one's own appointment. The link stands for the reference, which is not shown: on the telephone
 * reference and contact are enough to act. Here the code is asked for as ever; whose browser may act already goes straight on.
 */
export const byLinkRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/visit/:token/find',
    may: 'anyone',
    handle: async (visit) => {
      const booking = await bookingOfLink(ports, visit)
      return (await isOwn(ports, visit, booking.id))
        ? seeOther(`/booking/${booking.id}`)
        : page(byLinkPage(visit, booking, '', {}))
    },
  },
  {
    method: 'POST',
    path: '/visit/:token/find',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => {
      const booking = await bookingOfLink(ports, visit)
      const typed = field(visit, 'contact').slice(0, 400)
      const contact = readContact(typed)
      return contact === null
        ? page(byLinkPage(visit, booking, typed, { contact: contactMissing }), { status: 422 })
        : sendCode(ports, visit, booking.reference, contact)
    },
  },
]

/** Whether a browser booked it, or has proved itself. */
function isOwn({ db }: RoomPorts, visit: Visit, id: string): Promise<boolean> {
  const { hash, actor } = browserOf(visit)
  return db.withActor(
    actor,
    async (tx) => !!(await findBookingOfBrowser.one(tx, id, hash)) || (await isGranted(tx, id, hash)),
  )
}

const title = 'See your appointment'

const byLinkPage = ({ params }: Visit, { startsAt }: Linked, typed: string, errors: Errors) =>
  question({
    title,
    action: `/visit/${params['token']}/find`,
    back: `/visit/${params['token']}`,
    errors,
    continueWith: 'Send me a code',
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>${fullWhenWords(startsAt)} UK time</p>
      <p>To see all of it, take another time, move or cancel it, you need a code. We send it to the address or number in the booking.</p>
      ${contactInput(typed, errors)}`,
  })
