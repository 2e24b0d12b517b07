import { html } from '#lib/html'
import { countPagesWaiting } from '#coaches'
import { timeWords } from '#lib/time'
import { page } from '#web'
import { askPath, recovery } from '../cover/paths.ts'
import { act, listed, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { dayLinks, dayOf } from './day.ts'
import { myProvider, rotaAreas, rotaCoaches, rotaSessions } from './queries.ts'
import { doneWord, endWords } from './supervisor.ts'

/** The day of one's own provider's coaches. Whose sessions they are is not here, and nothing by which to tell. */
export async function showRota({ tx, team, visit }: Turn) {
  const day = dayOf(visit)
  const sessions = await rotaSessions(tx, day.from, day.until)
  const coaches = await rotaCoaches(tx)
  const areas = await rotaAreas(tx)
  const provider = await myProvider.one(tx)
  const pages = (await countPagesWaiting.one(tx))!.waiting
  return page(
    staffPage({
      title: 'Rota',
      caption: provider?.name ?? '',
      team,
      wide: true,
      body: html`<p><a href="${recovery}">Sessions that need cover</a><br><a href="/team/rota/pages">Coaches’ public pages</a>: ${pages} to read.</p>
        ${dayLinks('/team/rota', day)}
        ${listed({
          caption: 'Sessions on this day',
          head: ['Time', 'Coach', 'How', 'Interpreter', 'Slot', 'Do'],
          rows: sessions.map(({ startsAt, endsAt, coachId, coach, mode, interpreter, slot }) => [
            `${timeWords(startsAt)} to ${timeWords(endsAt)}`,
            coach,
            modeWord(mode),
            interpreter ? 'Needed' : 'No',
            slot,
            Temporal.Instant.compare(startsAt, visit.now) > 0
              ? act(askPath({ coachId, startsAt }), 'Cover', `${coach}, ${timeWords(startsAt)}`)
              : '',
          ]),
          none: 'Your coaches have no sessions on this day.',
          limit: 500,
        })}
        <p>A slot is a name for one day only. To speak about a session with the lead provider, give the coach and the time.</p>
        ${listed({
          caption: 'Your coaches',
          head: ['Coach', 'Credentials', 'Supervision'],
          rows: coaches.map(({ name, nextEnd, inDate, supervised }) => [
            name,
            endWords(nextEnd, inDate),
            doneWord(supervised),
          ]),
          none: 'No coach is listed with you.',
          limit: 200,
        })}
        ${listed({
          caption: 'Sessions last month, by integrated care board',
          head: ['Board', 'Sessions'],
          rows: areas.map(({ area, sessions }) => [
            area ?? 'Not given',
            sessions === null ? 'Fewer than 8' : String(sessions),
          ]),
          none: 'Your coaches had no sessions last month.',
        })}`,
    }),
  )
}

export const modeWord = (mode: string) => (mode === 'video' ? 'Video' : 'Phone')
