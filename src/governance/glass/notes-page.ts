import { html, type SafeHtml } from '#lib/html'
import { fullWhenWords, timeWords } from '#lib/time'
import type { Note } from '#coaching'
import { insetText } from '#nhsuk'
import { act, staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'

/** What a coach noted about one client, while the glass is broken. */
export const notesPage = (page: {
  team: Team
  grant: { id: string; reference: string; until: Temporal.Instant }
  notes: readonly Note[]
}): SafeHtml => {
  const { team, grant, notes } = page
  return staffPage({
    title: 'The record',
    caption: `By session ${grant.reference}`,
    team,
    back: '/team/governance',
    body: html`${insetText({ text: `It is open until ${timeWords(grant.until)}. The client sees that you read it, and when.` })}
      <h2 class="nhsuk-heading-m">What the coach noted for themselves</h2>
      ${notes.length === 0 && html`<p>The coach has noted nothing.</p>`}
      ${notes.map(
        ({ text, writtenAt }) => html`<h3 class="nhsuk-heading-s">${fullWhenWords(writtenAt)}</h3>
          <p class="app-written">${text}</p>`,
      )}
      ${act(`/team/governance/glass/${grant.id}/end`, 'Close it', grant.reference)}`,
  })
}
