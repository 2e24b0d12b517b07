import type { Desk, OfCaller } from '#booking'
import { readReference } from '#booking'
import { normaliseEmail, normalisePhone } from '#identity'
import { record } from '#audit'
import { field, NotFound, page, seeOther, type FieldErrors, type Reply } from '#web'
import type { Turn } from '../turn.ts'
import { findForm, moveForm } from './change-pages.ts'
import { home } from './paths.ts'
import { bookingReferred } from './queries.ts'
import { readAfter, startOf } from './slots.ts'

type TypedFacts = { reference: string; contact: string }

export const findPage = (turn: Turn) => askFacts(turn, { reference: '', contact: '' }, {})

const askFacts = async ({ team }: Turn, typed: TypedFacts, errors: FieldErrors, status?: number): Promise<Reply> =>
  page(findForm({ team, typed, errors }), status === undefined ? {} : { status })

/** Both facts must fit. A wrong try is on record: of the session that was named, or of whoever tried. */
export const findIt =
  (desk: Desk) =>
  async (turn: Turn): Promise<Reply> => {
    const { tx, visit, by } = turn
    const typed = { reference: field(visit, 'reference').slice(0, 100), contact: field(visit, 'contact').slice(0, 400) }
    const contact = readContact(typed.contact)
    const errors = {
      ...(typed.reference.trim() === '' ? { reference: 'Enter the reference' } : {}),
      ...(contact === null ? { contact: 'Enter the phone number or email address that they gave' } : {}),
    }
    if (contact === null || Object.keys(errors).length > 0) return askFacts(turn, typed, errors, 422)
    const found = await desk.find(visit, typed.reference, contact)
    if (found.kind === 'found') return seeOther(`${home}/${found.bookingId}`)
    if (found.kind === 'too-many') return askFacts(turn, typed, { reference: tooMany }, 429)
    const referred = await bookingReferred.one(tx, readReference(typed.reference))
    await record(tx, {
      ...by,
      verb: 'booking.not-found-by-phone',
      ...(referred
        ? { subjectKind: 'booking', subjectId: referred.id }
        : { subjectKind: 'staff', subjectId: by.actorId }),
    })
    return askFacts(turn, typed, { reference: wrong }, 422)
  }

const wrong = 'No appointment has this reference and this contact together. Ask for both again'
const tooMany = 'There were too many wrong tries. Wait 15 minutes, and ask for both again'

function readContact(text: string): string | null {
  const mailed = normaliseEmail(text)
  if ('email' in mailed) return mailed.email
  const rung = normalisePhone(text)
  return 'phone' in rung ? rung.phone : null
}

/** The booking of a path, while it may be changed. */
async function ofCaller(desk: Desk, { visit }: Turn): Promise<OfCaller> {
  const found = await desk.found(visit, visit.params['id'] ?? '', visit.now)
  if (!found) throw new NotFound()
  return found
}

const listed = 9

export const movePage =
  (desk: Desk) =>
  async (turn: Turn): Promise<Reply> =>
    showMove(desk, turn, await ofCaller(desk, turn), {})

function showMove(
  desk: Desk,
  { visit, team }: Turn,
  of: OfCaller,
  shown: { errors?: FieldErrors; said?: string; from?: number; status?: number; number?: string },
): Reply {
  const { id, startsAt, status } = of.booking
  if (status !== 'booked' || of.booking.started) return seeOther(`${home}/${id}`)
  const slots = desk.otherTimes(of, shown.from ?? visit.now.epochMilliseconds, listed)
  const body = moveForm({
    team,
    id,
    startsAt,
    now: visit.now,
    slots,
    said: shown.said ?? of.asked?.without ?? null,
    number: shown.number ?? '',
    later: slots.length === listed ? slots.at(-1)! : null,
    errors: shown.errors ?? {},
  })
  return page(body, shown.status === undefined ? {} : { status: shown.status })
}

/** Moves at once to the time that was pressed or whose number was typed; where it has gone, everything stays as it was. */
export const moveIt =
  (desk: Desk) =>
  async (turn: Turn): Promise<Reply> => {
    const { visit } = turn
    const of = await ofCaller(desk, turn)
    if (field(visit, 'act') === 'later')
      return showMove(desk, turn, of, { from: readAfter(field(visit, 'after'), visit.now) })
    const number = field(visit, 'number').trim().slice(0, 10)
    const slots = field(visit, 'slots').slice(0, 400).split(' ').filter(Boolean)
    const start = startOf({ number, slots }, field(visit, 'start').slice(0, 60))
    if (start === null) {
      const errors = { number: slots.length > 0 ? `Enter the number of a time, 1 to ${slots.length}` : 'Choose a time' }
      return showMove(desk, turn, of, { errors, number, status: 422 })
    }
    // Pressed once more, it is there already.
    if (start === of.booking.startsAt.epochMilliseconds) return seeOther(`${home}/${of.booking.id}?said=moved`)
    const moved = await desk.move(visit, of, start)
    if (moved.kind === 'moved') return seeOther(`${home}/${of.booking.id}?said=moved`)
    if (moved.kind === 'slot-taken' || moved.kind === 'no-such-slot')
      return showMove(desk, turn, of, { said: 'That time has just gone. Nothing has changed.', status: 409 })
    if (moved.kind === 'same-time')
      return showMove(desk, turn, of, {
        said: 'They have another appointment at that time. Nothing has changed.',
        status: 409,
      })
    return seeOther(`${home}/${of.booking.id}`)
  }

/** Cancels; again, it stays cancelled. */
export const cancelIt =
  (desk: Desk) =>
  async (turn: Turn): Promise<Reply> => {
    const { booking } = await ofCaller(desk, turn)
    const done = await desk.cancel(turn.visit, booking.id)
    return seeOther(`${home}/${booking.id}${done.kind === 'cancelled' ? '?said=cancelled' : ''}`)
  }
