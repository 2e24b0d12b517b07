import { html, type Piece, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, insetText } from '#nhsuk'
import { layout } from '#web'

export type Appointment = {
  id: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  status: string
  mode: string
  /** Booked under a contact of theirs, and not known to be theirs. */
  apart: boolean
  /** They said that it is, and it passes to them if nobody stops it. */
  asked: boolean
}
export type Change = { id: string; kind: string; dueAt: Temporal.Instant; agreed: boolean }
export type HomePage = {
  appointments: readonly Appointment[]
  changes: readonly Change[]
  hasPassphrase: boolean
  /** Whether they have a passphrase or passkey. */
  more: boolean
  atOnce: boolean
  strong: boolean
  said: keyof typeof saidWords | null
  now: Temporal.Instant
}

const title = 'Your pages'

/** Facts of bookings and what waits; nothing of what was said, and no contact. */
export function homePage({ appointments, changes, hasPassphrase, more, atOnce, said, now }: HomePage): SafeHtml {
  const ahead = appointments.filter((one) => one.status === 'booked' && isAfter(one.endsAt, now)).toReversed()
  const before = appointments.filter((one) => !ahead.includes(one))
  return layout({
    title,
    you: true,
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${said && html`<p role="status"><strong>${saidWords[said]}</strong></p>`}
      ${changes.map((change) => (change.kind === 'joined' ? joined(change, more) : waiting(change)))}
      <h2 class="nhsuk-heading-m">Your appointments</h2>
      ${ahead.length === 0 && html`<p>You have no appointment ahead. <a href="/book">Book an appointment</a></p>`}
      ${ahead.some((one, i) => ahead.slice(i + 1).some((other) => overlap(one, other))) && html`<p><strong>Two of these are at the same time.</strong> Both are kept for you: move or cancel the one that you do not need.</p>`}
      ${ahead.length > 0 && html`<ul class="nhsuk-list app-list-plain">${ahead.map(upcoming)}</ul>`}
      ${
        before.length > 0 &&
        html`<h2 class="nhsuk-heading-m">Earlier</h2>
          <ul class="nhsuk-list nhsuk-list--bullet">${before.map((one) => html`<li>${fullWhenWords(one.startsAt)}: ${beforeWords[one.status] ?? 'over'}${one.apart && !one.asked && claim(one.id, one.startsAt, 'Say so if it is yours.')}</li>`)}</ul>`
      }
      <h2 class="nhsuk-heading-m">Keeping your pages yours</h2>
      ${passphraseWords(more, atOnce)}
      <ul class="nhsuk-list">
        <li><a href="/you/passphrase">${hasPassphrase ? 'Change your passphrase' : 'Choose a passphrase'}</a></li>
        <li><a href="/you/passkeys">Your passkeys</a></li>
        <li><a href="/you/contacts">How we reach you</a></li>
        <li><a href="/you/opened">Who has opened my record</a></li>
        <li><a href="/you/data">What we hold about you, and deleting it</a></li>
        <li><a href="/you/evaluation">Taking part in the evaluation</a></li>
        <li><a href="/you/sign-ins">Where you are signed in</a></li>
      </ul>
    `,
  })
}

const isAfter = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) > 0

const overlap = (one: Appointment, other: Appointment) =>
  isAfter(one.endsAt, other.startsAt) && isAfter(other.endsAt, one.startsAt)

const saidWords = {
  stopped: 'The change is stopped.',
  set: 'Your passphrase is set.',
  agreed: 'Thank you. Your pages come together.',
  mine: 'Thank you. It is with your other appointments.',
  passes: 'Thank you. It passes to you in 3 days, unless somebody stops it.',
  tomorrow: 'Too much was asked for today, so nobody could be told of it. Say so again tomorrow.',
}
const beforeWords: Record<string, string> = {
  cancelled: 'cancelled',
  booked: 'over',
  fulfilled: 'over',
  noshow: 'missed',
}

const upcoming = ({ id, startsAt, mode, apart, asked }: Appointment) => html`<li>
  <p>${fullWhenWords(startsAt)} UK time, ${mode === 'video' ? 'by video' : 'by phone'}</p>
  <form method="post" action="/you/appointments/${id}">
    ${button({ text: 'See, move or cancel', variant: 'secondary', small: true, attributes: { 'aria-label': `See, move or cancel ${fullWhenWords(startsAt)}` } })}
  </form>
  ${apart && !asked && claim(id, startsAt, 'Say so if it is yours; otherwise cancel it.')}
</li>`

const claim = (
  id: string,
  startsAt: Temporal.Instant,
  whatToDo: string,
) => html`<p>We cannot tell whether you booked this. ${whatToDo}</p>
  <form method="post" action="/you/appointments/${id}/mine">
    ${button({ text: 'It is mine', variant: 'secondary', small: true, attributes: { 'aria-label': `It is mine: ${fullWhenWords(startsAt)}` } })}
  </form>`

const changeWords: Record<string, string> = {
  passphrase: 'A new passphrase',
  passkey: 'A new passkey',
  'add-contact': 'A new way to reach you',
  'remove-contact': 'Taking away a way to reach you',
  join: 'Putting two of your accounts together',
}

const waiting = ({ id, kind, dueAt }: Change): Piece =>
  insetText({
    html: html`${
      kind === 'booking'
        ? html`<p><strong>An appointment that was booked elsewhere</strong> passes to you on ${fullWhenWords(dueAt)} UK time, unless it is stopped. You can move or cancel it now.</p>`
        : html`<p><strong>${changeWords[kind]}</strong> was asked for. It comes true on ${fullWhenWords(dueAt)} UK time, unless it is stopped.</p>`
    }
      <p>If this was not you, stop it.</p>
      <form method="post" action="/you/changes/${id}/stop">${button({ text: 'Stop this change', variant: 'warning', small: true })}</form>`,
  })

/** Another account asked to have this one; where a passphrase or passkey is, it does not come without them. */
const joined = ({ id, dueAt, agreed }: Change, more: boolean): Piece =>
  insetText({
    html: html`<p><strong>Putting these pages together with others</strong> was asked for from other pages, by somebody who had a code that we sent to you.</p>
      ${
        more && !agreed
          ? html`<p>If those pages are yours too, agree before ${fullWhenWords(dueAt)} UK time. Otherwise nothing changes.</p>`
          : html`<p>They come together on ${fullWhenWords(dueAt)} UK time, unless it is stopped. Then these ways of signing in end.</p>`
      }
      <p>If this was not you, stop it. Somebody may be reading your messages.</p>
      ${more && !agreed && html`<form method="post" action="/you/changes/${id}/agree">${button({ text: 'Both are mine: put them together', variant: 'secondary', small: true })}</form>`}
      <form method="post" action="/you/changes/${id}/stop">${button({ text: 'Stop this change', variant: 'warning', small: true })}</form>`,
  })

const passphraseWords = (has: boolean, atOnce: boolean) =>
  has
    ? html`<p>A code shows only the facts of your appointments. Everything else needs your passphrase or passkey.</p>`
    : html`<p>
        A code shows only the facts of your appointments. Somebody who can read your messages could get one. With a
        passphrase, only you can see and change more.
        ${atOnce && 'You have just booked in this browser, so you can choose one now. Later it takes 3 days.'}
      </p>`
