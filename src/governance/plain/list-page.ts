import { html, type SafeHtml } from '#lib/html'
import { dateWords } from '#lib/time'
import { tag } from '#nhsuk'
import type { PlainText, reviews } from '#information'
import { listed, staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'

export type Review = Awaited<ReturnType<typeof reviews>>[number]

export type ListPage = {
  team: Team
  landing: string
  texts: readonly { text: PlainText; review: Review | null }[]
}

/** Every text, and whether somebody has checked the wording that it has now. */
export const listPage = ({ team, landing, texts }: ListPage): SafeHtml =>
  staffPage({
    title: 'Easy read and other languages',
    team,
    back: landing,
    wide: true,
    body: html`
      <p>These texts come with the software, as drafts. Clients see one once somebody who knows the language, or easy read, has checked it and that is recorded here. A new version is a draft again. In the demonstration drafts are shown, and say that they are.</p>
      ${listed({
        caption: 'Texts',
        head: ['Text', 'Version', 'Written', 'Checked', 'Clients see it'],
        rows: texts.map(({ text, review }) => [
          html`<a href="${landing}/plain/${text.key}">${text.english}</a>`,
          String(text.version),
          dateWords(Temporal.PlainDate.from(text.writtenOn)),
          review
            ? html`By <bdi>${review.checkedBy}</bdi>, ${dateWords(Temporal.PlainDate.from(review.checkedOn))}`
            : 'By nobody yet',
          review ? tag({ text: 'Yes', colour: 'green' }) : tag({ text: 'No', colour: 'grey' }),
        ]),
        none: 'There is no text.',
      })}`,
  })
