import { fullWhenWords } from '#lib/time'
import { field, page, type FieldErrors, type Reply } from '#web'
import type { Handle, Turn } from '../turn.ts'
import { asQuery, editIn, seriesIn, seriesPath, type Series } from './asked.ts'
import { bookingsInside, markOf } from './edit.ts'
import { finish, goneReply } from './finish.ts'
import { insidePage } from './inside-page.ts'
import type { Edit } from './rules.ts'
import { editWords } from './words.ts'

/** What becomes of the bookings inside, asked for the edit in the address. */
export const askInside: Handle = async (turn) => {
  const found = await editOf(turn, turn.visit.query['on'])
  return found ? shown(turn, found.series, found.edit, '', {}) : goneReply(turn.coach.name)
}

export const decide: Handle = async (turn) => {
  const { visit, coach } = turn
  const found = await editOf(turn, visit.query['on'])
  if (!found) return goneReply(coach.name)
  const { series, edit } = found
  const typed = field(visit, 'choice')
  const choice = typed === 'stop' || typed === 'offer' ? typed : null
  const mark = field(visit, 'mark')
  const inside = await insideNow(turn, series, edit)
  if (inside.length > 0 && !choice)
    return shown(turn, series, edit, typed, { choice: 'Select what happens to the bookings' })
  if (inside.length > 0 && mark !== markOf(inside))
    return shown(turn, series, edit, typed, {
      choice: 'The bookings inside have changed since this page was opened. Look at them again',
    })
  const answer = await finish(turn, series, edit, choice && { choice, mark })
  return 'faults' in answer ? shown(turn, series, edit, typed, { choice: Object.values(answer.faults)[0]! }) : answer
}

/** Gives an occurrence back the hours that the series has. */
export const backToUsual: Handle = async (turn) => {
  const series = await seriesIn(turn.tx, turn, field(turn.visit, 'on'))
  if (!series) return goneReply(turn.coach.name)
  const answer = await finish(turn, series, { which: 'one', dates: [series.on], hours: 'usual' }, null)
  return 'faults' in answer ? goneReply(turn.coach.name) : answer
}

async function editOf(turn: Turn, day: string | undefined): Promise<{ series: Series; edit: Edit } | null> {
  const series = await seriesIn(turn.tx, turn, day)
  const edit = series && editIn(turn.visit, series)
  return edit ? { series: series!, edit } : null
}

const insideNow = ({ tx, coach, acting }: Turn, { pattern, others }: Series, edit: Edit) =>
  bookingsInside(tx, coach.id, { pattern, others }, edit, acting)

async function shown(turn: Turn, series: Series, edit: Edit, typed: string, errors: FieldErrors): Promise<Reply> {
  const inside = await insideNow(turn, series, edit)
  const path = seriesPath(series.id)
  const asked = insidePage({
    team: turn.coach.name,
    back: `${path}?${asQuery(series.on, edit)}`,
    action: `${path}/inside?${asQuery(series.on, edit)}`,
    change: editWords(edit, series.pattern),
    bookings: inside.map(({ startsAt }) => fullWhenWords(startsAt)),
    mark: markOf(inside),
    typed,
    errors,
  })
  return page(asked, Object.keys(errors).length > 0 ? { status: 422 } : {})
}
