import type { Desk } from '#booking'
import { html, type SafeHtml } from '#lib/html'
import { isUuid } from '#lib/text'
import { fullWhenWords } from '#lib/time'
import { button, panel, summaryList } from '#nhsuk'
import { NotFound, page, type Reply } from '#web'
import { staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { home } from './paths.ts'
import { bookingShown } from './queries.ts'

const confirmed: Record<string, string> = {
  email: 'An email with the details is on its way to them.',
  text: 'A text with the details is on its way to them.',
  nothing: 'No message can reach them: make sure that they have written down the day, the time and the reference.',
}
const did: Record<string, string> = { moved: 'Moved', cancelled: 'Cancelled' }

/** What is read out once it is booked, moved or cancelled; and what may be done to a booking that was found. Nobody is named. */
export const showBooked =
  (desk: Desk) =>
  async (turn: Turn): Promise<Reply> => {
    const { tx, visit, team } = turn
    const id = visit.params['id'] ?? ''
    const shown = isUuid(id) ? await bookingShown.one(tx, id) : undefined
    if (!shown) throw new NotFound()
    const found = await desk.found(visit, id, visit.now)
    const { by = '', said = '' } = visit.query
    const title = did[said] ?? (Object.hasOwn(confirmed, by) ? 'Booked' : 'Appointment')
    return page(
      staffPage({
        title,
        team,
        back: '/team/operations',
        body: html`${panel({
          titleText: fullWhenWords(shown.startsAt),
          headingLevel: 2,
          html: html`Reference <strong>${spaced(shown.reference)}</strong>`,
        })}
        ${Object.hasOwn(confirmed, by) && html`<p>${confirmed[by]}</p>`}
        ${did[said] !== undefined && html`<p>${shown.reached ? 'They are told by the way that they chose.' : 'No message can reach them: read it out to them now.'}</p>`}
        ${summaryList({
          rows: [
            row(
              'How',
              shown.mode === 'phone' ? 'By phone: their coach calls them' : 'By video: the link is in their message',
            ),
            row('Coach', shown.coach),
            row('State', states[shown.status] ?? shown.status),
          ],
        })}
        ${found && shown.status === 'booked' && acts(id)}
        <p><a href="${home}">Book for another caller</a></p>
        <p><a href="/team/operations/sessions/${id}">The session’s own page</a>: name and number are shown there for a reason that you give.</p>`,
      }),
    )
  }

const states: Record<string, string> = { booked: 'Booked', cancelled: 'Cancelled', fulfilled: 'Over', noshow: 'Over' }

/** A reference as it is read out: four and four. */
const spaced = (reference: string) => `${reference.slice(0, 4)} ${reference.slice(4)}`

const acts = (id: string): SafeHtml => html`<p>For 15 minutes from when you found it, you can change it for them.</p>
  <p><a href="${home}/${id}/move">Move it to another time</a></p>
  <form method="post" action="${home}/${id}/cancel" novalidate>
    ${button({ text: 'Cancel the appointment', variant: 'warning', preventDoubleClick: true })}
  </form>`

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
