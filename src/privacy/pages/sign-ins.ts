import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords } from '#lib/time'
import { button, table } from '#nhsuk'
import { layout } from '#web'

export type SignInsPage = {
  sessions: readonly {
    madeAt: Temporal.Instant
    seenAt: Temporal.Instant
    level: number
    device: string | null
    here: boolean
  }[]
}

const title = 'Where you are signed in'

export const signInsPage = ({ sessions }: SignInsPage): SafeHtml =>
  layout({
    title,
    you: true,
    back: '/you',
    wide: true,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${table({
        caption: 'Signed in now',
        captionClasses: 'nhsuk-u-visually-hidden',
        responsive: true,
        head: [{ text: 'Where' }, { text: 'Since' }, { text: 'Last used' }, { text: 'With' }],
        rows: sessions.map(({ madeAt, seenAt, level, device, here }) => [
          { header: 'Where', text: here ? `This browser (${device ?? 'unknown'})` : (device ?? 'Another browser') },
          { header: 'Since', text: fullWhenWords(madeAt) },
          { header: 'Last used', text: fullWhenWords(seenAt) },
          { header: 'With', text: level === 2 ? 'More than a code' : 'Code' },
        ]),
      })}
      <p>A sign-in ends by itself after 12 hours without use, and after 30 days.</p>
      <form method="post" action="/you/sign-ins/end">${button({ text: 'Sign out everywhere', variant: 'warning', preventDoubleClick: true })}</form>`,
  })
