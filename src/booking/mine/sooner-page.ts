import { html, type Piece, type SafeHtml } from '#lib/html'
import { civilDate, fullDayWords, fullWhenWords, timeWords } from '#lib/time'
import { button, insetText, radios } from '#nhsuk'
import { question, type Errors } from '../journey/pages/question.ts'

/** What a booking's page says of sooner times; `said`: what was just done about one. */
export type Sooner = {
  offer: { id: string; startsAt: Temporal.Instant; until: Temporal.Instant; coachName: string } | null
  /** What it waits for; null where it does not. */
  waits: { notBefore: Temporal.Instant | null } | null
  /** Whether there is a way to tell whoever booked. */
  reachable: boolean
  said: 'declined' | 'gone' | 'elsewhere' | null
}

/** Whether there is anything to say of sooner times. */
export const speaks = ({ offer, waits, said }: Sooner): boolean => (offer ?? waits ?? said) !== null

/** The sooner time that is kept, and that one waits for another; nothing where neither is so. */
export const soonerTimes = (id: string, { offer, waits, said }: Sooner): Piece => html`<div class="app-screen-only">
  ${said !== null && html`<p role="status">${saidWords[said]} ${said === 'declined' && waits && 'You keep your place for another time.'}</p>`}
  ${offer && kept(id, offer)} ${waits && !offer && waiting(id, waits)}
</div>`

const saidWords: Record<NonNullable<Sooner['said']>, string> = {
  declined: 'Your appointment stays as it is.',
  gone: 'That time is kept no longer. Your appointment stays as it is.',
  elsewhere: 'You have another appointment at that time. This one stays as it is.',
}

const kept = (id: string, { id: offer, startsAt, until, coachName }: NonNullable<Sooner['offer']>) =>
  insetText({
    html: html`<h2 class="nhsuk-heading-m">A sooner time is kept for you</h2>
      <p><strong>${fullWhenWords(startsAt)} UK time</strong>, with ${coachName}.</p>
      <p>We keep it for you alone until ${timeWords(until)}. If you take it, your appointment moves. If not, it stays as it is.</p>
      <form method="post" action="/booking/${id}/sooner/take" novalidate>
        <input type="hidden" name="offer" value="${offer}">
        <div class="nhsuk-button-group">
          ${button({ text: 'Take this time', preventDoubleClick: true })}
          ${button({ text: 'No, keep my time', variant: 'secondary', attributes: { formaction: `/booking/${id}/sooner/decline` } })}
        </div>
      </form>`,
  })

const waiting = (id: string, { notBefore }: NonNullable<Sooner['waits']>) =>
  insetText({
    html: html`<p>We tell you if something opens sooner${notBefore && `, from ${fullWhenWords(notBefore)}`}. We then keep it for you alone for 30 minutes, or 10 where it starts within two hours.</p>
      <form method="post" action="/booking/${id}/sooner/stop" novalidate>${button({ text: 'Stop telling me', variant: 'secondary', small: true })}</form>`,
  })

/** A moment before which no time is wanted, in words. */
export type From = { at: Temporal.Instant; words: string }

/** What one can say of when one could come: from the end of a day's work, or from a day on; none that is past or not sooner. */
export function fromWhen(now: Temporal.Instant, startsAt: Temporal.Instant, zone: string): From[] {
  const today = civilDate(now, zone)
  const at = (day: Temporal.PlainDate, hour: number) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant()
  const [tomorrow, next] = [today.add({ days: 1 }), today.add({ days: 2 })]
  return [
    { at: at(today, 17), words: 'From 5pm today' },
    { at: at(tomorrow, 0), words: `From ${fullDayWords(tomorrow, today)}` },
    { at: at(tomorrow, 17), words: 'From 5pm tomorrow' },
    { at: at(next, 0), words: `From ${fullDayWords(next, today)}` },
  ].filter((one) => Temporal.Instant.compare(one.at, now) > 0 && Temporal.Instant.compare(one.at, startsAt) < 0)
}

export type AskPage = {
  id: string
  startsAt: Temporal.Instant
  from: readonly From[]
  /** Whether there are sooner times already. */
  free: boolean
  errors?: Errors
}

const title = 'Tell me if something opens sooner'

/** Asking to be told: from when on, and one button. */
export const askPage = ({ id, startsAt, from, free, errors = {} }: AskPage): SafeHtml =>
  question({
    title,
    action: `/booking/${id}/sooner`,
    back: `/booking/${id}`,
    errors,
    continueWith: 'Tell me',
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>Your appointment is on ${fullWhenWords(startsAt)}. It stays yours while you wait.</p>
      ${free && insetText({ html: html`There are sooner times already. <a href="/booking/${id}/move">See them and move</a>. We tell you of those that open from now on.` })}
      <p>When a time that suits what you asked for opens, it goes to whoever asked first. We write to you and keep it for you alone for 30 minutes, or 10 where it starts within two hours. We write between 8am and 9pm, at most six times a day.</p>
      ${radios({
        idPrefix: 'from',
        name: 'from',
        fieldset: { legend: { text: 'From when could you come?', size: 'm' } },
        errorMessage: errors['from'],
        value: 'any',
        items: [
          { value: 'any', text: 'Any time' },
          ...from.map(({ at, words }) => ({ value: at.toString(), text: words })),
        ],
      })}`,
  })
