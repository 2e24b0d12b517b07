import { html, type SafeHtml } from '#lib/html'
import { civilDate, dateWords } from '#lib/time'
import { button, details, errorSummary, fileUpload, input, warningCallout } from '#nhsuk'
import { layout, type FieldErrors } from '#web'
import type { Shown } from './shown.ts'

export type OwnCalendarPage = {
  team: string
  calendar: Shown | null
  /** When the coach is busy elsewhere in the next days, a line a day. */
  busy: readonly string[]
  typed: string
  errors: FieldErrors
}

const path = '/team/times/calendar'

/** A coach's own calendar: how it stands, and how to add, change or remove it. */
export const ownCalendarPage = ({ team, calendar, busy, typed, errors }: OwnCalendarPage): SafeHtml => {
  const wrong = Object.entries(errors)
  return layout({
    title: 'Your own calendar',
    back: '/team/times',
    team: { name: team },
    error: wrong.length > 0,
    body: html`
      ${
        wrong.length > 0 &&
        errorSummary({
          titleText: 'There is a problem',
          errorList: wrong.map(([id, text]) => ({ text, href: `#${id}` })),
        })
      }
      <h1 class="nhsuk-heading-l">Your own calendar</h1>
      <p>
        ${!calendar && 'Add a calendar of your own, and nobody'}${calendar && 'Nobody'} new can book you while you are busy in it.
        We keep only when that is: no titles, places or people. Sessions that are booked already stay.
      </p>
      ${calendar && standing(calendar, busy)}
      ${calendar && html`<h2 class="nhsuk-heading-m">Use another in its place</h2>`}
      ${byAddress(typed, errors)} ${byFile(errors)}
    `,
  })
}

const standing = ({ kind, addedAt, read, next, warning }: Shown, busy: readonly string[]) => html`
  ${warning && warningCallout({ heading: warning.heading, headingLevel: 2, text: warning.text })}
  <p>
    ${kind === 'file' ? 'From a file that you uploaded' : 'From an address that you added'} on
    ${dateWords(civilDate(addedAt))}. ${kind === 'address' && read !== null && html`${read}. `}${next}
  </p>
  ${
    read !== null &&
    details({
      summaryText: 'When you are busy in the next 7 days',
      html:
        busy.length === 0
          ? html`<p>Never.</p>`
          : html`<ul class="nhsuk-list">
            ${busy.map((line) => html`<li>${line}</li>`)}
          </ul>`,
    })
  }
  ${kind === 'address' && act(`${path}/again`, 'Read it again now')}
  ${act(`${path}/remove`, 'Remove this calendar')}
`

const act = (action: string, text: string) =>
  html`<form method="post" action="${action}" novalidate>
    ${button({ text, variant: 'secondary', preventDoubleClick: true })}
  </form>`

const byAddress = (typed: string, errors: FieldErrors) =>
  html`<form method="post" action="${path}/address" novalidate>
    ${input({
      id: 'address',
      name: 'address',
      type: 'text',
      inputmode: 'url',
      autocomplete: 'off',
      spellcheck: false,
      label: { text: 'Address of your calendar', size: 's' },
      hint: {
        text: 'In the settings of your calendar, look for a secret, private or published address in iCal format. Whoever has it can read your calendar, so we keep it sealed and show it to nobody.',
      },
      value: typed,
      errorMessage: errors['address'],
    })}
    ${button({ text: 'Save address', preventDoubleClick: true })}
  </form>`

const byFile = (errors: FieldErrors) =>
  html`<form method="post" action="${path}/file" enctype="multipart/form-data" novalidate>
    ${fileUpload({
      id: 'file',
      name: 'file',
      label: { text: 'Or a file of your calendar', size: 's' },
      hint: {
        text: 'A file that ends in .ics, of 10 MB at most. It counts for 28 days. We read it and do not keep it.',
      },
      attributes: { accept: '.ics,text/calendar' },
      errorMessage: errors['file'],
    })}
    ${button({ text: 'Upload file', variant: 'secondary', preventDoubleClick: true })}
  </form>`
