import { operator } from '#lib/door'
import { isUuid } from '#lib/text'
import { absenceReasons, endAbsence, recordAbsence } from '../absence.ts'
import { absencesAhead } from '../queries.ts'
import { by, nowOf, oneCoach, optionsIn, Refused, type Way } from './asked.ts'

export const absences: Way = async ({ whom, rest, io, db }) => {
  if (whom === '' || rest.length > 0) return null
  const rows = await db.withActor(operator, async (tx) =>
    absencesAhead(tx, (await oneCoach(tx, whom)).id, await nowOf(tx)),
  )
  for (const { id, startsAt, endsAt, reason } of rows) io.out([id, startsAt, endsAt, reason].join('\t'))
  return 0
}

/** Says the absence's id, and on the error output how many sessions wait for another coach. */
export const away: Way = async ({ whom, rest, io, db, rehoming }) => {
  const asked = parseAway(rest)
  if (!asked || whom === '') return null
  const { absence, inside } = await db.withActor(operator, async (tx) => {
    const { id } = await oneCoach(tx, whom)
    const answer = await recordAbsence(tx, id, asked, asked.reason, { by, now: await nowOf(tx), rehoming })
    if (answer.kind === 'refused') throw new Refused(`Not recorded: the absence ${answer.refusal}.`)
    return { absence: answer.absence, inside: (await rehoming.waiting(tx, id)).length }
  })
  io.out(absence.id)
  if (inside > 0) io.err(`Sessions of this coach that need another coach: ${inside}. See rehome list`)
  return 0
}

export const back: Way = async ({ whom, rest, io, db, rehoming }) => {
  const [absence, ...others] = rest
  if (whom === '' || absence === undefined || others.length > 0) return null
  await db.withActor(operator, async (tx) => {
    const { id } = await oneCoach(tx, whom)
    const isTheirs = isUuid(absence) && (await endAbsence(tx, id, absence, { by, now: await nowOf(tx), rehoming }))
    if (!isTheirs) throw new Refused('This coach has no such absence: see coach absences')
  })
  io.out('Ended.')
  return 0
}

function parseAway(args: readonly string[]) {
  const asked = optionsIn(args, ['from', 'until', 'reason'])
  if (!asked || asked.beside.length > 0) return null
  const { from = '', until = '', reason: said = 'other' } = asked.said
  const reason = absenceReasons.find((known) => known === said)
  try {
    return reason ? { startsAt: Temporal.Instant.from(from), endsAt: Temporal.Instant.from(until), reason } : null
  } catch {
    return null
  }
}
