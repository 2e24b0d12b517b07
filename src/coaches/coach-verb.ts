import { parseArgs } from 'node:util'
import { operator, type Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import { fault, type Io, type Verb } from '#lib/verb'
import { absenceReasons, endAbsence, recordAbsence } from './absence.ts'
import { absencesAhead, clockNow, listed } from './queries.ts'

const by = { actorKind: 'operator' as const }

/** `coach list`, `coach absences`, `coach away` and `coach back`: who coaches, and recording that somebody is away. */
export const coachVerb: Verb = {
  name: 'coach',
  usage:
    'coach list | coach absences COACH | coach away COACH --from TIME --until TIME [--reason ill|leave|other] | ' +
    'coach back COACH ABSENCE',
  help: `Coaches are named by the id that coach list says.

  coach list                     says id, name, provider, services and state
  coach absences COACH           says absences that are not over
  coach away COACH …             records that a coach is away; bookings inside stand until they are moved
  coach back COACH ABSENCE       ends an absence now, or takes it back when it has not begun

Times are written with their offset: 2026-12-24T08:00Z.`,
  async run(args, io, { db }) {
    const [what, coachId, ...rest] = args
    if (what === 'list' && coachId === undefined) return list(io, db)
    if (coachId === undefined || !isId(coachId)) return fault(io, `usage: ${coachVerb.usage}`)
    if (what === 'absences' && rest.length === 0) return absences(coachId, io, db)
    if (what === 'away') return away(coachId, rest, io, db)
    if (what === 'back' && rest.length === 1) return back(coachId, rest[0]!, io, db)
    return fault(io, `usage: ${coachVerb.usage}`)
  },
}

async function list(io: Io, db: Db): Promise<number> {
  for (const { id, name, provider, services, active } of await db.withActor(operator, (tx) => listed(tx)))
    io.out([id, name, provider, services.join(' '), active ? 'active' : 'left'].join('\t'))
  return 0
}

async function absences(coachId: string, io: Io, db: Db): Promise<number> {
  const rows = await db.withActor(operator, async (tx) => absencesAhead(tx, coachId, await nowOf(tx)))
  for (const { id, startsAt, endsAt, reason } of rows) io.out([id, startsAt, endsAt, reason].join('\t'))
  return 0
}

async function away(coachId: string, args: string[], io: Io, db: Db): Promise<number> {
  const asked = parseAway(args)
  if (!asked) return fault(io, `usage: ${coachVerb.usage}`)
  return db.withActor(operator, async (tx) => {
    if (!(await listed(tx)).some(({ id }) => id === coachId))
      return fault(io, 'There is no coach with this id: see coach list')
    const answer = await recordAbsence(tx, coachId, asked, asked.reason, { by, now: await nowOf(tx) })
    if (answer.kind === 'refused') return fault(io, `Not recorded: the absence ${answer.refusal}.`)
    io.out(answer.absence.id)
    return 0
  })
}

async function back(coachId: string, id: string, io: Io, db: Db): Promise<number> {
  const ended =
    isId(id) && (await db.withActor(operator, async (tx) => endAbsence(tx, coachId, id, { by, now: await nowOf(tx) })))
  if (!ended) return fault(io, 'This coach has no such absence: see coach absences')
  io.out('Ended.')
  return 0
}

function parseAway(args: string[]) {
  try {
    const text = { type: 'string' as const }
    const { values } = parseArgs({ args, options: { from: text, until: text, reason: text } })
    const reason = absenceReasons.find((known) => known === (values.reason ?? 'other'))
    const [startsAt, endsAt] = [values.from, values.until].map((at) => Temporal.Instant.from(at ?? ''))
    return reason && startsAt && endsAt ? { startsAt, endsAt, reason } : null
  } catch {
    return null
  }
}

const nowOf = async (tx: Tx) => (await clockNow.one(tx))!.now

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
