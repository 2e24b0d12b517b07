import { html, type SafeHtml } from '#lib/html'
import { table } from '#nhsuk'
import { cookies, layout } from '#web'

const title = 'Cookies'

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
        rows: Object.entries(cookies).map(([name, { does, seconds }]) =>
          [name, does, inWords(seconds)].map((text) => ({ text })),
        ),
      })}
      <p>The names may begin with “__Host-”. You can delete cookies in your browser at any time. You can still find your booking with its reference and a code. <a href="/leave">“Leave this site” deletes ours for you</a>, but for that of coaches.</p>
    `,
  })

/** A length of time in its largest whole unit, but days only from the second on: "24 hours", "60 days". */
export function inWords(seconds: number): string {
  const [each, name] = units.find(([unit]) => seconds % unit === 0 && seconds / unit > 1) ?? [1, 'second']
  return `${seconds / each} ${name}s`
}

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const
