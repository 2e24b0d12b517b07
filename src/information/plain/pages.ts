import { html, type SafeHtml } from '#lib/html'
import { dateWords } from '#lib/time'
import { layout } from '#web'
import type { PlainFacts } from './facts.ts'
import type { Shown } from './review.ts'
import { plainView } from './view.ts'

const title = 'Easy read and other languages'

/** Every text that is shown, each by its own name. */
export const plainListPage = (shown: readonly Shown[]): SafeHtml =>
  layout({
    title,
    back: '/',
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>What this service is, on one page. The pages for booking are in English; you can ask for an interpreter, or for a coach who speaks your language.</p>
      <ul class="nhsuk-list">
        ${shown.map(
          ({ text }) =>
            html`<li>
              <a href="/plain/${text.key}" hreflang="${text.lang}"
                ><bdi lang="${text.lang}">${text.name}</bdi></a
              >${text.name !== text.english && ` – ${text.english}`}
            </li>`,
        )}
      </ul>
    `,
  })

/** One text on a page of its own. */
export const plainPage = ({ text, checkedOn }: Shown, facts: PlainFacts): SafeHtml =>
  layout({
    title: `Talk to a coach: ${text.english}`,
    back: '/plain',
    body: html`
      ${plainView({ text, facts, checked: checkedOn !== null, level: 1 })}
      <hr class="nhsuk-section-break nhsuk-section-break--m nhsuk-section-break--visible">
      <p>
        ${text.english}, version ${text.version}.
        ${checkedOn === null ? 'A draft that nobody has checked: it is shown in the demonstration alone.' : `Checked on ${dateWords(checkedOn)}.`}
      </p>
    `,
  })
