import { html, type SafeHtml } from '#lib/html'
import { passkeyForm } from '#identity'
import { fullWhenWords } from '#lib/time'
import { button, errorSummary } from '#nhsuk'
import { layout } from '#web'

export type PasskeysPage = {
  passkeys: readonly { id: string; device: string; madeAt: Temporal.Instant; lastUsedAt: Temporal.Instant | null }[]
  atOnce: boolean
  strong: boolean
  /** Whether this address can have passkeys at all. */
  possible: boolean
  error: string | undefined
}

const title = 'Your passkeys'

export const passkeysPage = ({ passkeys, atOnce, strong, possible, error }: PasskeysPage): SafeHtml =>
  layout({
    title,
    you: true,
    back: '/you',
    error: error !== undefined,
    body: html`
      ${error !== undefined && errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#add' }] })}
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>A passkey opens your pages with the lock of your own device: a finger, a face or its PIN. You need no code.</p>
      ${passkeys.length === 0 && html`<p>You have none yet.</p>`}
      ${passkeys.length > 0 && html`<ul class="nhsuk-list app-list-plain">${passkeys.map((each) => one(each, strong))}</ul>`}
      <h2 class="nhsuk-heading-m" id="add" tabindex="-1">Add a passkey</h2>
      ${!(atOnce || strong) && html`<p>It will work in 3 days. We tell every email address and phone number that you gave us, and each of them can stop it until then.</p>`}
      ${!possible && html`<p>This address cannot have passkeys. <a href="/you/passphrase">Choose a passphrase</a>.</p>`}
      ${possible && passkeyForm({ work: 'create', action: '/you/passkeys', words: 'Add a passkey on this device', instead: html`<a href="/you/passphrase">Choose a passphrase</a> instead.` })}
    `,
  })

const one = ({ id, device, madeAt, lastUsedAt }: PasskeysPage['passkeys'][number], strong: boolean) => html`<li>
  <p>${device}, added ${fullWhenWords(madeAt)}${lastUsedAt && html`, last used ${fullWhenWords(lastUsedAt)}`}</p>
  ${
    strong &&
    html`<form method="post" action="/you/passkeys/${id}/remove">${button({ text: 'Take it away', variant: 'secondary', small: true, attributes: { 'aria-label': `Take it away: the passkey of ${device}, added ${fullWhenWords(madeAt)}` } })}</form>`
  }
</li>`
