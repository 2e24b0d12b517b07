import { html, type SafeHtml } from '#lib/html'
import { radios } from '#nhsuk'
import { clockField, dateFields, type FieldErrors, type TypedDate } from '#web'
import { absenceReasons } from '../absence.ts'
import { reasonWords } from '../words.ts'
import { formPage } from './parts.ts'

export type AwayPage = {
  team: string
  typed: { from: TypedDate; fromTime: string; until: TypedDate; untilTime: string; reason: string }
  errors: FieldErrors
}

/** Asks from when until when a coach is away. Times left empty mean whole days. */
export const awayPage = ({ team, typed, errors }: AwayPage): SafeHtml =>
  formPage({
    title: 'I am away',
    team,
    back: '/team/times',
    action: '/team/times/away',
    errors,
    before: html`<p>
      Nobody new can book you in this time. Each session that is booked inside it goes to another coach at the same time; where nobody
      can, its client is asked to choose another.
    </p>`,
    fields: html`
      ${dateFields('from', 'First day away', typed.from, errors)}
      ${clockField('from-time', 'From what time that day', typed.fromTime, errors, 'For example, 2pm. Leave empty for the whole day')}
      ${dateFields('until', 'Last day away', typed.until, errors)}
      ${clockField('until-time', 'Until what time that day', typed.untilTime, errors, 'Leave empty for the whole day')}
      ${radios({
        idPrefix: 'reason',
        name: 'reason',
        fieldset: { legend: { text: 'Why', size: 's' } },
        hint: { text: 'Only you and operations see this' },
        value: typed.reason,
        errorMessage: errors['reason'],
        items: absenceReasons.map((value) => ({
          value,
          text: value === 'other' ? 'Something else' : reasonWords[value],
        })),
      })}
    `,
    submit: 'Save',
  })
