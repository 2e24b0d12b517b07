import { html, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { nameInHtml } from '#identity'
import { button, input, radios, textarea, warningCallout } from '#nhsuk'
import type { FieldErrors } from '#web'
import { staffPage } from '../pages/parts.ts'
import type { Carried } from './carried.ts'
import { levels, themes, type TypedConcern } from './rules.ts'

export const path = '/team/worried'
type Page = { carried: Carried; dutyPhone: string | null }

const call = (dutyPhone: string | null): SafeHtml =>
  warningCallout({
    heading: 'Call first',
    headingLevel: 2,
    html: html`<p>
      If life is at risk, call ${phoneLink('999')}. Otherwise call your duty
      lead${dutyPhone !== null && html`: ${phoneLink(dutyPhone)}`}. This page calls nobody.
    </p>`,
  })

/** Where a coach says that they are worried about somebody. */
export const worriedPage = (
  page: Page & { sealed: string; typed: TypedConcern; errors: FieldErrors; failed?: boolean },
): SafeHtml => {
  const { carried, dutyPhone, sealed, typed, errors, failed = false } = page
  const { name, about, team } = carried
  return staffPage({
    title: 'Worried about somebody’s safety?',
    team,
    back: '/team/today',
    errors: failed ? { raise: 'We could not keep this. Call the duty lead, and try again' } : errors,
    body: html`${call(dutyPhone)}
      <form method="post" action="${path}" novalidate>
        <input type="hidden" name="carried" value="${sealed}">
        ${about !== null && html`<p>This is about ${name === null ? 'a client' : nameInHtml(name)}, your session ${about}.</p>`}
        ${radios({
          idPrefix: 'level',
          name: 'level',
          value: typed.level,
          fieldset: { legend: { text: 'How worried are you?', size: 'm' } },
          items: [4, 3, 2, 1].map((each) => ({ value: String(each), text: levels[each as keyof typeof levels] })),
          errorMessage: errors['level'],
        })}
        ${radios({
          idPrefix: 'theme',
          name: 'theme',
          value: typed.theme,
          fieldset: { legend: { text: 'What is it about?', size: 'm' } },
          items: Object.entries(themes).map(([value, text]) => ({ value, text })),
          errorMessage: errors['theme'],
        })}
        ${input({
          id: 'location',
          name: 'location',
          value: typed.location,
          label: { text: 'Where are they now? (optional)' },
          autocomplete: 'off',
          errorMessage: errors['location'],
        })}
        ${textarea({
          id: 'words',
          name: 'words',
          value: typed.words,
          rows: 4,
          label: { text: 'What was said? (optional)' },
          hint: { text: 'The duty lead and governance can read this' },
          errorMessage: errors['words'],
        })}
        ${button({ id: 'raise', text: 'Raise it', preventDoubleClick: true })}
      </form>`,
  })
}

/** It is kept; what is left to do. */
export const raisedPage = ({ carried: { team }, dutyPhone }: Page): SafeHtml =>
  staffPage({
    title: 'It is raised',
    team,
    back: '/team/today',
    body: html`<p>Whoever has the duty sees it on their page now.</p>
      ${call(dutyPhone)}`,
  })
