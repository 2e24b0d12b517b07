import { html, type SafeHtml } from '#lib/html'
import { radios } from '#nhsuk'
import { clockField, dateFields, type FieldErrors, type TypedDate } from '#web'
import { formPage } from './parts.ts'

export type OneDayPage = {
  team: string
  typed: { kind: string; on: TypedDate; fromTime: string; untilTime: string }
  errors: FieldErrors
}

/** Asks for hours of one day that differ from the usual week. */
export const oneDayPage = ({ team, typed, errors }: OneDayPage): SafeHtml =>
  formPage({
    title: 'Change one day',
    team,
    back: '/team/times',
    action: '/team/times/day',
    errors,
    before: html`<p>Your usual week stays as it is. Sessions that are booked already stay in your list.</p>`,
    fields: html`
      ${radios({
        idPrefix: 'kind',
        name: 'kind',
        fieldset: { legend: { text: 'What changes', size: 's' } },
        value: typed.kind,
        errorMessage: errors['kind'],
        items: [
          { value: 'open', text: 'I also work these hours' },
          { value: 'closed', text: 'I do not work these hours' },
        ],
      })}
      ${dateFields('on', 'Day', typed.on, errors)}
      ${clockField('from-time', 'From', typed.fromTime, errors, 'For example, 6pm')}
      ${clockField('until-time', 'Until', typed.untilTime, errors, 'For example, 9:30pm')}
    `,
    submit: 'Save',
  })
