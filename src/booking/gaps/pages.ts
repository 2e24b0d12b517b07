import { html, type Piece, type SafeHtml } from '#lib/html'
import { civilDate, timeWords, toInstant } from '#lib/time'
import { button, insetText } from '#nhsuk'
import type { Opened } from './opened.ts'
import type { Proposal } from './propose.ts'
import { partWords } from './rules.ts'

/** What a coach could open for people who wait, and what they opened. Who waits is not said: only how many. */
export const gaps = (
  { proposed, opened }: { proposed: Proposal | null; opened: readonly Opened[] },
  today: Temporal.PlainDate,
): Piece => html`${opened.map((one) => openedBox(one, today))}${proposed && proposalBox(proposed, today)}`

const numbers = ['Nobody', 'One person', 'Two people', 'Three people', 'Four people', 'Five people']
const people = (many: number) => numbers[many] ?? `${many} people`

function proposalBox({ startsAt, endsAt, waiting, looked, day }: Proposal, today: Temporal.PlainDate): SafeHtml {
  const [from, until] = [timeWords(toInstant(startsAt)), timeWords(toInstant(endsAt))]
  const part = partWords(toInstant(startsAt), today)
  const who =
    waiting > 0
      ? `${people(waiting)} ${waiting === 1 ? 'is' : 'are'} waiting`
      : `${people(looked)} found no time that suited them`
  const isToday = day.equals(today)
  const about = html`<span class="nhsuk-u-visually-hidden">: ${from} to ${until}, ${part}</span>`
  return insetText({
    html: html`<p>${waiting > 0 ? `${who} ${part}: open ${from} to ${until}?` : `${who}. Open ${from} to ${until} ${part}?`}</p>
      <form method="post" action="/team/gaps" novalidate>
        <input type="hidden" name="from" value="${toInstant(startsAt).toString()}">
        <input type="hidden" name="until" value="${toInstant(endsAt).toString()}">
        ${button({ html: html`Open${about}`, name: 'answer', value: 'open', small: true, preventDoubleClick: true })}
        ${button({
          html: html`${isToday ? 'Not today' : 'Not tomorrow'}${about}`,
          name: 'answer',
          value: 'not',
          variant: 'secondary',
          small: true,
          preventDoubleClick: true,
        })}
      </form>`,
  })
}

const openedBox = ({ startsAt, endsAt, taken }: Opened, today: Temporal.PlainDate): SafeHtml => {
  const hours = `${timeWords(startsAt)} to ${timeWords(endsAt)}`
  const day = civilDate(startsAt).equals(today) ? 'today' : 'tomorrow'
  const change = html`<a href="/team/times">Change it on Your times</a>`
  if (taken) return html`<p>You opened ${hours} ${day}. Somebody has booked it. ${change}</p>`
  return html`<p>You opened ${hours} ${day}. Those who wait are asked first. ${change}</p>
    <form method="post" action="/team/gaps" novalidate>
      <input type="hidden" name="from" value="${startsAt.toString()}">
      <input type="hidden" name="until" value="${endsAt.toString()}">
      ${button({
        html: html`Close it again<span class="nhsuk-u-visually-hidden">: ${hours} ${day}</span>`,
        name: 'answer',
        value: 'close',
        variant: 'secondary',
        small: true,
        preventDoubleClick: true,
      })}
    </form>`
}
