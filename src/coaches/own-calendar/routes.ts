import { mostBytes, readAddress, readBusy, withoutPassword, type Read } from '#calendars'
import { programmeZone } from '#lib/time'
import { field, page, seeOther, type FieldErrors, type Reply, type Route, type Visit } from '#web'
import type { AsCoach, Turn } from '../turn.ts'
import { keepAddress, keepFile, removeCalendar, windowNow } from './keep.ts'
import { ownCalendarPage } from './page.ts'
import type { OwnEntries } from './ports.ts'
import { hurry } from './queries.ts'
import { busyLines, shownCalendar } from './shown.ts'
import { addressWords, sentenceOf } from './words.ts'

export type OwnCalendarPorts = {
  /** Seals the addresses. */
  calendarKey: Buffer
  ownEntries: OwnEntries
}

const path = '/team/times/calendar'
const tooLarge = 'Choose a file of 10 MB at most'

/** The page on which coaches say where their own calendar is. Nothing here asks another machine: the worker reads addresses. */
export function ownCalendarRoutes(asCoach: AsCoach, { calendarKey: key, ownEntries }: OwnCalendarPorts): Route[] {
  const coach = { may: 'coach' as const }
  return [
    { ...coach, method: 'GET', path, handle: asCoach((turn) => shown(turn)) },
    {
      ...coach,
      method: 'POST',
      path: `${path}/address`,
      takes: 'form',
      handle: asCoach(async (turn) => {
        const { tx, visit, coach, by } = turn
        const typed = field(visit, 'address')
        const read = readAddress(typed)
        if ('fault' in read) return shown(turn, withoutPassword(typed), { address: addressWords[read.fault] })
        await keepAddress(tx, coach.id, read.url, { key, by, now: visit.now })
        return seeOther(path)
      }),
    },
    {
      ...coach,
      method: 'POST',
      path: `${path}/file`,
      takes: 'file',
      ifTooLarge: { words: tooLarge, back: path },
      handle: upload(asCoach, ownEntries),
    },
    {
      ...coach,
      method: 'POST',
      path: `${path}/again`,
      handle: asCoach(async ({ tx, coach }) => {
        await hurry(tx, coach.id)
        return seeOther(path)
      }),
    },
    {
      ...coach,
      method: 'POST',
      path: `${path}/remove`,
      handle: asCoach(async ({ tx, coach, by }) => {
        await removeCalendar(tx, coach.id, by)
        return seeOther('/team/times')
      }),
    },
  ]
}

async function shown({ tx, visit, coach }: Turn, typed = '', errors: FieldErrors = {}): Promise<Reply> {
  const calendar = await shownCalendar(tx, coach.id, visit.now)
  const busy = calendar ? await busyLines(tx, coach.id, visit.now) : []
  const status = Object.keys(errors).length > 0 ? { status: 422 } : {}
  return page(ownCalendarPage({ team: coach.name, calendar, busy, typed, errors }), status)
}

/** The file is read between two transactions: none waits for it. */
function upload(asCoach: AsCoach, ownEntries: OwnEntries): Route['handle'] {
  return async (visit) => {
    const { file } = visit
    if (!file) return refused(asCoach, visit, 'Choose the file of your calendar')
    if (file.length === 0)
      return refused(asCoach, visit, 'This file is empty. Save your calendar to a file again, and choose that')
    if (file.length > mostBytes) return refused(asCoach, visit, tooLarge)
    let window: Awaited<ReturnType<typeof windowNow>> | undefined
    let skip: readonly string[] = []
    await asCoach(async ({ tx, coach }) => {
      window = await windowNow(tx, visit.now)
      skip = await ownEntries(tx, coach.id)
      return seeOther(path)
    })(visit)
    const { from, until } = window!
    const asked = { from: from.epochMilliseconds, until: until.epochMilliseconds, zone: programmeZone, skip }
    const read: Read = await readBusy(file, asked)
    if (read.kind === 'unread') return refused(asCoach, visit, `We cannot read this file. ${sentenceOf(read.why)}`)
    return asCoach(async ({ tx, coach, by }) => {
      await keepFile(tx, coach.id, { busy: read.busy, until }, by)
      return seeOther(path)
    })(visit)
  }
}

const refused = (asCoach: AsCoach, visit: Visit, sentence: string) =>
  asCoach((turn) => shown(turn, '', { file: sentence }))(visit)
