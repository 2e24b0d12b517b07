import { record } from '#audit'
import { html } from '#lib/html'
import { button, radios } from '#nhsuk'
import { field, layout, page, seeOther, type Route, type Visit } from '#web'
import type { RecordPorts } from '../ports.ts'
import { object, objection, takeBackObjection } from '../queries.ts'

const path = '/you/evaluation'
const title = 'Taking part in the evaluation'

/** Keeping oneself out of the evaluation, without losing anything of the coaching. */
export const evaluationRoutes = (ports: RecordPorts): Route[] => [
  {
    method: 'GET',
    path,
    may: 'client',
    level: 'code',
    handle: async ({ viewer, query }) => {
      const objects = await ports.db.withActor(viewer.actor, (tx) => objection.one(tx, viewer.id))
      return page(view(objects !== undefined, query['said'] === 'saved'))
    },
  },
  { method: 'POST', path, may: 'client', level: 'code', takes: 'form', handle: (visit) => save(ports, visit) },
]

async function save({ db }: RecordPorts, visit: Visit) {
  const { viewer, requestId } = visit
  const out = field(visit, 'part') === 'out'
  await db.withActor(viewer.actor, async (tx) => {
    await (out ? object : takeBackObjection)(tx, viewer.id)
    const verb = out ? 'evaluation.objected' : 'evaluation.agreed'
    await record(tx, { verb, subjectKind: 'client', subjectId: viewer.id!, actorKind: 'client', requestId })
  })
  return seeOther(`${path}?said=saved`)
}

const view = (objects: boolean, saved: boolean) =>
  layout({
    title,
    back: '/you',
    you: true,
    body: html`<h1 class="nhsuk-heading-l">${title}</h1>
      ${saved && html`<p role="status"><strong>Saved.</strong> ${objects ? 'You are left out from now on.' : 'You are counted.'}</p>`}
      <p>
        Evaluators look at whether the programme helps people. They see weeks, services and areas, and never a name. You can stay out
        of it: your coaching stays the same, and nobody is told.
      </p>
      <form method="post" action="${path}" novalidate>
        ${radios({
          idPrefix: 'part',
          name: 'part',
          value: objects ? 'out' : 'in',
          fieldset: { legend: { text: 'May the evaluators count you?', size: 's' } },
          items: [
            { value: 'in', text: 'Yes' },
            { value: 'out', text: 'No, leave me out' },
          ],
        })}
        ${button({ text: 'Save' })}
      </form>`,
  })
