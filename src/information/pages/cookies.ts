import { html, type SafeHtml } from '#lib/html'
import { table } from '#nhsuk'
import { layout } from '#web'

const title = 'Cookies'

/** Cookies by name. On https their names begin with `__Host-`. */
const cookies: readonly (readonly [string, string, string])[] = [
  ['lay-browser', 'Knows your browser again, so that you can change a booking you made in it', '60 days'],
  ['lay-answers', 'Keeps your answers, locked, while you book', '30 minutes'],
  ['lay-team', 'Keeps a coach signed in; you only get it if you sign in as a coach', '24 hours'],
]

/** Which cookies there are. All of them are needed, so there is nothing to agree to. */
export const cookiesPage = (): SafeHtml =>
  layout({
    title,
    back: '/privacy',
    body: html`
      <h1 class="nhsuk-heading-l">${title}</h1>
      <p>Cookies are small files that a website keeps in your browser. We use only those that this service needs to work, so we do not ask you to agree to them. None of them is used to follow you, and none is shared.</p>
      ${table({
        caption: 'The cookies we use',
        captionSize: 's',
        responsive: true,
        firstCellIsHeader: true,
        head: [{ text: 'Name' }, { text: 'What it does' }, { text: 'How long it stays' }],
        rows: cookies.map((row) => row.map((text) => ({ text }))),
      })}
      <p>The names may begin with “__Host-”. You can delete cookies in your browser at any time. You can still find your booking with its reference and a code.</p>
    `,
  })
