import { html } from '#lib/html'
import { isUuid, sentence } from '#lib/text'
import { timeWords, toInstant, whenWords } from '#lib/time'
import { askForCover, coverToFill, giveCover, whoCouldCover } from '#booking'
import { NotFound, page, seeOther, type Reply } from '#web'
import { modeWord } from '../landing/rota.ts'
import { act, listed, many, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { coverPage } from './pages.ts'
import { providerRecovery } from './queries.ts'
import { askPath, covers, recovery } from './paths.ts'
import { isSettled, providerWords } from './words.ts'

/** What became of one's own coaches' sessions that they cannot hold, or that somebody asks to be covered. No client is in it. */
export async function showProviderRecovery({ tx, team, visit }: Turn): Promise<Reply> {
  const rows = await providerRecovery(tx)
  const [open, settled] = [rows.filter((row) => !isSettled(row)), rows.filter(isSettled)]
  const cells = (row: (typeof rows)[number]) => [
    `${sentence(whenWords(row.startsAt, visit.now))}, ${row.coach}`,
    modeWord(row.mode),
    row.slot,
    providerWords(row),
    `${timeWords(row.since)}${row.settledAt ? ` to ${timeWords(row.settledAt)}` : ''}`,
  ]
  const head = ['Session', 'How', 'Slot', 'How far it has come', 'When']
  const mayCover = ({ startsAt }: (typeof rows)[number]) => Temporal.Instant.compare(startsAt, visit.now) > 0
  return page(
    staffPage({
      title: 'Sessions that need cover',
      team,
      back: '/team/rota',
      wide: true,
      body: html`<p>${many(open.length, 'session')} under way, ${many(settled.length, 'session')} settled in the last two days.</p>
        ${listed({
          caption: 'Under way',
          head: [...head, 'Do'],
          rows: open.map((row) => [
            ...cells(row),
            mayCover(row) ? act(askPath(row), 'Cover', `${row.coach}, ${whenWords(row.startsAt, visit.now)}`) : '',
          ]),
          none: 'None of your coaches’ sessions needs cover.',
        })}
        ${listed({ caption: 'Settled', head, rows: settled.map(cells), none: 'Nothing in the last two days.', limit: 300 })}`,
    }),
  )
}

/** Asks for cover of a session of one's own coaches, and leads to who could hold it. */
export async function askProviderCover({ tx, visit }: Turn): Promise<Reply> {
  const { coach = '', at = '' } = visit.params
  const millis = /^\d{1,14}$/.test(at) ? Number(at) : Number.NaN
  if (!isUuid(coach) || Number.isNaN(millis)) throw new NotFound()
  const asked = await askForCover.one(tx, coach, toInstant(millis), visit.requestId)
  if (!asked?.id) throw new NotFound()
  return seeOther(`${covers}/${asked.id}`)
}

export async function showProviderCover({ tx, team, visit }: Turn): Promise<Reply> {
  const id = visit.params['id'] ?? ''
  const cover = isUuid(id) ? await coverToFill.one(tx, id) : undefined
  if (!cover) throw new NotFound()
  const here = `${covers}/${id}`
  const people = await whoCouldCover(tx, id)
  const late = visit.query['late'] !== undefined
  const instead = html`<p>If none of your coaches can, call the lead provider with the coach and the time.</p>`
  const shared = { giving: `${here}/give`, here, back: recovery, team, now: visit.now, ofAll: false }
  return page(coverPage({ ...shared, cover, people, late, instead }))
}

export async function giveProviderCover({ tx, visit }: Turn): Promise<Reply> {
  const { id = '', coach = '' } = visit.params
  if (!isUuid(id) || !isUuid(coach)) throw new NotFound()
  const given = await giveCover.one(tx, id, coach, visit.requestId)
  return seeOther(`${covers}/${id}${given?.yes ? '' : '?late'}`)
}
