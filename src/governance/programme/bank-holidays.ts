import { civilDate, programmeZone, startOfDay } from '#lib/time'
import { addSpan } from '#organisations'
import { NotFound, page, seeOther, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { bankHolidaysPage } from './pages/bank-holidays.ts'
import { bankHolidays } from './paths.ts'
import { bankHolidaysFrom } from './queries.ts'

/** The bank holidays from today on. */
export const showBankHolidays = async (turn: Turn): Promise<Reply> =>
  page(bankHolidaysPage({ team: turn.team, days: await daysAhead(turn) }))

/** Makes a closure of a bank holiday: all services, the whole day. Pressed twice it is one closure. */
export async function closeBankHoliday(turn: Turn): Promise<Reply> {
  const holiday = (await daysAhead(turn)).find(({ day }) => day === turn.visit.params['day'])
  if (!holiday) throw new NotFound()
  if (holiday.closureId === null) {
    const day = Temporal.PlainDate.from(holiday.day)
    const [startsAt, endsAt] = [startOfDay(day), startOfDay(day.add({ days: 1 }))]
    await addSpan(turn.tx, 'closure', { serviceKey: null, startsAt, endsAt, words: holiday.name }, turn.by)
  }
  return seeOther(bankHolidays)
}

export const daysAhead = ({ tx, visit: { now } }: Pick<Turn, 'tx' | 'visit'>) =>
  bankHolidaysFrom(tx, civilDate(now), programmeZone)
