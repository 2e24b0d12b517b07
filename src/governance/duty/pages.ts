import { html, type Piece, type SafeHtml } from '#lib/html'
import { phoneLink } from '#lib/phone'
import { sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { nameInHtml } from '#identity'
import { insetText, summaryList } from '#nhsuk'
import { act, listed, staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'
import { fromCell, untilCell, untilWords } from '#lib/edges'
import type { Texts } from './cells.ts'
import { levelOf, themeOf } from './words.ts'

export type Concern = {
  id: string
  level: number
  theme: string
  raisedAt: Temporal.Instant
  takenAt: Temporal.Instant | null
  takenBy: string | null
  coach: string | null
  startsAt: Temporal.Instant | null
  mode: string | null
  area: string | null
}
export type TurnOfDuty = {
  name: string
  mine: boolean
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  now: boolean
}

const home = '/team/duty'

/** Who has the duty, and, to them alone, the concerns that are open. */
export const dutyPage = (page: {
  team: Team
  now: Temporal.Instant
  onDuty: boolean
  turns: readonly TurnOfDuty[]
  concerns: readonly Concern[]
  /** Replies to look at now, listed; null to whoever has not the duty. */
  replies: Piece
}): SafeHtml => {
  const { team, now, onDuty, turns, concerns, replies } = page
  const when = (at: Temporal.Instant) => sentence(whenWords(at, now))
  const current = turns.filter((turn) => turn.now)
  return staffPage({
    title: 'Duty',
    team,
    wide: true,
    body: html`<p>
        ${
          current.length === 0
            ? html`<strong>Nobody has the duty now.</strong> Governance gives turns.`
            : current.map(
                ({ name, mine, endsAt }) =>
                  html`${mine ? 'You have' : html`${name} has`} the duty until ${untilWords(endsAt, now)}. `,
              )
        }
      </p>
      ${
        onDuty
          ? listed({
              caption: 'Open concerns',
              head: ['Level', 'About', 'Raised', 'Coach', 'Session', 'Taken up', 'Open'],
              rows: concerns.map((concern) => [
                levelOf(concern.level),
                themeOf(concern.theme),
                when(concern.raisedAt),
                concern.coach ?? 'Not known',
                sessionWords(concern, now),
                concern.takenAt === null
                  ? act(`${home}/concerns/${concern.id}/take`, 'Take it up', themeOf(concern.theme))
                  : `${concern.takenBy ?? ''}, ${whenWords(concern.takenAt, now)}`,
                concern.level >= 3
                  ? act(`${home}/concerns/${concern.id}`, 'Name, number and place', themeOf(concern.theme), undefined)
                  : 'At levels 3 and 4 only',
              ]),
              none: 'There is no open concern.',
              limit: 100,
            })
          : html`<h2 class="nhsuk-heading-m">Open concerns</h2><p>They show to whoever has the duty.</p>`
      }
      ${replies}
      ${listed({
        caption: 'Turns',
        head: ['Who', 'From', 'Until'],
        rows: turns.map(({ name, startsAt, endsAt }) => [name, fromCell(startsAt, now), untilCell(endsAt, now)]),
        none: 'No turn is planned.',
      })}`,
  })
}

const sessionWords = ({ startsAt, mode, area }: Concern, now: Temporal.Instant): string =>
  startsAt === null
    ? 'Not known'
    : `${sentence(whenWords(startsAt, now))}, by ${mode}${area === null ? '' : `. ${area}`}`

/** One concern, open: whom to call, where they are, what was said. */
export const concernPage = ({ team, texts }: { team: Team; texts: Texts }): SafeHtml =>
  staffPage({
    title: 'A concern',
    team,
    back: home,
    body: html`${summaryList({
      rows: [
        {
          key: { text: 'Name' },
          value: texts.name === null ? { text: 'Not known' } : { html: nameInHtml(texts.name) },
        },
        {
          key: { text: 'Number' },
          value: texts.number === null ? { text: 'Not known' } : { html: phoneLink(texts.number) },
        },
        { key: { text: 'Place' }, value: { text: texts.location ?? 'Not known' } },
        { key: { text: 'What was said' }, value: { text: texts.words ?? '' } },
      ],
    })}
    ${insetText({ html: html`<p>If life is at risk, call ${phoneLink('999')}. It is on record that you looked; governance looks at it tomorrow.</p>` })}`,
  })
