import { html, type SafeHtml } from '#lib/html'
import { dateWords, civilDate } from '#lib/time'
import { button, insetText, table, tag } from '#nhsuk'
import { layout, type Layout } from '#web'
import { rolesInWords } from '../roles.ts'

export type Listed = {
  id: string
  name: string
  active: boolean
  roles: readonly string[]
  provider: string | null
  waysIn: number
  lastSeenAt: Temporal.Instant | null
}

export type PeoplePage = {
  team: NonNullable<Layout['team']>
  people: readonly Listed[]
  /** Whether the one who looks may invite and change. */
  keeps: boolean
  /** What there is to say of the review of every three months; null where that is not theirs. */
  review: { words: string; overdue: boolean } | null
  /** Who somebody asked to be let in again: id and name. */
  recoveries: readonly { id: string; name: string }[]
}

/** Who works here, as what, and whether they can sign in. */
export const peoplePage = ({ team, people, keeps, review, recoveries }: PeoplePage): SafeHtml =>
  layout({
    title: 'People and access',
    team,
    wide: true,
    body: html`
      <h1 class="nhsuk-heading-l">People and access</h1>
      ${recoveries.map(({ id, name }) =>
        insetText({
          html: html`<p><strong>${name}</strong> is to be let in again. <a href="/team/people/${id}">Look at it</a>.</p>`,
        }),
      )}
      ${
        review &&
        insetText({
          html: html`<p>${review.overdue && html`${tag({ text: 'Overdue', colour: 'red' })} `}${review.words}
            <a href="/team/people/review">Review who may do what</a>.</p>`,
        })
      }
      ${keeps && button({ text: 'Invite somebody', href: '/team/people/invite' })}
      ${
        people.length === 0
          ? html`<p>There is nobody yet.</p>`
          : table({
              responsive: true,
              head: ['Name', 'Role', 'Provider', 'Can sign in', 'Last used'].map((text) => ({ text })),
              rows: people.map((one) => [
                { html: html`<a href="/team/people/${one.id}"><bdi>${one.name}</bdi></a>` },
                { text: rolesInWords(one.roles) },
                { text: one.provider ?? '–' },
                { text: stateWords(one) },
                { text: one.lastSeenAt ? dateWords(civilDate(one.lastSeenAt)) : 'Never' },
              ]),
            })
      }
    `,
  })

/** How somebody stands, in few words. */
export function stateWords({ active, waysIn, roles }: Pick<Listed, 'active' | 'waysIn' | 'roles'>): string {
  if (!active) return 'Left'
  if (waysIn > 0) return 'Yes'
  return roles.includes('coach') ? 'By a code only' : 'Not yet'
}
