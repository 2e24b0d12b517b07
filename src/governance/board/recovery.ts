import { html, type Piece, type SafeHtml } from '#lib/html'
import { sentence } from '#lib/text'
import { timeWords, whenWords } from '#lib/time'
import { tag } from '#nhsuk'
import { page, type Reply } from '#web'
import { listed, many, staffPage } from '../pages/parts.ts'
import type { Turn } from '../turn.ts'
import { recoveries } from './queries.ts'
import { isSettled, stateWords } from './words.ts'

type Session = { bookingId: string; reference: string }
type Shown = { back: string; toSession: (row: Session) => Piece; toCover: (row: Session) => SafeHtml }

/** Every session whose coach is or was away, on one page: what became of each, and since when. Nobody is named but coaches. */
export const showRecovery =
  ({ back, toSession, toCover }: Shown) =>
  async ({ tx, team, visit }: Turn): Promise<Reply> => {
    const rows = await recoveries(tx)
    const [open, settled] = [rows.filter((row) => !isSettled(row)), rows.filter(isSettled)]
    const when = (at: Temporal.Instant) => sentence(whenWords(at, visit.now))
    const cells = (row: (typeof rows)[number]) => [
      html`${toSession(row)}`,
      when(row.wasAt),
      row.away,
      html`${row.outcome === 'cancelled' && html`${tag({ text: 'Call', colour: 'red' })} `}${stateWords(row)}`,
      `${timeWords(row.madeAt)}${row.settledAt ? ` to ${timeWords(row.settledAt)}` : ''}`,
    ]
    const head = ['Session', 'Was to be', 'Coach away', 'What became of it', 'When']
    return page(
      staffPage({
        title: 'Sessions whose coach is away',
        team,
        back,
        wide: true,
        body: html`<p>${many(open.length, 'session')} under way, ${many(settled.length, 'session')} settled in the last two days.</p>
          ${listed({ caption: 'Under way', head: [...head, 'Do'], rows: open.map((row) => [...cells(row), toCover(row)]), none: 'Nobody waits for another coach or time.' })}
          ${listed({ caption: 'Settled', head, rows: settled.map(cells), none: 'Nothing in the last two days.', limit: 300 })}`,
      }),
    )
  }
