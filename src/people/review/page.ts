import { html, type SafeHtml } from '#lib/html'
import { dateWords, civilDate } from '#lib/time'
import { button, errorSummary, radios } from '#nhsuk'
import { layout, type Layout } from '#web'
import { isStaffRole, roleWords } from '../roles.ts'

export type Line = {
  key: string
  staffId: string
  name: string
  role: string
  provider: string | null
  givenAt: Temporal.Instant
  lastSeenAt: Temporal.Instant | null
  /** Why nobody can take it away here; null where one can. */
  fixed: string | null
}

export type ReviewPage = {
  team: NonNullable<Layout['team']>
  standing: string
  lines: readonly Line[]
  chosen: Readonly<Record<string, string>>
  missing: readonly string[]
}

/** Everybody with every role, each to be kept or taken away, and a signature under all of it. */
export const reviewPage = ({ team, standing, lines, chosen, missing }: ReviewPage): SafeHtml =>
  layout({
    title: 'Review who may do what',
    team,
    back: '/team/people',
    error: missing.length > 0,
    body: html`
      ${
        missing.length > 0 &&
        errorSummary({
          titleText: 'There is a problem',
          errorList: missing.map((key) => ({
            text: `Say whether ${lines.find((line) => line.key === key)!.name} keeps this role`,
            href: `#${key}`,
          })),
        })
      }
      <h1 class="nhsuk-heading-l">Review who may do what</h1>
      <p>${standing}</p>
      <p>Look at each: do they still work here, and do they still need this? What you take away ends when you sign.</p>
      <form method="post" action="/team/people/review" novalidate>
        ${lines.map((line) => decision(line, chosen[line.key], missing.includes(line.key)))}
        <p>Signing records that you reviewed all of these, and what you decided.</p>
        ${button({ text: 'Sign the review', preventDoubleClick: true })}
      </form>
    `,
  })

function decision(line: Line, chosen: string | undefined, isMissing: boolean): SafeHtml {
  const { key, name, role, provider, givenAt, lastSeenAt, fixed } = line
  const words = `${name}: ${isStaffRole(role) ? roleWords[role] : role}${provider === null ? '' : `, ${provider}`}`
  const seen = lastSeenAt ? `last used ${dateWords(civilDate(lastSeenAt))}` : 'never used'
  return radios({
    idPrefix: key,
    name: key,
    fieldset: { legend: { text: words, size: 's' } },
    hint: { text: `Since ${dateWords(civilDate(givenAt))}, ${seen}.${fixed === null ? '' : ` ${fixed}`}` },
    errorMessage: isMissing ? 'Keep it or take it away' : undefined,
    items: [
      { value: 'kept', text: 'Keep', checked: chosen === 'kept' },
      ...(fixed === null ? [{ value: 'removed', text: 'Take away', checked: chosen === 'removed' }] : []),
    ],
  })
}
