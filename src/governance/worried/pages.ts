import { html, type SafeHtml } from '#lib/html'
import { callForSafety } from '#lib/phone'
import { nameInHtml } from '#identity'
import { button, input, radios, textarea, warningCallout } from '#nhsuk'
import type { FieldErrors } from '#web'
import { levelMeaning, levelWords, themeWords } from '../duty/words.ts'
import { staffPage } from '../pages/parts.ts'
import type { Carried } from './carried.ts'
import type { TypedConcern } from './typed.ts'

export const path = '/team/worried'
type Page = { carried: Carried; dutyPhone: string | null }

const call = (dutyPhone: string | null): SafeHtml =>
  warningCallout({
    heading: 'Call first',
    headingLevel: 2,
    html: html`<p>${callForSafety(dutyPhone)} This page calls nobody.</p>`,
  })

/** Where a coach says that they are worried about somebody. */
export const worriedPage = (
  page: Page & { name: string | null; sealed: string; typed: TypedConcern; errors: FieldErrors; failed?: boolean },
): SafeHtml => {
  const { carried, name, dutyPhone, sealed, typed, errors, failed = false } = page
  const { about, team } = carried
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
          items: ([4, 3, 2, 1] as const).map((each) => ({
            value: String(each),
            text: `${levelWords[each]}: ${levelMeaning[each]}`,
          })),
          errorMessage: errors['level'],
        })}
        ${radios({
          idPrefix: 'theme',
          name: 'theme',
          value: typed.theme,
          fieldset: { legend: { text: 'What is it about?', size: 'm' } },
          items: Object.entries(themeWords).map(([value, text]) => ({ value, text })),
          errorMessage: errors['theme'],
        })}
        ${input({
          id: 'location',
          name: 'location',
          value: typed.location,
          label: { text: 'Where are they now? (optional)' },
          hint: { text: 'For the duty lead, where it is urgent or an emergency' },
          autocomplete: 'off',
          errorMessage: errors['location'],
        })}
        ${textarea({
          id: 'words',
          name: 'words',
          value: typed.words,
          rows: 4,
          label: { text: 'What was said? (optional)' },
          hint: { text: 'Governance can read this, and the duty lead where it is urgent or an emergency' },
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
    body: html`<p>It is on the page of whoever has the duty, and on governance’s.</p>
      ${call(dutyPhone)}`,
  })
