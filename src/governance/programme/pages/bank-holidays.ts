import { html, type SafeHtml } from '#lib/html'
import { dateWords } from '#lib/time'
import { act, listed, staffPage } from '../../pages/parts.ts'
import type { Team } from '../../turn.ts'
import { bankHolidays, closures, home } from '../paths.ts'
import type { bankHolidaysFrom } from '../queries.ts'
import { insideWords } from '../words.ts'

export type BankHolidaysPage = { team: Team; days: Awaited<ReturnType<typeof bankHolidaysFrom>> }

/** England's bank holidays from today on: open like any other day until one is closed. */
export const bankHolidaysPage = ({ team, days }: BankHolidaysPage): SafeHtml =>
  staffPage({
    title: 'Bank holidays in England',
    team,
    back: home,
    wide: true,
    body: html`
      <p>A bank holiday is open like any other day, until it is closed here. Sessions that are booked on it stand.</p>
      ${listed({
        caption: 'Days to come',
        head: ['Day', 'Holiday', 'Booked now', 'Change'],
        rows: days.map(({ day, name, inside, closureId }) => {
          const date = dateWords(Temporal.PlainDate.from(day))
          return [
            date,
            name,
            insideWords(inside),
            closureId === null
              ? act(`${bankHolidays}/${day}/close`, 'Close this day', `${name}, ${date}`)
              : html`Closed. <a href="${closures}">See closures<span class="nhsuk-u-visually-hidden"> to open ${date} again</span></a>`,
          ]
        }),
        none: 'No bank holiday is known from today on. They come with the software.',
        limit: 100,
      })}`,
  })
