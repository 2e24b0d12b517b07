import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { auditOf, auditPageSize, whatWords } from '#audit'
import { page, type Reply } from '#web'
import { listed, pageIn, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'

type Entry = Awaited<ReturnType<typeof auditOf>>[number]

/** Entries of the trail as a table: when, in which role, what. */
export const entriesTable = (caption: string, entries: readonly Entry[], now: Temporal.Instant): SafeHtml =>
  listed({
    caption,
    head: ['When', 'Who', 'What', 'Why'],
    rows: entries.map(({ at, actorKind, verb, reason, late }) => [
      sentence(whenWords(at, now)),
      sentence(actorKind.replaceAll('_', ' ')),
      `${sentence(whatWords(verb, 'others'))}${late ? ' (written later)' : ''}`,
      sentence(reason ?? ''),
    ]),
    none: 'Nothing is on record.',
    limit: auditPageSize,
  })

/** The whole trail, newest first, a page at a time. */
export async function showTrail({ tx, team, visit }: Turn): Promise<Reply> {
  const number = pageIn(visit)
  const entries = await auditOf(tx, { page: number })
  return page(
    staffPage({
      title: 'The trail',
      caption: number === 1 ? 'Newest first' : `Page ${number}`,
      team,
      back: '/team/governance',
      wide: true,
      body: html`<p>For what was done with one session, look it up on the page before.</p>
        ${entriesTable('What was done', entries, visit.now)}
        <nav aria-label="Pages"><p>
          ${number > 1 && html`<a href="/team/governance/trail?page=${number - 1}">Newer</a>`}
          ${entries.length === auditPageSize && html`<a href="/team/governance/trail?page=${number + 1}">Older</a>`}
        </p></nav>`,
    }),
  )
}
