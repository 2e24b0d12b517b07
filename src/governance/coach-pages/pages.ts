import { html, type SafeHtml } from '#lib/html'
import { civilDate, dateWords } from '#lib/time'
import { paragraphsOf, type pagesWaiting } from '#coaches'
import { button, textarea } from '#nhsuk'
import type { FieldErrors } from '#web'
import { listed, staffPage } from '../pages/parts.ts'
import type { Team } from '../turn.ts'

export type Waiting = Awaited<ReturnType<typeof pagesWaiting>>[number]

/** What coaches of one's own provider wrote that waits to be read. */
export const listPage = ({
  team,
  home,
  back,
  waiting,
}: {
  team: Team
  home: string
  back: string
  waiting: readonly Waiting[]
}): SafeHtml =>
  staffPage({
    title: 'Coaches’ public pages',
    team,
    back,
    body: html`<p>What a coach writes is public only once somebody of their provider has read it. Until then the page before stays.</p>
      ${listed({
        caption: 'Wait to be read',
        head: ['Coach', 'Sent', 'Photo'],
        rows: waiting.map(({ id, coach, writtenAt, photo }) => [
          html`<a href="${home}/${id}">${coach}</a>`,
          dateWords(civilDate(writtenAt)),
          photo === null ? 'None' : 'With a photo',
        ]),
        none: 'Nothing waits.',
        limit: 100,
      })}`,
  })

type OnePage = { team: Team; home: string; waiting: Waiting; answer: string; errors: FieldErrors }

/** One of them, as everybody would read it, with what may become of it. */
export const onePage = ({ team, home, waiting, answer, errors }: OnePage): SafeHtml =>
  staffPage({
    title: waiting.coach,
    caption: `Public page, sent on ${dateWords(civilDate(waiting.writtenAt))}`,
    team,
    back: home,
    errors,
    body: html`${waiting.photo !== null && html`<p><img class="app-photo" src="${home}/${waiting.id}/photo" alt="${waiting.coach}"></p>`}
      ${paragraphsOf(waiting.biography).map((part) => html`<p class="app-written">${part}</p>`)}
      <h2 class="nhsuk-heading-m">Before you accept it</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        <li>It says nothing of a client, not even without a name.</li>
        <li>It promises nothing that coaching cannot keep, and claims no accreditation that you do not hold on record.</li>
        <li>The photo shows the coach alone, with nothing in it that says where they live or work.</li>
      </ul>
      <form method="post" action="${home}/${waiting.id}/accept" novalidate>
        ${button({ text: 'Accept it', preventDoubleClick: true })}
      </form>
      <form method="post" action="${home}/${waiting.id}/return" novalidate>
        ${textarea({
          id: 'answer',
          name: 'answer',
          value: answer,
          rows: '4',
          label: { text: 'Or send it back', size: 'm' },
          hint: { text: 'Say what to change. The coach reads this. Up to 1,000 characters' },
          errorMessage: errors['answer'],
        })}
        ${button({ text: 'Send back', variant: 'secondary', preventDoubleClick: true })}
      </form>`,
  })
