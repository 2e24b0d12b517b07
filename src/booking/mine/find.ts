import { html } from '#lib/html'
import {
  browserOf,
  checkCode,
  contactHash,
  grantBrowser,
  issueCode,
  limitForm,
  normaliseEmail,
  normalisePhone,
  readCode,
} from '#identity'
import { fullWhenWords } from '#lib/time'
import { details, input } from '#nhsuk'
import { field, page, seeOther, type Route, type Visit } from '#web'
import { question, type Errors } from '../journey/pages/question.ts'
import { kinds, planCode } from '../messages/plan.ts'
import type { RoomPorts } from '../ports.ts'
import { findBookingByFacts, provedHere, upcomingOfBrowser } from '../queries.ts'
import { readReference } from '../reference.ts'
import { verify } from '../verify.ts'

const title = 'Find your appointment'
const grantHours = 12

/** Finding a booking needs two facts and a code. Whether the facts fit anything is never told. */
export const findRoutes = (ports: RoomPorts): Route[] => [
  {
    method: 'GET',
    path: '/booking',
    may: 'anyone',
    handle: async (visit) => {
      const browser = browserOf(visit)
      const ahead = await ports.db.withActor(browser.actor, (tx) => upcomingOfBrowser(tx, browser.hash))
      return page(findPage({ ahead, typed: { reference: '', contact: '' } }), { cookies: browser.cookies })
    },
  },
  { method: 'POST', path: '/booking', may: 'anyone', takes: 'form', handle: (visit) => askForCode(ports, visit) },
  { method: 'GET', path: '/booking/code', may: 'anyone', handle: async () => page(codePage({})) },
  { method: 'POST', path: '/booking/code', may: 'anyone', takes: 'form', handle: (visit) => enterCode(ports, visit) },
]

async function askForCode(ports: RoomPorts, visit: Visit) {
  const typed = { reference: field(visit, 'reference').slice(0, 100), contact: field(visit, 'contact').slice(0, 400) }
  const contact = readContact(typed.contact)
  const errors = {
    ...(typed.reference === '' ? { reference: 'Enter your reference' } : {}),
    ...(contact === null ? { contact: contactMissing } : {}),
  }
  if (contact === null || typed.reference === '') return page(findPage({ ahead: [], typed, errors }), { status: 422 })
  return sendCode(ports, visit, typed.reference, contact)
}

/** Sends a code where reference and contact belong together, and answers the same where they do not. */
export async function sendCode(ports: RoomPorts, visit: Visit, reference: string, contact: string) {
  const browser = browserOf(visit)
  const hash = contactHash(ports.contactKey, limitForm(contact))
  await ports.db.withActor(browser.actor, async (tx) => {
    const found = await findBookingByFacts.one(tx, readReference(reference), hash)
    const issued = await issueCode(tx, ports.codeKey, {
      purpose: 'booking',
      subject: found?.id ?? '',
      browser: browser.hash,
    })
    if (issued === 'too-many') return
    await planCode(tx, kinds.findCode, issued.codeId, contact.includes('@') ? 'email' : 'text', visit.now)
  })
  return seeOther('/booking/code', browser.cookies)
}

async function enterCode(ports: RoomPorts, visit: Visit) {
  const browser = browserOf(visit)
  const code = readCode(field(visit, 'code'))
  const subject = await ports.db.withActor(browser.actor, async (tx) => {
    const found =
      code &&
      (await checkCode(tx, ports.codeKey, {
        purpose: 'booking',
        browser: browser.hash,
        code,
        requestId: visit.requestId,
      }))
    if (!found) return null
    await grantBrowser(tx, found, browser.hash, visit.now.add({ hours: grantHours }))
    // The code went to the contact that the booking holds. Where another browser booked, that changes nothing there.
    if ((await provedHere.one(tx, found, browser.hash))?.yes) await verify(tx, found, browser.hash, visit.requestId)
    return found
  })
  return subject
    ? seeOther(`/booking/${subject}`)
    : page(codePage({ errors: { code: 'That code is not right, or it is too old. Codes last 10 minutes' } }), {
        status: 422,
      })
}

export const contactMissing = 'Enter the email address or phone number that you gave'

export function readContact(text: string): string | null {
  const mailed = normaliseEmail(text)
  if ('email' in mailed) return mailed.email
  const rung = normalisePhone(text)
  return 'phone' in rung ? rung.phone : null
}

type FindPage = {
  ahead: readonly { id: string; startsAt: Temporal.Instant }[]
  typed: { reference: string; contact: string }
  errors?: Errors
}

const findPage = ({ ahead, typed, errors = {} }: FindPage) =>
  question({
    title,
    action: '/booking',
    back: '/',
    errors,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${
        ahead.length > 0 &&
        html`<p>Booked on this device:</p>
        <ul class="nhsuk-list">
          ${ahead.map(({ id, startsAt }) => html`<li><a href="/booking/${id}">${fullWhenWords(startsAt)}</a></li>`)}
        </ul>
        <h2 class="nhsuk-heading-m">Or find another</h2>`
      }
      ${input({ id: 'reference', name: 'reference', value: typed.reference, label: { text: 'Reference', size: 's' }, hint: { text: '8 letters and numbers, in the message that confirmed it' }, autocomplete: 'off', spellcheck: false, classes: 'nhsuk-input--width-10', errorMessage: errors['reference'] })}
      ${contactInput(typed.contact, errors)}
      <p>Or <a href="/you/sign-in">sign in to see all of your appointments</a>.</p>`,
  })

export const contactInput = (value: string, errors: Errors) =>
  input({
    id: 'contact',
    name: 'contact',
    value,
    label: { text: 'The email address or phone number you gave', size: 's' },
    autocomplete: 'email',
    spellcheck: false,
    errorMessage: errors['contact'],
  })

const codePage = ({ errors = {} }: { errors?: Errors }) =>
  question({
    title: 'Enter the code',
    action: '/booking/code',
    back: '/booking',
    errors,
    body: html`<h1 class="nhsuk-heading-l">Enter the code</h1>
      <p>If what you gave belongs together, we have sent a code of 8 digits. It lasts 10 minutes.</p>
      ${input({ id: 'code', name: 'code', label: { text: 'Code', size: 's' }, inputmode: 'numeric', autocomplete: 'one-time-code', classes: 'nhsuk-input--width-10', errorMessage: errors['code'] })}
      ${details({
        summaryText: 'If no code comes',
        html: html`<p>
            It can take a few minutes. Look among your junk mail. The code goes to the address or number in the booking, so check
            that the reference and the contact are the ones from our message.
          </p>
          <p>
            You can <a href="/booking">ask for another code</a>: 3 in 15 minutes. If you have had 3, wait 15 minutes and ask again.
          </p>`,
      })}`,
  })
