import { html, type Piece, type SafeHtml } from '#lib/html'
import { timeWords, whenWords } from '#lib/time'
import type { coverToFill, whoCouldCover } from '#booking'
import { insetText } from '#nhsuk'
import { act, listed, staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'

export type CoverPage = {
  cover: NonNullable<Awaited<ReturnType<typeof coverToFill.one>>>
  people: Awaited<ReturnType<typeof whoCouldCover>>
  /** Where it is given to somebody by a press. */
  giving: string
  /** Where this page is. */
  here: string
  back: string
  team: Team
  now: Temporal.Instant
  /** Whether coaches of several providers are among them. */
  ofAll: boolean
  /** Somebody was quicker. */
  late: boolean
  /** What else can become of it. */
  instead?: Piece
}

/** One session that somebody else is to hold: who could, and a button to give it to each. Whose it is, is not said. */
export const coverPage = ({
  cover,
  people,
  giving,
  here,
  back,
  team,
  now,
  ofAll,
  late,
  instead,
}: CoverPage): SafeHtml =>
  staffPage({
    title: 'Find cover',
    caption: `${cover.coach}, ${whenWords(cover.startsAt, now)} to ${timeWords(cover.endsAt)}, ${cover.mode === 'video' ? 'by video' : 'by phone'}`,
    team,
    back,
    body:
      cover.outcome !== null
        ? html`<p>${outcomeWords(cover)}</p>
            ${cover.outcome === 'asked' && instead}`
        : cover.chosen !== null
          ? html`<p>
                ${cover.chosen || 'Somebody'} takes it. The client and both coaches are told within a minute.
              </p>
              ${again(here)}`
          : html`${late && insetText({ text: 'Somebody was quicker, or that coach is no longer free. Choose again.' })}
            ${cover.missed !== null && insetText({ text: `${cover.missed} could not have it: their time is no longer free.` })}
            ${cover.looked ? listOf({ people, giving, now, ofAll }) : html`<p>We are looking who is free. It takes a few seconds.</p>`}
            ${again(here)} ${cover.looked && instead}`,
  })

const again = (here: string) => html`<p><a href="${here}">Look again</a></p>`

const outcomeWords = ({ outcome, chosen, coach }: CoverPage['cover']) =>
  ({
    given: `${chosen || 'Somebody else'} has it now. The client and both coaches are told.`,
    withdrawn: `${coach} holds it after all.`,
    begun: 'It has begun.',
    asked: 'Its client was asked to choose another time. While they may, nobody else can be given it.',
  })[outcome ?? ''] ?? 'It was moved or cancelled.'

const listOf = ({ people, giving, now, ofAll }: Pick<CoverPage, 'people' | 'giving' | 'now' | 'ofAll'>): SafeHtml =>
  html`<p>
      Each is qualified, is what the client asked for and is free then. Who last said that they would be there stands
      first.
    </p>
    ${listed({
      caption: 'Who could hold it',
      head: ['Coach', ...(ofAll ? ['Provider'] : []), 'Last answered', 'Do'],
      rows: people.map(({ coachId, name, provider, answeredAt }) => [
        name,
        ...(ofAll ? [provider] : []),
        answeredAt === null ? 'Not yet' : whenWords(answeredAt, now),
        act(`${giving}/${coachId}`, 'Give it to them', name),
      ]),
      none: 'Nobody who is what the client asked for is free then.',
      limit: 100,
    })}`
