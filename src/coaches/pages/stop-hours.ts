import { html, type SafeHtml } from '#lib/html'
import { dateFields, type FieldErrors, type TypedDate } from '#web'
import { formPage } from './parts.ts'

export type StopHoursPage = { team: string; id: string; words: string; from: TypedDate; errors: FieldErrors }

/** Asks from which day on weekly hours are worked no more. */
export const stopHoursPage = ({ team, id, words, from, errors }: StopHoursPage): SafeHtml =>
  formPage({
    title: 'Stop these hours',
    team,
    back: '/team/times',
    action: `/team/times/week/${id}/stop`,
    errors,
    before: html`<p>${words}.</p>
      <p>Nobody new can book you in these hours from that day on. Sessions that are booked already stay in your list.</p>`,
    fields: dateFields('from', 'From which day', from, errors),
    submit: 'Stop these hours',
  })
