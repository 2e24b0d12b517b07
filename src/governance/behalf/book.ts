import { adjustmentWords, codeOfPlace, type Desk, type Kept, type Search, type Wish } from '#booking'
import { isUuid } from '#lib/text'
import { civilDate, type Millis } from '#lib/time'
import { field, page, seeOther, type FieldErrors, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { confirmedBy, nothingTyped, readCaller, readTyped, wishOf, type Typed } from './caller.ts'
import { callPage } from './page.ts'
import { home } from './paths.ts'
import { readAfter, startOf } from './slots.ts'

/** How many times are listed: as many as one digit names. */
const listed = 9

type Shown = {
  errors?: FieldErrors
  /** What became of a time, said above the others. */
  said?: string
  near?: readonly Millis[]
  from?: Millis
  status?: number
}

export const bookPage = (desk: Desk) => (turn: Turn) => show(desk, turn, nothingTyped)

/** The page with everything as it was typed. */
async function show(desk: Desk, turn: Turn, typed: Typed, shown: Shown = {}): Promise<Reply> {
  const { visit, team } = turn
  const { wish, search } = await askedOf(desk, turn, typed)
  const kept = await keptNow(desk, turn, typed, wish)
  const from = shown.from ?? visit.now.epochMilliseconds
  const slots = kept ? [] : shown.near?.length ? shown.near : desk.times(wish, from, listed)
  const body = callPage({
    team,
    now: visit.now,
    typed: { ...typed, service: wish.service.key, mode: wish.mode, hold: kept?.id ?? '' },
    wish,
    search,
    services: desk.services(),
    languages: desk.languages(),
    boards: await desk.boards(civilDate(visit.now)),
    notice: desk.notice(wish, visit.now),
    slots,
    kept,
    later: slots.length === listed && !shown.near?.length ? slots.at(-1)! : null,
    said: shown.said ?? null,
    errors: shown.errors ?? {},
  })
  return page(body, shown.status === undefined ? {} : { status: shown.status })
}

/** What the caller asks for, without those whom they are not to meet, and what was found of where they work. */
async function askedOf(desk: Desk, { visit }: Turn, typed: Typed): Promise<{ wish: Wish; search: Search | null }> {
  const search = await desk.places(typed, civilDate(visit.now))
  const without = await desk.leftOut(visit, codeOfPlace(search))
  const wish = wishOf(typed, desk)
  return { wish: without.length > 0 ? { ...wish, without } : wish, search }
}

async function keptNow(desk: Desk, { visit }: Turn, { hold, adjustments }: Typed, wish: Wish): Promise<Kept | null> {
  const kept = isUuid(hold) ? await desk.kept(visit, hold, wish, adjustments) : null
  return kept?.state === 'live' ? kept : null
}

/** One press of whatever button: other times, a time to keep, or the booking itself. Enter does what comes next. */
export const takeCall =
  (desk: Desk) =>
  async (turn: Turn): Promise<Reply> => {
    const { visit } = turn
    const typed = await counted(desk, readTyped(visit))
    const act = field(visit, 'act')
    const pressed = field(visit, 'start')
    if (act === 'later') {
      return show(desk, turn, { ...typed, number: '' }, { from: readAfter(field(visit, 'after'), visit.now) })
    }
    if (act === 'other') {
      await desk.letGo(visit, typed.hold)
      return show(desk, turn, { ...typed, hold: '', number: '' })
    }
    if (act === 'book' || (act === 'enter' && typed.hold !== '')) return book(desk, turn, typed)
    if (pressed !== '' || typed.number !== '') return keep(desk, turn, typed, pressed)
    return show(desk, turn, typed)
  }

/** What a caller asks for is counted once, however often it is looked at. */
async function counted(desk: Desk, typed: Typed): Promise<Typed> {
  const { service, ...asked } = wishOf(typed, desk)
  const mark = JSON.stringify([service.key, ...Object.values(asked)])
  if (typed.counted === mark) return typed
  await desk.counted({ service, ...asked })
  return { ...typed, counted: mark }
}

async function keep(desk: Desk, turn: Turn, typed: Typed, pressed: string): Promise<Reply> {
  const start = startOf(typed, pressed)
  if (start === null) return show(desk, turn, typed, { errors: { number: noSuchNumber(typed) }, status: 422 })
  const { wish } = await askedOf(desk, turn, typed)
  const held = await desk.keep(turn.visit, wish, start)
  const more = { ...typed, number: '' }
  if (held.kind === 'held') return show(desk, turn, { ...more, hold: held.id })
  const near = held.kind === 'slot-taken' ? held.alternatives.map(({ startsAt }) => startsAt) : []
  return show(desk, turn, { ...more, hold: '' }, { said: gone, near, status: 409 })
}

const gone = 'That time has just gone. These are the next ones.'
const noSuchNumber = ({ slots }: Typed) =>
  slots.length === 0 ? 'Choose a time' : `Enter the number of a time, 1 to ${slots.length}`

async function book(desk: Desk, turn: Turn, typed: Typed): Promise<Reply> {
  const { visit } = turn
  const { wish, search } = await askedOf(desk, turn, typed)
  const kept = isUuid(typed.hold) ? await desk.kept(visit, typed.hold, wish, typed.adjustments) : null
  if (kept?.state === 'used') return seeOther(`${home}/${kept.id}`)
  if (!kept && typed.hold === '' && typed.number !== '') return keep(desk, turn, typed, '')
  const boards = (await desk.boards(civilDate(visit.now))).map(({ code }) => code)
  const known = Object.keys(adjustmentWords)
  const given = readCaller(typed, { mode: wish.mode, textSender: desk.textSender, known, boards, search })
  const wrong = {
    ...(typed.hold === '' ? { number: 'Choose a time' } : {}),
    ...('errors' in given ? given.errors : {}),
  }
  if (kept && !kept.fits) {
    await desk.letGo(visit, kept.id)
    const said = 'What they ask for has changed since a time was kept. Choose a time again.'
    return show(desk, turn, { ...typed, hold: '' }, { said, errors: wrong, status: 409 })
  }
  if (Object.keys(wrong).length > 0 || 'errors' in given) return show(desk, turn, typed, { errors: wrong, status: 422 })
  const booked = kept
    ? await desk.book(visit, kept.id, { ...given, wish, place: codeOfPlace(search) })
    : ({ kind: 'not-found' } as const)
  if (booked.kind === 'booked') return seeOther(`${home}/${booked.id}?by=${confirmedBy(given)}`)
  if (booked.kind === 'hold-used') return seeOther(`${home}/${typed.hold}`)
  return show(desk, turn, { ...typed, hold: '' }, { said: gone, status: 409 })
}
