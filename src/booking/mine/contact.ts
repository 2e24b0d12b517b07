import type { Browser } from '#identity'
import { html } from '#lib/html'
import { sayNumber } from '#meeting'
import { button } from '#nhsuk'
import { field, layout, NotFound, page, seeOther, type Reply, type Route, type Visit } from '#web'
import { correct } from '../correct.ts'
import { afterCode } from '../further.ts'
import { asksAboutWork, readContact, typedOf, type ContactErrors, type Typed } from '../journey/contact-rules.ts'
import { typedIn } from '../journey/contact.ts'
import { contactFields } from '../journey/pages/contact.ts'
import { summary } from '../journey/pages/question.ts'
import { workAddressPage } from '../journey/pages/work-address.ts'
import type { RoomPorts } from '../ports.ts'
import { personOf } from '../queries.ts'
import { openSealed } from '../sealed.ts'
import type { Mode } from '../wish.ts'
import { ownBooking, type Booking } from './access.ts'
import { tooLatePage } from './page.ts'

/**
 * Correcting a mistyped contact. Only in the browser that booked, and only while nobody has proved the contact to be
 * theirs: anything else would be a change of contact, for which a code is not enough.
 */
export const contactRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/booking/:id/contact',
    may: 'anyone',
    handle: (visit) => whileCorrectable(ports, visit, async (booking, now) => page(view(ports, booking, now))),
  },
  {
    method: 'POST',
    path: '/booking/:id/contact',
    may: 'anyone',
    takes: 'form',
    handle: (visit) =>
      whileCorrectable(ports, visit, (booking, now, browser) => take(ports, visit, booking, now, browser)),
  },
]

async function whileCorrectable(
  ports: RoomPorts,
  visit: Visit,
  then: (booking: Booking, now: Typed, browser: Browser) => Promise<Reply>,
): Promise<Reply> {
  const { booking, browser, booker } = await ownBooking(ports, visit)
  if (!booker) throw new NotFound()
  if (booking.status !== 'booked' || booking.verifiedAt !== null) return seeOther(`/booking/${booking.id}`)
  if (booking.started) return page(tooLatePage(booking), { status: 409 })
  const sealed = await ports.db.withActor(browser.actor, (tx) => personOf.one(tx, booking.id))
  const ring = await ports.vault.unwrap([{ subject: booking.clientId, purpose: 'contact' }], browser.actor)
  const key = ring.of(booking.clientId, 'contact')
  if (!sealed || !key) throw new NotFound()
  const { name, email, phone } = openSealed(key, booking.id, sealed)
  const now = {
    name: name ?? '',
    email,
    phone: phone && sayNumber(phone),
    channel: sealed.channel,
    anyTime: sealed.anyTime,
    textsToo: sealed.textsToo,
  }
  return then(booking, typedOf(now, booking.mode as Mode), browser)
}

/** Takes what was typed; an address that looks like work is asked about once, as when booking. */
async function take(ports: RoomPorts, visit: Visit, booking: Booking, now: Typed, browser: Browser): Promise<Reply> {
  const typed = typedIn(visit)
  const choice = field(visit, 'choice')
  if (choice === 'another') return page(view(ports, booking, { ...typed, email: '' }))
  const read = readContact(typed, booking.mode as Mode, ports.textSender)
  if ('errors' in read) return page(view(ports, booking, typed, read.errors), { status: 422 })
  const { name, email = null, phone = null, channel, anyTime = false, textsToo = false } = read
  const path = `/booking/${booking.id}`
  if (choice !== 'carry-on' && asksAboutWork(email, now.email))
    return page(
      workAddressPage({ email, action: `${path}/contact`, back: `${path}/contact`, carried: carriedOf(typed) }),
    )
  const done = await correct(ports, browser, booking.id, { name, email, phone, channel, anyTime, textsToo })
  if (done.kind === 'too-late') return page(tooLatePage(booking), { status: 409 })
  return seeOther(done.kind === 'corrected' ? afterCode(booking.id, done.code) : path)
}

const carriedOf = ({ name, email, phone, by, anyTime }: Typed) => ({
  name,
  email,
  phone,
  by,
  'any-time': anyTime ? ['yes'] : [],
})

function view({ textSender, phone }: RoomPorts, { id, mode }: Booking, typed: Typed, errors: ContactErrors = {}) {
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
        ${contactFields({ typed, mode: mode as Mode, textSender, phoneLine: phone(), errors })} ${button({ text: 'Save', preventDoubleClick: true })}
      </form>`,
  })
}
