import { html } from '#lib/html'
import { isUuid, sentence } from '#lib/text'
import { whenWords } from '#lib/time'
import { record } from '#audit'
import { button, select, tag } from '#nhsuk'
import {
  doneLately,
  findTask,
  finishTask,
  isOutcome,
  kindWords,
  nextAfter,
  openTask,
  openTasks,
  outcomesOf,
  outcomeWords,
  takeTask,
  type Outcome,
  type TaskKind,
} from '#tasks'
import { field, NotFound, page, seeOther, type Reply } from '#web'
import { act, listed, many, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'

export const tasksHome = '/team/operations/tasks'
const toSession = (id: string, reference: string) => html`<a href="/team/operations/sessions/${id}">${reference}</a>`

/** What is to be done, due first, and what was done lately. Nobody is named: whom to call is revealed for a reason. */
export async function showTasks({ tx, team, visit }: Turn): Promise<Reply> {
  const [open, done] = [await openTasks(tx), await doneLately(tx)]
  const when = (at: Temporal.Instant) => sentence(whenWords(at, visit.now))
  const late = (dueAt: Temporal.Instant) => Temporal.Instant.compare(dueAt, visit.now) < 0
  return page(
    staffPage({
      title: 'Tasks',
      team,
      back: '/team/operations',
      wide: true,
      body: html`<p>${many(open.length, 'task')} to do, ${open.filter(({ dueAt }) => late(dueAt)).length} overdue.</p>
        <p>To call somebody, open the session: name and number are shown there for a reason that you give.</p>
        ${listed({
          caption: 'To do',
          head: ['What', 'Session', 'Due', 'Whose', 'Do'],
          rows: open.map((task) => [
            kindWords(task.kind as TaskKind),
            toSession(task.bookingId, task.reference),
            html`${late(task.dueAt) && html`${tag({ text: 'Overdue', colour: 'red' })} `}${when(task.dueAt)}`,
            task.owner ?? 'Nobody’s yet',
            html`${task.ownerId !== visit.viewer.id && act(`${tasksHome}/${task.id}/take`, 'I do it', task.reference)}<a href="${tasksHome}/${task.id}">Say how it came out</a>`,
          ]),
          none: 'Nothing is to be done.',
          limit: 500,
        })}
        ${listed({
          caption: 'Done in the last two days',
          head: ['What', 'Session', 'How it came out', 'By', 'When'],
          rows: done.map((task) => [
            kindWords(task.kind as TaskKind),
            toSession(task.bookingId, task.reference),
            outcomeWords(task.outcome as Outcome),
            task.doneBy ?? '',
            when(task.doneAt!),
          ]),
          none: 'Nothing yet.',
          limit: 100,
        })}`,
    }),
  )
}

async function taskOf({ tx, visit }: Turn) {
  const id = visit.params['id'] ?? ''
  const task = isUuid(id) ? await findTask.one(tx, id) : undefined
  if (!task) throw new NotFound()
  return { ...task, kind: task.kind as TaskKind }
}

/** One task, and how it can have come out. */
export async function showTask(turn: Turn, error: string | null = null): Promise<Reply> {
  const { team, visit } = turn
  const task = await taskOf(turn)
  if (task.doneAt) return seeOther(tasksHome)
  return page(
    staffPage({
      title: kindWords(task.kind),
      caption: `Session ${task.reference}, ${whenWords(task.startsAt, visit.now)}`,
      team,
      back: tasksHome,
      errors: error === null ? {} : { outcome: error },
      body: html`<p>Due ${whenWords(task.dueAt, visit.now)}. ${task.owner === null ? 'It is nobody’s yet.' : `It is ${task.owner}’s.`}</p>
        ${
          task.offAt.length > 0 &&
          html`<p>Arranged for ${task.offAt.map((at) => whenWords(Temporal.Instant.from(at), visit.now)).join(', and for ')}.</p>`
        }
        <p>${toSession(task.bookingId, task.reference)} leads to the session, and to name and number where you need them.</p>
        ${task.kind === 're-home' && html`<p><a href="/team/operations/sessions/${task.bookingId}/cover">Find cover</a>: give it to another coach, or say what happens instead.</p>`}
        <form method="post" action="${tasksHome}/${task.id}" novalidate>
          ${select({
            id: 'outcome',
            name: 'outcome',
            label: { text: 'How did it come out?' },
            items: [
              { value: '', text: 'Choose' },
              ...outcomesOf(task.kind).map((value) => ({ value, text: outcomeWords(value) })),
            ],
            ...(error === null ? {} : { errorMessage: { text: error } }),
          })}
          ${button({ text: 'Save', preventDoubleClick: true })}
        </form>`,
    }),
    error === null ? {} : { status: 422 },
  )
}

/** Makes whoever asks the owner of a task. */
export async function take(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const task = await taskOf(turn)
  if (await takeTask.one(tx, task.id, visit.viewer.id))
    await record(tx, {
      ...by,
      verb: 'task.taken',
      subjectKind: 'booking',
      subjectId: task.bookingId,
      objectId: task.id,
    })
  return seeOther(tasksHome)
}

/** Keeps how a task came out. */
export async function finish(turn: Turn): Promise<Reply> {
  const { tx, visit, by } = turn
  const task = await taskOf(turn)
  const outcome = field(visit, 'outcome')
  if (task.doneAt) return seeOther(tasksHome)
  if (!isOutcome(task.kind, outcome)) return showTask(turn, 'Choose how it came out')
  if (await finishTask.one(tx, task.id, visit.viewer.id, outcome)) {
    await record(tx, { ...by, verb: 'task.done', subjectKind: 'booking', subjectId: task.bookingId, objectId: task.id })
    const next = nextAfter(task.kind, outcome)
    const { bookingId } = task
    if (next) await openTask(tx, { kind: next.kind, bookingId, dueAt: visit.now.add({ hours: next.hours }) })
  }
  return seeOther(tasksHome)
}
