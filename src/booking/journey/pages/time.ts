import { html, type Piece, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import {
  civilDate,
  dayWords,
  fullDayWords,
  programmeZone,
  timeWords,
  toInstant,
  whenWords,
  type Millis,
} from '#lib/time'
import { button, insetText, radios } from '#nhsuk'
import { layout } from '#web'
import type { Instead } from '../instead.ts'
import { summary, type Errors } from './question.ts'

export type Times = {
  /** Where the chosen time is posted. */
  action: string
  /** The page of one day is this path, a slash and the date. */
  path: string
  back: string
  now: Temporal.Instant
  errors?: Errors
  /** What the times are of: "by video", and any preference. */
  of: string
  /** While no new booking is taken: what stands where times would be. */
  paused?: SafeHtml | undefined
  /** When what is moved is now: pressed twice, the second is known by it. */
  was?: Temporal.Instant
  /** The words around the times; without them those of a new booking. */
  words?: TimeWords
}

/** What the page is called, what is said first, what choosing a time does, and the button that does it. */
export type TimeWords = { title: string; first?: SafeHtml; choosing: string; button: string }

const newBooking: TimeWords = {
  title: 'When suits you?',
  choosing: 'A time you choose is kept for you for 10 minutes.',
  button: 'Book this time',
}

export type TimePage = Times & {
  soonest: readonly Millis[]
  days: readonly { date: Temporal.PlainDate; starts: number }[]
  /** The first date of the next ten days, or null at the end of the window. */
  later: Temporal.PlainDate | null
  /** A time that has just gone, with what is near it. */
  lost?: boolean
  /** With an interpreter: the soonest time without one. */
  soonestWithoutInterpreter: Millis | null
  /** What else is possible, when this is late or not possible at all. */
  instead: readonly Instead[]
  /** Whether "None of these suit me" is offered: it belongs to a new booking, not to a move. */
  unmet: boolean
  /** Whether the time chosen before was let go by a change of answers. */
  letGo?: boolean
}

/** The soonest times, then ten days with what each offers. */
export function timePage(page: TimePage): SafeHtml {
  if (page.paused) return pausedPage(page, page.paused)
  const { soonest, now, errors = {}, lost, of, words = newBooking } = page
  const title = lost ? 'That time has just gone' : words.title
  return frame(
    page,
    title,
    html`
    <h1 class="nhsuk-heading-l">${title}</h1>
    ${words.first}
    ${
      page.letGo &&
      insetText({
        text: 'What you changed can change which times there are, so we have let go of the time you had chosen.',
      })
    }
    <p>${lost ? 'These are close to it.' : `Times ${of}. All times are UK time.`} ${words.choosing}</p>
    ${
      page.soonestWithoutInterpreter !== null &&
      insetText({
        html: html`<p>
        We need time to find an interpreter. Without one, you could talk ${whenWords(toInstant(page.soonestWithoutInterpreter), now)}.
        <a href="/book/how">Change what you asked for</a>
      </p>`,
      })
    }
    ${
      soonest.length === 0
        ? html`<p>There are no free times for what you asked for.</p>`
        : timeForm(
            page,
            lost ? 'Close to that time' : 'Soonest',
            [{ id: 'start', legend: null, starts: soonest }],
            errors,
          )
    }
    ${page.instead.length > 0 && insteadList(page.instead)} ${page.days.length > 0 && dayList(page)}
    ${page.unmet && html`<p><a href="/book/none-suit">None of these suit me</a></p>`}
  `,
  )
}

export type DayPage = Times & { date: Temporal.PlainDate; starts: readonly Millis[] }

/** All times of one day, under morning, afternoon and evening. Its form is posted to the day's own path. */
export function dayPage(page: DayPage): SafeHtml {
  if (page.paused) return pausedPage(page, page.paused)
  const { date, starts, now, errors = {}, of, path, words = newBooking } = page
  const title = sentence(fullDayWords(date, civilDate(now)))
  const parts = partsOfDay(starts)
  const [first] = parts
  const wrong: Errors = first && errors['start'] ? { [first.id]: errors['start'] } : {}
  return frame(
    { ...page, errors: wrong },
    title,
    html`
    <h1 class="nhsuk-heading-l">${title}</h1>
    ${words.first}
    <p>Times ${of}. All times are UK time. ${words.choosing}</p>
    ${
      first
        ? timeForm({ ...page, action: `${path}/${date.toString()}` }, title, parts, wrong)
        : html`<p>There are no free times on this day. <a href="${path}">See other days</a></p>`
    }
  `,
  )
}

const pausedPage = ({ words = newBooking, ...page }: Times, paused: SafeHtml): SafeHtml =>
  frame(page, words.title, html`<h1 class="nhsuk-heading-l">${words.title}</h1>${paused}`)

/** Times that stand together: an id of their own, and a legend where the page's heading does not name them. */
type Part = { id: string; legend: string | null; starts: readonly Millis[] }

/** The parts of a day in which there are times. */
function partsOfDay(starts: readonly Millis[]): Part[] {
  const part = (legend: string, from: number, until: number) => ({
    id: legend.toLowerCase(),
    legend,
    starts: starts.filter((at) => hourOf(at) >= from && hourOf(at) < until),
  })
  return [part('Morning', 0, 12), part('Afternoon', 12, 17), part('Evening', 17, 24)].filter(
    (one) => one.starts.length > 0,
  )
}

function frame({ back, errors = {} }: Times, title: string, body: SafeHtml): SafeHtml {
  const wrong = Object.keys(errors).length > 0
  return layout({ title, back, error: wrong, body: html`${wrong && summary(errors)} ${body}` })
}

function timeForm(page: Times, legend: string, parts: readonly Part[], errors: Errors): SafeHtml {
  return html`<form method="post" action="${page.action}" novalidate>
    ${parts.map((part) =>
      radios({
        idPrefix: part.id,
        name: 'start',
        ...(part.legend ? { classes: 'nhsuk-radios--small app-times' } : {}),
        fieldset: { legend: { text: part.legend ?? legend, size: 'm' } },
        errorMessage: errors[part.id],
        items: part.starts.map((at) => ({
          value: toInstant(at).toString(),
          text: part.legend ? timeWords(toInstant(at)) : sentence(whenWords(toInstant(at), page.now)),
        })),
      }),
    )}
    ${page.was && html`<input type="hidden" name="was" value="${page.was.toString()}">`}
    ${button({ text: (page.words ?? newBooking).button, preventDoubleClick: true })}
  </form>`
}

function dayList({ days, later, path, now }: TimePage): Piece {
  const today = civilDate(now)
  return html`<h2 class="nhsuk-heading-m">More days</h2>
    <ul class="nhsuk-list">
      ${days.map(({ date, starts }) => {
        const words = sentence(dayWords(date, today))
        return html`<li>
          ${starts === 0 ? html`${words}: no times` : html`<a href="${path}/${date.toString()}">${words}: ${starts} ${starts === 1 ? 'time' : 'times'}</a>`}
        </li>`
      })}
    </ul>
    ${later && html`<p><a href="${path}?from=${later.toString()}">Show later days</a></p>`}`
}

const insteadList = (ways: readonly Instead[]) => html`<h2 class="nhsuk-heading-m">What else is possible</h2>
  <ul class="nhsuk-list nhsuk-list--bullet">
    ${ways.map(({ words, when, path }) => html`<li>${words}: ${when}. <a href="${path}">Change this</a></li>`)}
  </ul>`

const hourOf = (at: Millis) => toInstant(at).toZonedDateTimeISO(programmeZone).hour
