import { html } from '#lib/html'
import { layout, page, seeOther, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { asQuery, seriesPath, type Series } from './asked.ts'
import { editSeries, type Answered } from './edit.ts'
import type { Edit } from './rules.ts'

/** Makes an edit, and leads on: to the times, or to the question about bookings inside; what is wrong comes back as faults. */
export async function finish(
  { tx, coach, acting }: Turn,
  { id, on }: Series,
  edit: Edit,
  answered: Answered | null,
): Promise<Reply | { faults: Readonly<Record<string, string>> }> {
  const answer = await editSeries(tx, coach, id, edit, answered, acting)
  switch (answer.kind) {
    case 'kept':
      return seeOther('/team/times')
    case 'ask':
      return seeOther(`${seriesPath(id)}/inside?${asQuery(on, edit)}`)
    case 'refused':
      return { faults: answer.faults }
    case 'changed-meanwhile':
      return goneReply(coach.name)
  }
}

/** What was asked for is not there: it was changed by another page, its day is over, or it is nobody's or somebody else's. */
export const goneReply = (team: string): Reply =>
  page(
    layout({
      title: 'These hours are no longer there',
      back: '/team/times',
      team: { name: team },
      body: html`<h1 class="nhsuk-heading-l">These hours are no longer there</h1>
        <p>They may have changed on another page since you opened this one, or their day is over. Nothing was changed now.</p>
        <p><a href="/team/times">See your times as they are</a></p>`,
    }),
    { status: 404 },
  )
