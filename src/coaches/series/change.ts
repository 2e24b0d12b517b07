import { civilDate, clockWords, nearDate } from '#lib/time'
import { badClock, field, page, readClock, seeOther, type FieldErrors, type Reply } from '#web'
import { dayNumber } from '../days.ts'
import { occurrenceOn } from '../pattern.ts'
import type { Handle, Turn } from '../turn.ts'
import { asQuery, readWhat, seriesIn, seriesPath, type Series } from './asked.ts'
import { changePage, type ChangePage } from './change-page.ts'
import { whyNotHours } from './edit.ts'
import { finish, goneReply } from './finish.ts'
import { coming, whiches, type ClockHours, type Edit } from './rules.ts'
import { seriesWords, standsWords } from './words.ts'

/** The question as it opens: of the day in the address, with hours that were dragged to, if any. */
export const askChange: Handle = async (turn) => {
  const { query } = turn.visit
  const series = await seriesIn(turn.tx, turn, query['on'])
  if (!series) return goneReply(turn.coach.name)
  const hours = readWhat(query['what'])
  const typed = { what: '', fromTime: '', untilTime: '', which: query['which'] ?? '' }
  if (hours === undefined || hours === 'usual') return shown(turn, series, typed, {})
  if (hours === null) return shown(turn, series, { ...typed, what: 'none' }, {})
  const [fromTime, untilTime] = [clockWords(hours.startsAt), clockWords(hours.endsAt)]
  return shown(turn, series, { ...typed, what: 'other', fromTime, untilTime }, {})
}

/** Changes at once where nothing more is to be asked; else leads on to the list, or to what is inside. */
export const change: Handle = async (turn) => {
  const { tx, coach, visit } = turn
  const series = await seriesIn(tx, turn, field(visit, 'on'))
  if (!series) return goneReply(coach.name)
  const typed = {
    what: field(visit, 'what'),
    fromTime: field(visit, 'from-time'),
    untilTime: field(visit, 'until-time'),
    which: field(visit, 'which'),
  }
  const { errors, hours } = readHours(typed)
  const which = whiches.find((one) => one === typed.which)
  if (!which || hours === undefined)
    return shown(turn, series, typed, { ...errors, ...(which ? {} : { which: 'Select for which' }) })
  const edit: Edit = { which, dates: [series.on], hours }
  const same = sameAlready(series, edit)
  if (same) return shown(turn, series, typed, same)
  if (which !== 'picked') {
    const answer = await finish(turn, series, edit, null)
    return 'faults' in answer ? shown(turn, series, typed, answer.faults) : answer
  }
  const faults = await whyNotHours(tx, coach, series, { ...edit, which: 'one' }, visit.now)
  if (Object.keys(faults).length > 0) return shown(turn, series, typed, faults)
  return seeOther(`${seriesPath(series.id)}/pick?${asQuery(series.on, { hours })}`)
}

function readHours({ what, fromTime, untilTime }: ChangePage['typed']): {
  errors: FieldErrors
  hours: ClockHours | null | undefined
} {
  if (what === 'none') return { errors: {}, hours: null }
  if (what !== 'other') return { errors: { what: 'Select what changes' }, hours: undefined }
  const [from, endsAt] = [readClock(fromTime), readClock(untilTime)]
  const startsAt = from === 1_440 ? 0 : from
  if (startsAt === null || endsAt === null)
    return {
      errors: {
        ...(startsAt === null ? { 'from-time': badClock } : {}),
        ...(endsAt === null ? { 'until-time': badClock } : {}),
      },
      hours: undefined,
    }
  if (endsAt > startsAt) return { errors: {}, hours: { startsAt, endsAt } }
  return { errors: { 'until-time': 'The end must be later than the start, on the same day' }, hours: undefined }
}

/** An edit that would change nothing, said beside what asks for it. */
function sameAlready({ pattern, on }: Series, { which, hours }: Edit): FieldErrors | null {
  const now = occurrenceOn(pattern, dayNumber(on))
  if (which === 'picked' || hours === 'usual') return null
  if (hours === null) return now === null && which === 'one' ? { what: 'You do not work then already' } : null
  const isSame = now !== null && now.startsAt === hours.startsAt && now.endsAt === hours.endsAt
  const isUsual = pattern.startsAt === hours.startsAt && pattern.endsAt === hours.endsAt
  return isSame && (which === 'one' || isUsual) ? { 'from-time': 'You have these hours already. Enter others' } : null
}

function shown(turn: Turn, { id, pattern, on }: Series, typed: ChangePage['typed'], errors: FieldErrors): Reply {
  const asked = changePage({
    team: turn.coach.name,
    action: seriesPath(id),
    on: on.toString(),
    stands: standsWords({ onDate: on, hours: occurrenceOn(pattern, dayNumber(on)) }),
    day: nearDate(on),
    series: seriesWords(pattern),
    typed,
    errors,
    others: coming(pattern, civilDate(turn.visit.now), 12).map((one) => ({
      href: `${seriesPath(id)}?${asQuery(one.onDate, {})}`,
      words: standsWords(one),
    })),
  })
  return page(asked, Object.keys(errors).length > 0 ? { status: 422 } : {})
}
