import { isUuid } from '#lib/text'
import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, errorSummary, insetText, radios } from '#nhsuk'
import { field, layout, page, seeOther, type Reply, type Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import { choose } from '../rehome/choose.ts'
import { offersOf } from '../rehome/offers.ts'
import { isToldOf } from '../rehome/queries.ts'
import { ownBooking, type Own } from './access.ts'

type Offers = readonly (Awaited<ReturnType<typeof offersOf>>[number] & { coachName: string })[]

/** The times that are kept for a booking whose coach is away, once its client was asked; null where nobody was. */
export async function alternativesOf(
  { db, availability }: RoomPorts,
  { booking, browser }: Own,
): Promise<Offers | null> {
  const offers = await db.withActor(browser.actor, async (tx) =>
    (await isToldOf.one(tx, booking.id))!.yes ? offersOf(tx, booking.id) : [],
  )
  const named = offers.map((one) => ({ ...one, coachName: availability.coach(one.coachId)?.name ?? 'a coach' }))
  return named.length > 0 ? named : null
}

/** Choosing one of the times that are kept: it is taken, and the others are let go. */
export const chooseRoute = (ports: RoomPorts): Route => ({
  method: 'POST',
  path: '/booking/:id/alternatives',
  may: 'anyone',
  takes: 'form',
  handle: async (visit) => {
    const own = await ownBooking(ports, visit)
    const id = field(visit, 'offer')
    const offers = await alternativesOf(ports, own)
    if (!isUuid(id))
      return offers ? choosePage(own, offers, 'Select a time', 422) : seeOther(`/booking/${own.booking.id}`)
    const chosen = await choose(ports, own.browser.actor, own.booking.id, id)
    if (chosen.kind === 'moved' || chosen.kind === 'already') return seeOther(`/booking/${own.booking.id}?said=moved`)
    const left = await alternativesOf(ports, own)
    const sentence =
      chosen.kind === 'gone'
        ? 'That time has just gone. Select another'
        : 'You have another appointment at this time. Select another'
    return left ? choosePage(own, left, sentence, 409) : seeOther(`/booking/${own.booking.id}`)
  },
})

/** The page that asks for it. */
export const choosePage = (
  { booking, browser }: Own,
  offers: Offers,
  error: string | null = null,
  status = 200,
): Reply => page(choosing(booking, offers, error), { status, cookies: browser.cookies })

const title = 'Choose another time'

const choosing = (
  { id, startsAt, reference }: Pick<Own['booking'], 'id' | 'startsAt' | 'reference'>,
  offers: Offers,
  error: string | null,
): SafeHtml =>
  layout({
    title,
    error: error !== null,
    body: html`${error !== null && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: `#offer` }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p class="nhsuk-lede-text">We are sorry. Your coach cannot be there on ${fullWhenWords(startsAt)}.</p>
      ${insetText({ text: `We keep these times for you alone until ${fullWhenWords(offers[0]!.until)} UK time.` })}
      <form method="post" action="/booking/${id}/alternatives" novalidate>
        ${radios({
          idPrefix: 'offer',
          name: 'offer',
          fieldset: { legend: { text: 'Which suits you?', size: 'm' } },
          items: offers.map((one) => ({
            value: one.id,
            text: `${fullWhenWords(one.startsAt)} UK time, with ${one.coachName}`,
          })),
          ...(error !== null ? { errorMessage: { text: error } } : {}),
        })}
        ${button({ text: 'Take this time', preventDoubleClick: true })}
      </form>
      <p>None of them? <a href="/booking/${id}/move">See other times</a> or <a href="/booking/${id}/cancel">cancel it</a>.</p>
      <p>If you do nothing, we cancel it then, and call or write to you. Your reference is <strong>${reference}</strong>.</p>`,
  })
