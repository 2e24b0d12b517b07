import { html } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { radios } from '#nhsuk'
import { layout } from '#web'
import { headingLegend, question, type Errors } from './question.ts'

const title = 'What would have suited you?'

export const wanted = {
  sooner: 'Something sooner',
  morning: 'A morning',
  afternoon: 'An afternoon',
  evening: 'An evening',
  weekend: 'A weekend',
  'other-coach': 'A different coach',
  other: 'Something else',
} as const

export const noneSuitPage = ({ errors = {} }: { errors?: Errors }) =>
  question({
    title,
    action: '/book/none-suit',
    back: '/book/time',
    errors,
    continueWith: 'Send',
    body: radios({
      idPrefix: 'wanted',
      name: 'wanted',
      fieldset: headingLegend(title),
      hint: { text: 'We count what people could not get and add times. We do not keep who asked.' },
      errorMessage: errors['wanted'],
      items: Object.entries(wanted).map(([value, text]) => ({ value, text })),
    }),
  })

export const noneSuitThanks = ({ phone, hours }: { phone: string | null; hours: string }) =>
  layout({
    title: 'Thank you',
    back: '/book/time',
    body: html`<h1 class="nhsuk-heading-l">Thank you</h1>
      <p>We have counted it. New times appear every day, and a cancelled one is free again at once.</p>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li><a href="/book/time">See the times again</a></li>
        <li>Book the one that suits best, then choose “Tell me if something opens sooner” on its page</li>
        <li><a href="/book/coach">Change who you talk to</a></li>
        ${phone && html`<li>Call us on ${phoneLink(phone)}, ${hours} every day</li>`}
      </ul>
      <p>If you need help now, see <a href="/urgent-help">urgent help</a>.</p>`,
  })
