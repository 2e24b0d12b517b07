import { randomUUID } from 'node:crypto'
import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { record } from '#audit'
import { keep, open, seal, type Cell, type KeyHolder } from '#vault'
import type { By } from '../absence.ts'
import { dropTexts, insertTexts, ownTexts, sealedNumber, setWithMail, waysToCoach } from './queries.ts'
import type { ChosenWays } from './rules.ts'

/** A way by which a coach is told of a session. `keepsQuiet`: a text that waits for the morning where it is night. */
export type WayToCoach = { channel: 'email' | 'text'; keepsQuiet: boolean }

/**
 * By which ways a coach is told of a session now, going by every start of it that this coach had, and by one more. Always
 * by mail where there is no way to send texts.
 */
export async function waysTo(
  tx: Tx,
  of: { coachId: string; bookingId: string | null; startsAt: Temporal.Instant | null },
  textSender: boolean,
): Promise<WayToCoach[]> {
  const chosen = (await waysToCoach(tx, of.coachId, of.bookingId, of.startsAt)) as WayToCoach[]
  return textSender ? chosen : [{ channel: 'email', keepsQuiet: false }]
}

/** The number of a coach who is told by text, for whoever sends; null for one who is not. Kept nowhere. */
export async function numberToText(tx: Tx, vault: Pick<KeyHolder, 'unwrap'>, coachId: string): Promise<string | null> {
  const row = await sealedNumber.one(tx, coachId)
  if (!row) return null
  const key = (await vault.unwrap([{ subject: row.id, purpose: 'contact' }], worker)).of(row.id, 'contact')
  return key ? open(key, cellOf(row.id), row.sealedPhone) : null
}

/** Keeps how a coach chose to be told. A number that is given takes the place of the one before, which opens nowhere again. */
export async function chooseWays(
  tx: Tx,
  vault: Pick<KeyHolder, 'make'>,
  coachId: string,
  { mail, text }: ChosenWays,
  by: By,
): Promise<void> {
  if (text !== null && text.phone === null) await setWithMail(tx, coachId, mail)
  else await dropTexts(tx, coachId)
  if (text?.phone) {
    const { id, made, sealed } = await sealNumber(vault, text.phone)
    await keep(tx, made)
    await insertTexts(tx, coachId, id, sealed, text.phone.slice(-2), mail)
  }
  await record(tx, { ...by, verb: 'coach.ways-chosen', subjectKind: 'coach', subjectId: coachId })
}

/** What a coach sees of how they are told. */
export const textsOf = async (tx: Tx, coachId: string) => (await ownTexts.one(tx, coachId)) ?? null

/** A number as the table keeps it, with the key that is its own. */
export async function sealNumber(vault: Pick<KeyHolder, 'make'>, phone: string, id: string = randomUUID()) {
  const made = await vault.make(id, 'contact')
  return { id, made, sealed: seal(made.key, cellOf(id), phone) }
}

const cellOf = (id: string): Cell => ({ table: 'coach_texts', column: 'phone', row: id })
