import { html, type Piece, type SafeHtml } from '#lib/html'
import type { Region, Service } from '#organisations'
import { button, checkboxes, errorSummary, input, radios, select, textarea } from '#nhsuk'
import { layout } from '#web'
import { groupKinds, longest, times, type Asks, type Typed } from '../rules.ts'
import { minutesWords } from './words.ts'

export type InterestPage = {
  service: Service
  asks: Asks
  areas: readonly Region[]
  typed: Typed
  /** The enquiry's id: the same form sent twice is one enquiry. */
  id: string
  errors?: Readonly<Record<string, string>>
  /** What is said while nobody new is taken. */
  paused?: SafeHtml | undefined
}

const titles: Record<Asks, string> = {
  group: 'Tell us you would like to join a group',
  team: 'Tell us about coaching for your team',
  'away-day': 'Tell us about your team away day',
}

/** The form for what cannot be booked by time yet. */
export function interestPage({ service, asks, areas, typed, id, errors = {}, paused }: InterestPage): SafeHtml {
  const title = titles[asks]
  const wrong = Object.entries(errors)
  return layout({
    title,
    back: `/offers/${service.key}`,
    error: wrong.length > 0,
    body: html`
      ${wrong.length > 0 && errorSummary({ titleText: 'There is a problem', errorList: wrong.map(([field, text]) => ({ text, href: `#${field}` })) })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      ${paused}
      <p>${beforehand[asks]} We do not ask where you work or who pays you, and we do not tell your employer.</p>
      <form method="post" action="/offers/${service.key}/interest" novalidate>
        <input type="hidden" name="id" value="${id}">
        ${asks === 'group' ? aboutGroup(typed, errors) : aboutTeam(service, asks, typed, errors)}
        ${area(areas, typed, errors)}
        ${input({
          id: 'email',
          name: 'email',
          type: 'email',
          value: typed.email,
          label: { text: 'Your email address', size: 'm' },
          hint: {
            text: 'So that we can write to you about this, and nothing else. A personal one is best: work inboxes can be seen at work',
          },
          autocomplete: 'email',
          spellcheck: false,
          errorMessage: errors['email'],
        })}
        ${button({ text: 'Send', preventDoubleClick: true })}
      </form>
    `,
  })
}

const beforehand: Record<Asks, string> = {
  group: 'Groups start when there are enough people. Tell us what would suit you and we will write to you.',
  team: 'Tell us a little, and we will write to you to plan it.',
  'away-day': 'Tell us a little, and we will write to you to arrange a planning call with a coach.',
}

type Errors = NonNullable<InterestPage['errors']>

const aboutGroup = (typed: Typed, errors: Errors): Piece => html`
  ${radios({
    idPrefix: 'group-kind',
    name: 'group-kind',
    fieldset: legend('What kind of group would you like?'),
    value: typed.groupKind,
    errorMessage: errors['group-kind'],
    items: Object.entries(groupKinds).map(([value, text]) => ({ value, text })),
  })}
  ${checkboxes({
    idPrefix: 'suits',
    name: 'suits',
    fieldset: legend('When could you come? (optional)'),
    values: [...typed.suits],
    items: Object.entries(times).map(([value, text]) => ({ value, text })),
  })}
  ${words('aim', 'Anything you would like us to know (optional)', '', typed, errors)}
`

const aboutTeam = (service: Service, asks: Asks, typed: Typed, errors: Errors): Piece => html`
  ${
    asks === 'away-day' &&
    radios({
      idPrefix: 'minutes',
      name: 'minutes',
      fieldset: legend('How long should it be?'),
      value: typed.minutes,
      errorMessage: errors['minutes'],
      items: [
        ...[service.minutes, ...service.alsoMinutes].map((minutes) => ({
          value: String(minutes),
          text: minutesWords(minutes),
        })),
        { value: '', text: 'I do not know yet' },
      ],
    })
  }
  ${input({
    id: 'team-size',
    name: 'team-size',
    value: typed.teamSize,
    label: { text: 'How many people are in your team?', size: 'm' },
    hint: { text: 'A rough number is fine, such as 12 or 8 to 10' },
    width: 10,
    errorMessage: errors['team-size'],
  })}
  ${words('aim', 'What would you like it to do for your team? (optional)', 'Please do not name anybody', typed, errors)}
  ${words('dates', 'Which dates might suit? (optional)', datesHint[asks], typed, errors)}
`

const datesHint: Record<Asks, string> = {
  group: '',
  team: 'For example, Tuesdays after 2pm from January',
  'away-day':
    'Up to three, for example 14 January in the morning. Think of who covers reception and the phones meanwhile',
}

const words = (name: 'aim' | 'dates', label: string, hint: string, typed: Typed, errors: Errors) =>
  textarea({
    id: name,
    name,
    value: typed[name],
    rows: name === 'aim' ? 4 : 2,
    label: { text: label, size: 'm' },
    hint: { text: `${hint === '' ? '' : `${hint}. `}At most ${longest[name]} characters` },
    errorMessage: errors[name],
  })

const area = (areas: readonly Region[], typed: Typed, errors: Errors) =>
  select({
    id: 'area',
    name: 'area',
    label: { text: 'Which area do you work in? (optional)', size: 'm' },
    hint: { text: 'Your integrated care board. We use it to see where groups and coaches are wanted' },
    value: typed.area,
    errorMessage: errors['area'],
    items: [
      { value: '', text: 'I would rather not say, or do not know' },
      ...areas.flatMap(({ name, boards }) =>
        boards.map(({ code, shortName }) => ({ value: code, text: `${shortName} (${name})` })),
      ),
    ],
  })

const legend = (text: string) => ({ legend: { text, size: 'm', classes: 'nhsuk-fieldset__legend--m' } })
