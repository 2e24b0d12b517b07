import type { Tx } from '#lib/sql'
import type { Pattern } from '../pattern.ts'
import { deletePattern, endPatternOn, insertPattern } from '../queries.ts'
import { dropOccurrences, dropOccurrencesFrom, keepOccurrence } from './queries.ts'
import type { Edit, Edited } from './rules.ts'

type Change = { pattern: Pattern; edit: Edit; becomes: Edited }

/** Writes what a series becomes: occurrences that differ as such, a change for good as an end and a new series. */
export async function writeEdit(
  tx: Tx,
  coachId: string,
  id: string,
  { pattern, edit, becomes }: Change,
): Promise<void> {
  if (edit.which === 'later') return changeLater(tx, coachId, id, pattern, edit.dates[0]!, becomes)
  const { differing = [] } = becomes.kept!
  const differ = differing.filter(({ onDate }) => edit.dates.some((date) => date.equals(onDate)))
  const usual = edit.dates.filter((date) => !differ.some(({ onDate }) => onDate.equals(date)))
  if (usual.length > 0) await dropOccurrences(tx, id, [...usual])
  for (const { onDate, hours } of differ)
    await keepOccurrence(tx, id, coachId, onDate, hours?.startsAt ?? null, hours?.endsAt ?? null)
}

async function changeLater(
  tx: Tx,
  coachId: string,
  id: string,
  pattern: Pattern,
  from: Temporal.PlainDate,
  { kept, next }: Edited,
) {
  await dropOccurrencesFrom(tx, id, kept ? from : pattern.startsOn)
  await (kept ? endPatternOn(tx, id, kept.endsOn) : deletePattern(tx, id))
  if (!next) return
  const { rule, startsOn, endsOn, startsAt, endsAt, zone, differing = [] } = next
  const row = await insertPattern.one(tx, coachId, rule, startsOn, endsOn, startsAt, endsAt, zone)
  for (const { onDate, hours } of differing)
    await keepOccurrence(tx, row!.id, coachId, onDate, hours?.startsAt ?? null, hours?.endsAt ?? null)
}
