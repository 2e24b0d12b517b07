import { html } from '#lib/html'
import { dateWords } from '#lib/time'
import { page } from '#web'
import { listed, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { supervisees } from './queries.ts'

/** A supervisor's coaches: who they are, by what they are entitled, and nothing of anybody they see. */
export async function showSupervision({ tx, team }: Turn) {
  const coaches = await supervisees(tx)
  return page(
    staffPage({
      title: 'Supervision',
      team,
      wide: true,
      body: html`<p>The coaches whom you supervise. You see nothing of their clients; themes are theirs to bring.</p>
        ${listed({
          caption: 'Your coaches',
          head: ['Coach', 'Accreditation', 'Credentials', 'Supervision', 'Reflection'],
          rows: coaches.map(({ name, accreditation, nextEnd, inDate, supervised, reflected }) => [
            name,
            accreditation ?? 'None on record',
            endWords(nextEnd, inDate),
            doneWord(supervised),
            doneWord(reflected),
          ]),
          none: 'No coach is assigned to you. Governance assigns them.',
          limit: 100,
        })}`,
    }),
  )
}

/** Whether something was done in the last three months. */
export const doneWord = (done: boolean) => (done ? 'Done' : 'Not in the last 3 months')

/** Until when the first of a coach's credentials lasts, in words. */
export const endWords = (nextEnd: string | null, inDate: boolean): string =>
  nextEnd === null
    ? 'None on record'
    : `${inDate ? 'In date until' : 'Out of date since'} ${dateWords(Temporal.PlainDate.from(nextEnd))}`
