import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, errorSummary, insetText, table } from '#nhsuk'
import { layout, type Layout } from '#web'
import { passkeyForm } from '../pages/passkey.ts'

export type WayIn = { id: string; what: string; madeAt: Temporal.Instant; lastUsedAt: Temporal.Instant | null }
export type OwnSession = {
  level: number
  device: string | null
  madeAt: Temporal.Instant
  lastSeenAt: Temporal.Instant
  isThis: boolean
}

export type AccountPage = {
  team: NonNullable<Layout['team']>
  email: string
  sessions: readonly OwnSession[]
  waysIn: readonly WayIn[]
  /** By a code alone nothing can be changed; strongly, but long ago, neither. */
  standing: 'code' | 'stale' | 'fresh'
  passkeys: boolean
  oidcName: string | null
  error?: string | undefined
}

/** What somebody of staff signs in with, where they are signed in, and how to be signed in nowhere. */
export const accountPage = (account: AccountPage): SafeHtml =>
  layout({
    title: 'Your account',
    team: account.team,
    error: account.error !== undefined,
    body: html`
      ${account.error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: account.error }] })}
      <h1 class="nhsuk-heading-l">Your account</h1>
      <p>${account.team.name}, ${account.email}</p>
      <h2 class="nhsuk-heading-m">How you sign in</h2>
      ${account.waysIn.length === 0 ? html`<p>You have no passkey yet.</p>` : account.waysIn.map((way) => wayIn(way, account))}
      ${adding(account)}
      <h2 class="nhsuk-heading-m">Where you are signed in</h2>
      ${table({
        responsive: true,
        head: ['Device', 'Signed in', 'Last used', 'By'].map((text) => ({ text })),
        rows: account.sessions.map(({ device, madeAt, lastSeenAt, level, isThis }) =>
          [
            `${device ?? 'A browser'}${isThis ? ' (this one)' : ''}`,
            fullWhenWords(madeAt),
            fullWhenWords(lastSeenAt),
            level === 2 ? 'Passkey or your organisation' : 'Code',
          ].map((text) => ({ text })),
        ),
      })}
      <p>A session ends by itself after half an hour without use, and after 12 hours. It goes on while you are with a client.</p>
      <form method="post" action="/team/account/sign-out" novalidate>
        ${button({ text: 'Sign out everywhere', variant: 'warning' })}
      </form>
    `,
  })

const wayIn = ({ id, what, madeAt, lastUsedAt }: WayIn, { standing, waysIn }: AccountPage) => html`<p>
    <strong>${what}</strong>, since ${fullWhenWords(madeAt)}. ${lastUsedAt ? `Last used ${fullWhenWords(lastUsedAt)}.` : 'Not used yet.'}
  </p>
  ${
    standing === 'fresh' &&
    waysIn.length > 1 &&
    html`<form method="post" action="/team/account/ways-in/${id}/end" novalidate>
      ${button({ html: html`Remove<span class="nhsuk-u-visually-hidden"> ${what}</span>`, variant: 'secondary', small: true })}
    </form>`
  }`

function adding({ standing, passkeys, oidcName }: AccountPage): SafeHtml {
  if (standing !== 'fresh')
    return insetText({
      html: html`<p>To add or remove a way to sign in, <a href="/team/sign-in/again">sign in again</a> first${standing === 'code' ? ', with more than a code' : ''}.</p>`,
    })
  return html`
    ${passkeys && passkeyForm({ work: 'create', action: '/team/account/passkey', words: 'Add a passkey on this device', instead: 'Open this page in another browser.' })}
    ${
      oidcName !== null &&
      html`<form method="post" action="/team/account/oidc" novalidate>
        ${button({ text: `Add ${oidcName}`, variant: 'secondary', preventDoubleClick: true })}
      </form>`
    }`
}
