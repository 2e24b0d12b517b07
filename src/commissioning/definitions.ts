import type { Edition } from './edition.ts'

/**
 * What the figures count, in the words that stand beside them. Of kpis.json: "booked sessions due", what K10 to K12 divide
 * by. Whoever changes what is counted changes these words with it.
 */
export const definitions: readonly { term: string; words: string }[] = [
  {
    term: 'A session',
    words:
      'A one-to-one session booked for a day in the quarter and not cancelled when the table was made, whether or not the ' +
      'person came. One that was moved counts once, in the quarter it was moved to. Groups, team coaching and away days ' +
      'are not in it.',
  },
  {
    term: 'Service',
    words: 'What was booked.',
  },
  {
    term: 'Area',
    words:
      'The integrated care board of the place where people work, if they said it. Nothing smaller is ever shown: no ' +
      'practice, no primary care network, no employer.',
  },
  {
    term: 'Numbers',
    words: 'Rounded to the nearest 5. Each total is rounded by itself, so totals may not be the sum of what you see.',
  },
  {
    term: 'A star (*)',
    words:
      'We cannot show this. There were fewer than 8 sessions or fewer than 8 people, or nearly everybody in that area used ' +
      'the same service, or the number would let somebody work out another star. A 0 means nobody.',
  },
]

/** How the table was made, as its last line. */
export const madeWords = ({ version, rule }: Edition, day: string): string =>
  `Made on ${day} and not changed since. Version ${version}, rule ${rule}.`
