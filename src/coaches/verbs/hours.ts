import { operator } from '#lib/door'
import { isUuid } from '#lib/text'
import { civilDate, programmeZone } from '#lib/time'
import { readClock } from '#web'
import type { Pattern } from '../pattern.ts'
import { weekdays } from '../rule.ts'
import { timesAhead } from '../times.ts'
import { addPattern, endPattern } from '../working-times.ts'
import { by, dayOf, nowOf, oneCoach, optionsIn, Refused, type Call, type Way } from './asked.ts'

/** `coach hours COACH`, `… add` and `… end`: when somebody works, week by week. */
export const hours: Way = async (call) => {
  const [what, ...rest] = call.rest
  if (call.whom === '') return null
  if (what === undefined) return show(call)
  return what === 'add' ? more(call, rest) : what === 'end' ? less(call, rest) : null
}

async function show({ whom, io, db, rehoming }: Call) {
  const weekly = await db.withActor(operator, async (tx) => {
    const { id } = await oneCoach(tx, whom)
    return (await timesAhead(tx, id, { now: await nowOf(tx), rehoming })).weekly
  })
  for (const { id, words } of weekly) io.out(`${id}\t${words}`)
  return 0
}

async function more({ whom, io, db, rehoming }: Call, args: readonly string[]) {
  const asked = optionsIn(args, ['days', 'from', 'until', 'every', 'starts', 'ends'])
  if (!asked || asked.beside.length > 0) return null
  const { days, from, until, every = '1', starts, ends } = asked.said
  if (days === undefined || from === undefined || until === undefined || !['1', '2'].includes(every)) return null
  const hours = hoursFrom(from, until)
  const rule = `FREQ=WEEKLY;${every === '2' ? 'INTERVAL=2;' : ''}BYDAY=${daysFrom(days).join(',')}`
  const id = await db.withActor(operator, async (tx) => {
    const coach = await oneCoach(tx, whom)
    const startsOn = starts === undefined ? civilDate(await nowOf(tx)) : dayOf(starts)
    const endsOn = ends === undefined ? null : dayOf(ends)
    const kept = await addPattern(tx, coach.id, { rule, startsOn, endsOn, ...hours }, { by, rehoming })
    if (kept.kind === 'refused') throw new Refused(kept.why)
    return kept.id
  })
  io.out(id)
  return 0
}

async function less({ whom, io, db, rehoming }: Call, args: readonly string[]) {
  const asked = optionsIn(args, ['on'])
  const [id, ...others] = asked?.beside ?? []
  if (!asked || id === undefined || others.length > 0) return null
  await db.withActor(operator, async (tx) => {
    const coach = await oneCoach(tx, whom)
    const from = asked.said.on === undefined ? civilDate(await nowOf(tx)) : dayOf(asked.said.on)
    const isTheirs = isUuid(id) && (await endPattern(tx, coach.id, id, from, { by, rehoming }))
    if (!isTheirs) throw new Refused('This coach has no such hours: see coach hours')
  })
  io.out('Ended.')
  return 0
}

/** "mon,Tuesday,FR" as recurrence rules write them, Monday first. */
function daysFrom(text: string): string[] {
  const asked = text.split(',').map((word) => word.trim().slice(0, 2).toUpperCase())
  const known = weekdays.filter((day) => asked.includes(day))
  if (!asked.every((day) => known.some((one) => one === day))) throw new Refused('Days are written as in mon,tue,fri')
  return known
}

function hoursFrom(from: string, until: string): Pick<Pattern, 'startsAt' | 'endsAt' | 'zone'> {
  const [startsAt, endsAt] = [readClock(from), readClock(until)]
  if (startsAt === null || endsAt === null) throw new Refused('Times are written as in 9am or 17:30')
  return { startsAt: startsAt === 1_440 ? 0 : startsAt, endsAt, zone: programmeZone }
}
