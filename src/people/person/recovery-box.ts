import { html, type SafeHtml } from '#lib/html'
import { timeWords } from '#lib/time'
import { button, insetText } from '#nhsuk'

/** Where a recovery stands, and what the one who looks can do about it. */
export type RecoveryShown =
  | { at: 'none' }
  | { at: 'asked'; id: string; until: Temporal.Instant; canAgree: boolean; canStop: boolean }
  | { at: 'agreed'; id: string; until: Temporal.Instant; code: string | null; canStop: boolean }

/** Letting somebody in again who lost what they sign in with: two people, in two roles, within the hour. */
export function recoveryBox(at: string, shown: RecoveryShown): SafeHtml {
  return html`<h2 class="nhsuk-heading-m">Lost phone or passkey</h2>
    ${shown.at === 'none' && start(at)}
    ${shown.at === 'asked' && asked(at, shown)}
    ${shown.at === 'agreed' && agreed(shown)}
    ${shown.at !== 'none' && shown.canStop && stop(at, shown.id)}`
}

const start = (at: string) => html`<p>
    Ring them on the number that you know, and make sure that it is them. Then somebody else, in another role, has to agree within
    the hour. They are let in for 12 hours, until they have a new passkey. All of it is recorded, and they are told.
  </p>
  <form method="post" action="${at}/recover" novalidate>
    ${button({ text: 'I rang them: let them in again', variant: 'secondary', preventDoubleClick: true })}
  </form>`

const asked = (at: string, { id, until, canAgree }: Extract<RecoveryShown, { at: 'asked' }>) =>
  canAgree
    ? html`<p>
          Somebody who knows them asked to let them in again. Ring them yourself, on a number that you know. You get a code to say
          to them; the link goes to their own address. This can be agreed to until ${timeWords(until)}.
        </p>
        <form method="post" action="${at}/recover/agree" novalidate>
          <input type="hidden" name="recovery" value="${id}">
          ${button({ text: 'Agree, and show the code', preventDoubleClick: true })}
        </form>`
    : html`<p>This was asked for. Somebody else, in another role, has to agree until ${timeWords(until)}: somebody who has had
          that role for three days, and who neither invited the one who asked nor was invited by them.</p>`

const agreed = ({ code, until }: Extract<RecoveryShown, { at: 'agreed' }>) =>
  code === null
    ? html`<p>This was agreed to. The link that they were sent works until ${timeWords(until)}.</p>`
    : insetText({
        html: html`<p>Say this code to them on the telephone, and to nobody else: <strong>${code.slice(0, 4)} ${code.slice(4)}</strong></p>
          <p>It is shown this once. With the link that they were sent it works until ${timeWords(until)}.</p>`,
      })

const stop = (at: string, id: string) => html`<form method="post" action="${at}/recover/stop" novalidate>
    <input type="hidden" name="recovery" value="${id}">
    ${button({ text: 'Stop this', variant: 'secondary' })}
  </form>`
