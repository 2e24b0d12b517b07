import { html, type SafeHtml } from '#lib/html'
import { layout } from '#web'

export function stoppedPage(): SafeHtml {
  const title = 'Nothing will change'
  return layout({
    title,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <p>Whatever was waiting is stopped, and everybody who was signed in is signed out.</p>
      <p>
        Somebody may be reading your messages. If you can, change the password of your email, and
        <a href="/you/sign-in">sign in</a> to see where you are signed in.
      </p>
      <p>If you are not safe, see <a href="/urgent-help">urgent help</a>.</p>`,
  })
}
