import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button } from '#nhsuk'
import { layout } from '#web'

type Session = {
  madeAt: Temporal.Instant
  seenAt: Temporal.Instant
  level: number
  device: string | null
  here: boolean
}
export type SignInsPage = { sessions: readonly Session[] }

const title = 'Where you are signed in'

export const signInsPage = ({ sessions }: SignInsPage): SafeHtml =>
  layout({
    title,
    you: true,
    back: '/you',
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      <ul class="nhsuk-list app-list-plain">${sessions.map(one)}</ul>
      <p>A sign-in ends by itself after 12 hours without use, and after 30 days.</p>
      <p>If you do not know one of these, sign out everywhere. Whoever reads your messages can come back with a new code: change the password of your email, too.</p>
      <form method="post" action="/you/sign-ins/end">${button({ text: 'Sign out everywhere', variant: 'warning', preventDoubleClick: true })}</form>`,
  })

const one = ({ madeAt, seenAt, level, device, here }: Session) => html`<li>
  <h2 class="nhsuk-heading-s">${here ? `This browser (${device ?? 'unknown'})` : (device ?? 'Another browser')}</h2>
  <p>
    Signed in with ${level === 2 ? 'more than a code' : 'a code'} on ${fullWhenWords(madeAt)}. Last used ${fullWhenWords(seenAt)}.
  </p>
</li>`
