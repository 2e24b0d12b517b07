import { html } from '#lib/html'
import { button } from '#nhsuk'
import { layout } from '#web'

/** Somebody whom the demonstration lets one be. A member of staff has an id to sign in with; anybody else needs none. */
export type CastMember = { key: string; name: string; about: string; staffId: string | null }

/** Everybody in the demonstration, each with a button. */
export const castPage = ({ cast }: { cast: readonly CastMember[] }) =>
  layout({
    title: 'Who would you like to be?',
    body: html`
      <h1 class="nhsuk-heading-l">Who would you like to be?</h1>
      <p>This is a demonstration. Nobody here is real, and only this computer can open this page.</p>
      ${cast.length === 0 && html`<p>There is nobody here yet.</p>`}
      ${cast.map(
        ({ key, name, about }) => html`
          <h2 class="nhsuk-heading-m"><bdi>${name}</bdi></h2>
          <p>${about}</p>
          <form method="post" action="/dev/sign-in" novalidate>
            <input type="hidden" name="who" value="${key}">
            ${button({ text: `Go on as ${name}`, variant: 'secondary', preventDoubleClick: true })}
          </form>
        `,
      )}
    `,
  })
