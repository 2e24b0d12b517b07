import { civilDate } from '#lib/time'
import { field, fields, page, type FieldErrors, type Reply } from '#web'
import { rangesOn } from '../pattern.ts'
import type { Handle, Turn } from '../turn.ts'
import { hoursWords } from '../words.ts'
import { asQuery, datesIn, readWhat, seriesIn, seriesPath, whatOf, type Series } from './asked.ts'
import { finish, goneReply } from './finish.ts'
import { pickPage } from './pick-page.ts'
import { coming, insideOf, type Edit } from './rules.ts'
import { seriesWords, standsWords } from './words.ts'

/** As many occurrences as one can look through; more than anybody can book ahead. */
const most = 30

export const askPick: Handle = async (turn) => {
  const series = await seriesIn(turn.tx, turn, turn.visit.query['on'])
  const hours = readWhat(turn.visit.query['what'])
  if (!series || hours === undefined) return goneReply(turn.coach.name)
  return shown(turn, series, hours, [series.on.toString()], {})
}

export const pick: Handle = async (turn) => {
  const { visit } = turn
  const series = await seriesIn(turn.tx, turn, field(visit, 'on'))
  const hours = readWhat(field(visit, 'what'))
  if (!series || hours === undefined) return goneReply(turn.coach.name)
  const ticked = fields(visit, 'pick')
  const dates = datesIn(ticked, series.pattern)
  if (!dates) return shown(turn, series, hours, ticked, { pick: 'Tick at least one day' })
  const answer = await finish(turn, series, { which: 'picked', dates, hours }, null)
  if (!('faults' in answer)) return answer
  return shown(turn, series, hours, ticked, { pick: Object.values(answer.faults)[0]! })
}

async function shown(
  turn: Turn,
  { id, pattern, on }: Series,
  hours: Edit['hours'],
  ticked: readonly string[],
  errors: FieldErrors,
): Promise<Reply> {
  const { tx, coach, acting, visit } = turn
  const sessions = await acting.rehoming.ahead(tx, coach.id)
  const days = coming(pattern, civilDate(visit.now), most).map((one) => {
    const ranges = one.hours ? rangesOn(one.onDate, { ...one.hours, zone: pattern.zone }) : []
    const value = one.onDate.toString()
    return {
      value,
      words: standsWords(one),
      bookings: insideOf(ranges, sessions).length,
      checked: ticked.includes(value),
    }
  })
  const asked = pickPage({
    team: coach.name,
    back: `${seriesPath(id)}?${asQuery(on, { hours, which: 'picked' })}`,
    action: `${seriesPath(id)}/pick`,
    on: on.toString(),
    what: whatOf(hours),
    becomes: hours === null ? 'not working' : hoursWords(hours === 'usual' ? pattern : hours),
    series: seriesWords(pattern),
    days,
    errors,
  })
  return page(asked, Object.keys(errors).length > 0 ? { status: 422 } : {})
}
