import { html, type SafeHtml } from '#lib/html'
import { checkboxes, radios } from '#nhsuk'
import { clockField, dateFields, type FieldErrors, type TypedDate } from '#web'
import { dayNames } from '../words.ts'
import { weekdays } from '../rule.ts'
import { formPage } from './parts.ts'

export type WeeklyHoursPage = {
  team: string
  typed: { days: readonly string[]; every: string; from: TypedDate; fromTime: string; untilTime: string }
  errors: FieldErrors
}

/** Asks for hours that come every week, or every second week. */
export const weeklyHoursPage = ({ team, typed, errors }: WeeklyHoursPage): SafeHtml =>
  formPage({
    title: 'Add weekly hours',
    team,
    back: '/team/times',
    action: '/team/times/week',
    errors,
    fields: html`
      ${checkboxes({
        idPrefix: 'days',
        name: 'days',
        fieldset: { legend: { text: 'Days', size: 's' } },
        errorMessage: errors['days'],
        items: weekdays.map((day, i) => ({
          name: `day-${day}`,
          value: 'yes',
          text: dayNames[i]!,
          checked: typed.days.includes(day),
        })),
      })}
      ${clockField('from-time', 'From', typed.fromTime, errors, 'For example, 8am')}
      ${clockField('until-time', 'Until', typed.untilTime, errors, 'For example, 12:30pm. Add hours twice to leave a break between')}
      ${radios({
        idPrefix: 'every',
        name: 'every',
        fieldset: { legend: { text: 'How often', size: 's' } },
        value: typed.every,
        errorMessage: errors['every'],
        items: [
          { value: '1', text: 'Every week' },
          { value: '2', text: 'Every second week' },
        ],
      })}
      ${dateFields('from', 'First day', typed.from, errors)}
    `,
    submit: 'Save',
  })
