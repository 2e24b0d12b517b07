import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { insetText } from '#nhsuk'
import { levelOf, themeOf } from '../duty/words.ts'
import { act, listed, staffPage, written } from '../pages/parts.ts'
import type { Team } from '../turn.ts'
import type { concerns } from './queries.ts'

export const home = '/team/governance/concerns'
type Concern = Awaited<ReturnType<typeof concerns>>[number]

/** Every concern with its times, the open ones first. */
export const concernsPage = (page: { team: Team; now: Temporal.Instant; all: readonly Concern[] }): SafeHtml => {
  const when = (at: Temporal.Instant) => sentence(whenWords(at, page.now))
  return staffPage({
    title: 'Concerns',
    team: page.team,
    back: '/team/governance',
    wide: true,
    body: listed({
      caption: 'Raised about somebody’s safety',
      head: ['Level', 'About', 'Raised', 'By', 'Session', 'Taken up', 'State', 'Read'],
      rows: page.all.map(({ id, level, theme, raisedAt, coach, reference, takenAt, takenBy, closedAt }) => [
        levelOf(level),
        themeOf(theme),
        when(raisedAt),
        coach ?? 'Not known',
        reference ?? 'Not known',
        takenAt === null ? 'Nobody yet' : `${takenBy ?? ''}, ${whenWords(takenAt, page.now)}`,
        closedAt === null ? 'Open' : `Closed ${whenWords(closedAt, page.now)}`,
        act(`${home}/${id}`, 'What was said', themeOf(theme)),
      ]),
      none: 'No concern was raised.',
      limit: 100,
    }),
  })
}

/** What was said in one concern. */
export const wordsPage = ({ team, words }: { team: Team; words: string }): SafeHtml =>
  staffPage({
    title: 'What was said',
    team,
    back: home,
    body: html`<p>${written(words)}</p>
      ${insetText({ text: 'It is on record that you read this; somebody else looks at it. For a name or a number, look the session up and say why you need it.' })}`,
  })
