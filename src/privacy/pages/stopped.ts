import type { Stopped } from '#identity'
import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { layout } from '#web'

/** Says what was stopped; and where nothing waited any more, that it did not, and when it had come true. */
export function stoppedPage({ waited, doneAt }: Stopped): SafeHtml {
  const title = waited > 0 ? 'Nothing will change' : doneAt ? 'The change was made already' : 'Nothing was waiting'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${waited > 0 && html`<p>Whatever was waiting is stopped, and everybody who was signed in is signed out.</p>`}
      ${waited === 0 && html`<p>There was nothing to stop. Everybody who was signed in is signed out.</p>`}
      ${doneAt && html`<p>A change came true on ${fullWhenWords(doneAt)} UK time${waited > 0 && ', before you stopped the rest'}.</p>`}
      ${waited === 0 && html`<p>If you did not ask for a change that we told you of, <a href="/data-complaint">write to us</a>.</p>`}
      <p>
        Somebody may be reading your messages. If you can, change the password of your email, and
        <a href="/you/sign-in">sign in</a> to see where you are signed in.
      </p>
      <p>If you are not safe, see <a href="/urgent-help">urgent help</a>.</p>`,
  })
}
