import { html, type SafeHtml } from '#lib/html'
import { isUuid } from '#lib/text'
import { askForCover, coverToFill, giveCover, letGoSession, openCover, whoCouldCover } from '#booking'
import { button, radios } from '#nhsuk'
import { field, NotFound, page, seeOther, type Reply } from '#web'
import { staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { coverPage } from './pages.ts'
import { sessionToCover } from './queries.ts'

const sessions = '/team/operations/sessions'

/** Cover of one session, for the lead: asked for by a press, then given to any coach who could hold it. */
export async function showCover(turn: Turn, error: string | null = null): Promise<Reply> {
  const { tx, team, visit } = turn
  const session = await sessionOf(turn)
  const here = `${sessions}/${session.id}/cover`
  const open = await openCover.one(tx, session.id)
  const status = error === null ? 200 : 422
  if (!open) return page(askPage({ ...session, here, error, team }), { status })
  const cover = (await coverToFill.one(tx, open.id))!
  const people = await whoCouldCover(tx, open.id)
  const shared = { giving: `${here}/give`, here, back: `${sessions}/${session.id}`, team, now: visit.now, ofAll: true }
  const late = visit.query['late'] !== undefined
  return page(coverPage({ ...shared, cover, people, late, instead: insteadForm(here, error) }), { status })
}

async function sessionOf({ tx, visit }: Turn) {
  const id = visit.params['id'] ?? ''
  const session = isUuid(id) ? await sessionToCover.one(tx, id) : undefined
  if (!session) throw new NotFound()
  return session
}

type Ask = {
  id: string
  reference: string
  coach: string
  ahead: boolean
  here: string
  error: string | null
  team: Turn['team']
}

const askPage = ({ id, reference, coach, ahead, here, error, team }: Ask): SafeHtml =>
  staffPage({
    title: 'Find cover',
    caption: `Session ${reference}`,
    team,
    back: `${sessions}/${id}`,
    errors: error === null ? {} : { instead: error },
    body: ahead
      ? html`<p>It is with ${coach}, and stays so until you give it to somebody.</p>
          <form method="post" action="${here}" novalidate>
            ${button({ text: 'See who could hold it', preventDoubleClick: true })}
          </form>
          ${insteadForm(here, error)}`
      : html`<p>It has begun, is over or is cancelled: nobody else can be given it.</p>`,
  })

/** What becomes of it where nobody can: two ways, each of which the client is told of. */
const insteadForm = (here: string, error: string | null): SafeHtml =>
  html`<h2 class="nhsuk-heading-m">If nobody can hold it</h2>
    <form method="post" action="${here}/instead" novalidate>
      ${radios({
        idPrefix: 'instead',
        name: 'instead',
        fieldset: { legend: { text: 'What happens instead?', size: 's' } },
        items: [
          { value: 'other-times', text: 'Keep other times for the client, and ask them to choose' },
          { value: 'cancel', text: 'Cancel it with an apology. Somebody calls within the hour' },
        ],
        ...(error === null ? {} : { errorMessage: { text: error } }),
      })}
      ${button({ text: 'Do that', variant: 'secondary', preventDoubleClick: true })}
    </form>`

export async function askCover(turn: Turn): Promise<Reply> {
  const { tx, visit } = turn
  const { id, coachId, startsAt } = await sessionOf(turn)
  await askForCover(tx, coachId, startsAt, visit.requestId)
  return seeOther(`${sessions}/${id}/cover`)
}

export async function give(turn: Turn): Promise<Reply> {
  const { tx, visit } = turn
  const { id } = await sessionOf(turn)
  const [open, coach] = [await openCover.one(tx, id), visit.params['coach'] ?? '']
  const given = open && isUuid(coach) ? await giveCover.one(tx, open.id, coach, visit.requestId) : undefined
  return seeOther(`${sessions}/${id}/cover${given?.yes ? '' : '?late'}`)
}

export async function letGo(turn: Turn): Promise<Reply> {
  const { tx, visit } = turn
  const { id } = await sessionOf(turn)
  const how = field(visit, 'instead')
  if (how !== 'other-times' && how !== 'cancel') return showCover(turn, 'Choose what happens instead')
  await letGoSession(tx, id, how, visit.requestId)
  return seeOther('/team/operations/recovery')
}
