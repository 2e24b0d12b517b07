import { html, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { phoneLink } from '#lib/phone'
import { fullWhenWords, timeWords } from '#lib/time'
import { nameInHtml } from '#identity'
import { button, insetText, summaryList } from '#nhsuk'
import type { FieldErrors } from '#web'
import type { Team } from '../turn.ts'
import { staffPage } from '../pages/parts.ts'
import { modeWord } from '../landing/rota.ts'
import { revealForm, type TypedTask } from './form.ts'
import type { Person } from './reveal.ts'
import { taskKinds, type TaskKind } from './rules.ts'

export type SessionFacts = {
  id: string
  reference: string
  status: string
  startsAt: Temporal.Instant
  mode: string
  coach: string
  area: string | null
  roleGroup: string | null
  /** What has to be arranged. */
  interpreter: readonly string[]
}

type Staff = { team: Team; home: string }

/** One session, and the way to ask for whose it is. */
export const sessionPage = (
  { id, ...session }: SessionFacts,
  { team, home, typed, errors, trail }: Staff & { typed: TypedTask; errors: FieldErrors; trail: SafeHtml | null },
): SafeHtml =>
  staffPage({
    title: `Session ${session.reference}`,
    team,
    back: home,
    errors,
    body: html`${summaryList({
      rows: [
        row('When', fullWhenWords(session.startsAt)),
        row('State', sentence(session.status)),
        row('How', modeWord(session.mode)),
        row('Coach', session.coach),
        row('Board', session.area ?? 'Not given'),
        row('Role', session.roleGroup ?? 'Not given'),
        row('To arrange', session.interpreter.map(sentence).join(', ') || 'Nothing'),
      ],
    })}
    ${home === '/team/operations' && session.status === 'booked' && html`<p><a href="${home}/sessions/${id}/cover">Find cover</a></p>`}
    ${revealForm({ action: `${home}/sessions/${id}/reveals`, typed, errors })}
    ${trail}`,
  })

export type TaskFacts = {
  id: string
  kind: string
  reference: string
  bookingId: string
  reason: string
  over: boolean
}

/** A task: before it is opened, while it shows somebody, and when it is over. */
export const taskPage = (task: TaskFacts, person: Person | null, { team, home }: Staff): SafeHtml =>
  staffPage({
    title: person ? 'Who it is' : 'See who it is',
    caption: `Session ${task.reference}`,
    team,
    back: `${home}/sessions/${task.bookingId}`,
    body: html`${
      person
        ? html`${summaryList({
            rows: [
              { key: { text: 'Name' }, value: { html: nameInHtml(person.name) } },
              row('Email', person.email ?? 'Not given'),
              {
                key: { text: 'Phone' },
                value: person.phone === null ? { text: 'Not given' } : { html: phoneLink(person.phone) },
              },
            ],
          })}
            ${insetText({ text: `This shows until ${timeWords(person.shownUntil)}. It is on record that you looked.` })}`
        : html`${summaryList({
            rows: [row('For', taskKinds[task.kind as TaskKind] ?? task.kind), row('Why', task.reason)],
          })}
          ${
            task.over
              ? html`<p>This is over. Where you still need to know, ask again with a new reason.</p>`
              : html`<form method="post" action="${home}/reveals/${task.id}" novalidate>
                  ${button({ text: 'Show name and contact', preventDoubleClick: true })}
                </form>`
          }`
    }`,
  })

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })
