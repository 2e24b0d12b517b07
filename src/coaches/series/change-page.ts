import { html, type SafeHtml } from '#lib/html'
import { details, radios } from '#nhsuk'
import { clockField, type FieldErrors } from '#web'
import { formPage } from '../pages/parts.ts'

export type ChangePage = {
  team: string
  action: string
  /** The day that is spoken of, as addresses have it. */
  on: string
  /** "Tuesday 1 December, 8am to midday", the day alone, and the series in words. */
  stands: string
  day: string
  series: string
  typed: { what: string; fromTime: string; untilTime: string; which: string }
  errors: FieldErrors
  /** The occurrences that one may speak of instead. */
  others: readonly { href: string; words: string }[]
}

/** Asks what changes about hours that recur, and for which of them. */
export const changePage = ({ team, action, on, stands, day, series, typed, errors, others }: ChangePage): SafeHtml =>
  formPage({
    title: 'Change or stop hours',
    team,
    back: '/team/times',
    action,
    errors,
    before: html`<p><strong>${stands}</strong></p>
      <p>One of: ${series}.</p>
      ${details({
        summaryText: 'Choose another day',
        html: html`<ul class="nhsuk-list">
          ${others.map(({ href, words }) => html`<li><a href="${href}">${words}</a></li>`)}
        </ul>`,
      })}`,
    fields: html`<input type="hidden" name="on" value="${on}">
      ${radios({
        idPrefix: 'what',
        name: 'what',
        fieldset: legend('What changes'),
        value: typed.what,
        errorMessage: errors['what'],
        items: [
          {
            value: 'other',
            text: 'I work other hours',
            conditional: {
              html: html`${clockField('from-time', 'From', typed.fromTime, errors, 'For example, 9am')}
              ${clockField('until-time', 'Until', typed.untilTime, errors, 'For example, 1:30pm')}`,
            },
          },
          { value: 'none', text: 'I do not work then' },
        ],
      })}
      ${radios({
        idPrefix: 'which',
        name: 'which',
        fieldset: legend('For which'),
        value: typed.which,
        errorMessage: errors['which'],
        items: [
          { value: 'one', text: 'This one', hint: { text: `${day} only` } },
          { value: 'later', text: 'This and later', hint: { text: `From ${day} on` } },
          { value: 'picked', text: 'Pick from a list', hint: { text: 'You tick the days on the next page' } },
        ],
      })}
    `,
    submit: 'Continue',
  })

const legend = (text: string) => ({ legend: { text, size: 's' as const } })
