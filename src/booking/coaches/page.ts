import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { toInstant, whenWords } from '#lib/time'
import { languageWords, type Profile, type PublicPage } from '#coaches'
import { button, summaryList } from '#nhsuk'
import { pausedNotices, pausesOf } from '#organisations'
import { layout } from '#web'
import { listedWords } from '../journey/words.ts'
import { waysWords } from '../journey/pages/choose-coach.ts'
import type { Bookable } from './free.ts'
import { saidBy } from './said.ts'

export type CoachPage = { coach: Profile; said: PublicPage; bookable: readonly Bookable[]; now: Temporal.Instant }

/** What anybody may read of a coach: their own words, what their provider holds, and when they are next free. */
export function coachPage({ coach, said, bookable, now }: CoachPage): SafeHtml {
  const pauses = pausesOf(bookable, (key) => bookable.find((one) => one.key === key)?.pause ?? null)
  const { id, name, background, languages, modes, ethnicallyDiverse } = coach
  return layout({
    title: name,
    back: '/coaches',
    body: html`<h1 class="nhsuk-heading-l">${name}</h1>
      <p class="nhsuk-lede-text">${background}</p>
      ${saidBy(coach, said)}
      ${summaryList({
        rows: [
          ...(said.accreditations.length > 0 ? [row('Accredited by', said.accreditations.join('; '))] : []),
          row('Coaches in', languageWords(languages)),
          row('How', sentence(waysWords(modes))),
          row('Offers', bookable.map((one) => one.name).join(', ')),
          ...(ethnicallyDiverse ? [row('Listed as', sentence(listedWords))] : []),
        ],
      })}
      <h2 class="nhsuk-heading-m">Next free times</h2>
      ${pausedNotices(pauses, now)}
      ${bookable.map((one) => timesOf(one, { id, name }, now))}
      <p>It is free and confidential. We do not tell your employer.</p>`,
  })
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

function timesOf(
  { key, name, times, pause }: Bookable,
  coach: { id: string; name: string },
  now: Temporal.Instant,
): SafeHtml {
  return html`<h3 class="nhsuk-heading-s">${name}</h3>
    ${
      pause || times.length === 0
        ? html`<p>${pause ? 'New bookings are paused.' : 'No times free now.'}</p>`
        : html`<ul class="nhsuk-list">
              ${times.map((at) => html`<li>${sentence(whenWords(toInstant(at), now))}</li>`)}
            </ul>
            <form method="post" action="/book/choose-coach?filter=yes&amp;offer=${key}" novalidate>
              <input type="hidden" name="coach" value="${coach.id}">
              ${button({
                html: html`See times with ${coach.name}<span class="nhsuk-u-visually-hidden">: ${name}</span>`,
                preventDoubleClick: true,
              })}
            </form>`
    }`
}
