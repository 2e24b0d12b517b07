import { html, type SafeHtml } from '#lib/html'
import { toInstant, whenWords } from '#lib/time'
import { languageWords } from '#coaches'
import { pausedNotices, type PausesNow } from '#organisations'
import { layout } from '#web'
import type { KnownCoach } from '../availability/live.ts'

/** `paused`: all that they offer takes no new bookings. */
export type Listed = { coach: KnownCoach; next: number | null; paused: boolean }

const most = 20

/** Every coach who has a page, the soonest free first, so many at a time. */
export function listPage({
  all,
  pauses,
  asked,
  now,
}: {
  all: readonly Listed[]
  pauses: PausesNow
  asked: string | undefined
  now: Temporal.Instant
}): SafeHtml {
  const pages = Math.max(1, Math.ceil(all.length / most))
  const page = /^\d{1,3}$/.test(asked ?? '') ? Math.min(Math.max(Number(asked), 1), pages) : 1
  const shown = all.slice((page - 1) * most, page * most)
  return layout({
    title: 'Our coaches',
    back: '/',
    body: html`<h1 class="nhsuk-heading-l">Our coaches</h1>
      ${pausedNotices(pauses, now)}
      ${
        all.length === 0
          ? html`<p>No coach has a page here yet. ${!pauses.paused && freeFirst}</p>`
          : !pauses.paused && html`<p>Those who are free soonest come first. ${freeFirst}</p>`
      }
      <ul class="nhsuk-list">
        ${shown.map(
          ({ coach, next, paused }) => html`<li>
            <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-1"><a href="/coaches/${coach.id}">${coach.name}</a></h2>
            <p>
              ${coach.background}. Coaches in ${languageWords(coach.languages)}.
              ${paused ? 'New bookings are paused.' : next === null ? 'No times free now.' : `Next free: ${whenWords(toInstant(next), now)}.`}
            </p>
          </li>`,
        )}
      </ul>
      ${
        pages > 1 &&
        html`<nav aria-label="More coaches">
          <ul class="nhsuk-list">
            ${page < pages && html`<li><a href="/coaches?page=${page + 1}">Next coaches</a></li>`}
            ${page > 1 && html`<li><a href="/coaches?page=${page - 1}">Coaches before these</a></li>`}
          </ul>
        </nav>`
      }`,
  })
}

const freeFirst = html`You need not choose: <a href="/book/topic">see whoever is free first</a>.`
