import { isUuid } from '#lib/text'
import { civilDate, dateWords } from '#lib/time'
import { currentServices, openWords } from '#organisations'
import {
  asTyped,
  field,
  NotFound,
  page,
  seeOther,
  type FieldErrors,
  type Reply,
  type Route,
  type TypedDate,
  type Visit,
} from '#web'
import { endAbsence, recordAbsence, type AbsenceRefusal } from './absence.ts'
import { renewFeed } from './feed.ts'
import { askIll, backPath, illPath, sayBack, sayIll } from './ill.ts'
import { dayFaults, weeklyFaults } from './new-hours.ts'
import { ownCalendarRoutes, type OwnCalendarPorts } from './own-calendar/routes.ts'
import { shownCalendar } from './own-calendar/shown.ts'
import { awayPage, type AwayPage } from './pages/away.ts'
import { feedPage } from './pages/feed.ts'
import { oneDayPage } from './pages/one-day.ts'
import { timesPage } from './pages/times.ts'
import { weeklyHoursPage } from './pages/weekly-hours.ts'
import type { OwnProfile } from './profile.ts'
import { askProfile, changeProfile, showProfile } from './profile-forms.ts'
import { askChange, change } from './series/change.ts'
import { askInside, backToUsual, decide } from './series/inside.ts'
import { askPick, pick } from './series/pick.ts'
import { weekShown } from './series/week.ts'
import { timesAhead } from './times.ts'
import { askWays, keepWays, type ToldPorts } from './told/handle.ts'
import { actingAsCoach, type Handle, type Turn, type TurnPorts } from './turn.ts'
import { readAway, readOneDay, readWeekly } from './typed.ts'
import { ownPageRoutes } from './public/routes.ts'
import { findOrAdd, removePlace, showWorkplaces } from './workplaces/routes.ts'
import { addPattern, removeException, setException } from './working-times.ts'

export type CoachPorts = TurnPorts & OwnCalendarPorts & ToldPorts & { baseUrl: string }

const times = '/team/times'

/** The pages on which coaches keep their own times, profile and calendars. */
export function coachRoutes({ baseUrl, vault, textSender, ...ports }: CoachPorts): Route[] {
  const told = { vault, textSender }
  const asCoach = actingAsCoach(ports)
  const get = (path: string, handle: Handle): Route => ({
    method: 'GET',
    path,
    may: 'coach',
    handle: asCoach(handle),
  })
  const post = (path: string, handle: Handle): Route => ({ ...get(path, handle), method: 'POST', takes: 'form' })
  const byCode = (route: Route): Route => ({ ...route, level: 'code' })
  return [
    get(times, showTimes),
    get(`${times}/away`, async ({ coach, visit }) =>
      page(awayPage({ team: coach.name, typed: away(visit), errors: {} })),
    ),
    post(`${times}/away`, recordAway),
    byCode(get(illPath, askIll)),
    byCode(post(illPath, sayIll)),
    byCode(post(backPath, sayBack)),
    post(`${times}/away/:id/end`, endAway),
    get(`${times}/week`, async ({ coach, visit }) =>
      page(
        weeklyHoursPage({
          team: coach.name,
          typed: { ...hours, days: [], every: '1', from: tomorrow(visit) },
          errors: {},
        }),
      ),
    ),
    post(`${times}/week`, addWeekly),
    get(`${times}/week/:id`, askChange),
    post(`${times}/week/:id`, change),
    get(`${times}/week/:id/pick`, askPick),
    post(`${times}/week/:id/pick`, pick),
    get(`${times}/week/:id/inside`, askInside),
    post(`${times}/week/:id/inside`, decide),
    post(`${times}/week/:id/usual`, backToUsual),
    get(`${times}/day`, async ({ coach, visit }) =>
      page(oneDayPage({ team: coach.name, typed: { ...hours, kind: '', on: tomorrow(visit) }, errors: {} })),
    ),
    post(`${times}/day`, changeDay),
    post(`${times}/day/:id/usual`, endDay),
    ...ownCalendarRoutes(asCoach, ports),
    ...ownPageRoutes(asCoach),
    get('/team/feed', async ({ coach }) => page(feedPage({ team: coach.name, made: made(coach), address: null }))),
    post('/team/feed', (turn) => makeFeed(turn, baseUrl)),
    get('/team/profile', showProfile),
    get('/team/profile/change', askProfile),
    post('/team/profile/change', changeProfile),
    get('/team/profile/workplaces', showWorkplaces(ports.calendarKey)),
    post('/team/profile/workplaces', findOrAdd(ports.calendarKey)),
    post('/team/profile/workplaces/:id/remove', removePlace),
    get('/team/profile/told', askWays(told)),
    post('/team/profile/told', keepWays(told)),
  ]
}

const hours = { fromTime: '', untilTime: '' }
const tomorrow = ({ now }: Visit): TypedDate => asTyped(civilDate(now).add({ days: 1 }))
const made = ({ feedMadeAt }: OwnProfile) => feedMadeAt && dateWords(civilDate(feedMadeAt))

const showTimes: Handle = async ({ tx, visit, coach, acting, phone }) => {
  const services = (await currentServices(tx)).filter(({ key }) => coach.services.includes(key))
  const hours = services.length > 0 ? openWords(services) : null
  const calendar = await shownCalendar(tx, coach.id, acting.now)
  const week = await weekShown(tx, coach.id, visit.query['week'], acting.now)
  return page(
    timesPage({ team: coach.name, phone, hours, calendar, week, ...(await timesAhead(tx, coach.id, acting)) }),
  )
}

/** The form as it opens: away today. */
function away({ now }: Visit): AwayPage['typed'] {
  const today = asTyped(civilDate(now))
  return { from: today, fromTime: '', until: today, untilTime: '', reason: '' }
}

const refusals: Record<AbsenceRefusal, [field: string, sentence: string]> = {
  'ends before it starts': ['until-day', 'The end must be later than the start'],
  'is over already': ['until-day', 'The end must be in the future'],
  'longer than a year': ['until-day', 'An absence is a year at most. Ask your provider about a longer one'],
}

const recordAway: Handle = async ({ tx, visit, coach, acting }) => {
  const { typed, errors, meant } = readAway(visit)
  const again = (wrong: Record<string, string>) =>
    page(awayPage({ team: coach.name, typed, errors: wrong }), { status: 422 })
  if (!meant) return again(errors)
  const answer = await recordAbsence(tx, coach.id, meant, meant.reason, acting)
  return answer.kind === 'recorded' ? seeOther(times) : again(Object.fromEntries([refusals[answer.refusal]]))
}

const addWeekly: Handle = async ({ tx, visit, coach, acting }) => {
  const { typed, errors, meant } = readWeekly(visit)
  const again = (wrong: FieldErrors) =>
    page(weeklyHoursPage({ team: coach.name, typed, errors: wrong }), { status: 422 })
  if (!meant) return again(errors)
  const unbookable = await weeklyFaults(tx, coach, meant, visit.now)
  if (Object.keys(unbookable).length > 0) return again(unbookable)
  const answer = await addPattern(tx, coach.id, meant, acting)
  if (answer.kind === 'kept') return seeOther(times)
  return again({ [answer.about === 'hours' ? 'from-time' : 'from-day']: answer.why })
}

const changeDay: Handle = async ({ tx, visit, coach, acting }) => {
  const { typed, errors, meant } = readOneDay(visit)
  const again = (wrong: FieldErrors) => page(oneDayPage({ team: coach.name, typed, errors: wrong }), { status: 422 })
  if (!meant) return again(errors)
  if (Temporal.PlainDate.compare(meant.onDate, civilDate(visit.now)) < 0) return again({ 'on-day': 'This day is over' })
  const unbookable = await dayFaults(tx, coach, meant)
  if (Object.keys(unbookable).length > 0) return again(unbookable)
  const answer = await setException(tx, coach.id, meant, acting)
  return answer.kind === 'kept' ? seeOther(times) : again({ 'on-day': answer.why })
}

const makeFeed = async ({ tx, visit, coach, by }: Turn, baseUrl: string): Promise<Reply> => {
  const token = await renewFeed(tx, coach.id, { by, now: visit.now })
  if (!token) throw new NotFound()
  const address = `${baseUrl}/calendars/${token}.ics`
  return page(feedPage({ team: coach.name, made: dateWords(civilDate(visit.now)), address }))
}

/** Ends an absence. What is over, is another's or never was leads to one's own times: nothing tells which it is. */
const endAway: Handle = async (turn) => {
  await endAbsence(turn.tx, turn.coach.id, idIn(turn), turn.acting)
  return seeOther(field(turn.visit, 'back') === 'today' ? '/team/today' : times)
}

/** Takes back what was said of a day. What is gone already, as after a second press, or another's leads to one's own times. */
const endDay: Handle = async (turn) => {
  await removeException(turn.tx, turn.coach.id, idIn(turn), turn.acting)
  return seeOther(times)
}

/** The id in the path; what is none belongs to nothing. */
function idIn({ visit }: Turn): string {
  const id = visit.params['id'] ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}
