import type { Tx } from '#lib/sql'
import { wordsIn } from '#lib/text'
import { keepChange, differences, type ChangedBy } from '../changes/keep.ts'
import { programme, type Programme } from '../programme.ts'
import { addProgramme, programmeVersion } from '../queries.ts'
import { whyNotProgramme, type Wrongs } from './rules.ts'

export type ProgrammeChanged =
  | { kind: 'changed' | 'same'; now: Programme }
  | { kind: 'refused'; wrongs: Wrongs<keyof Programme> }
  /** Somebody else changed it since it was looked at. */
  | { kind: 'newer' }

/** Lets the programme say something new of itself from now on; an empty text takes it away. */
export async function changeProgramme(
  tx: Tx,
  said: Partial<Record<keyof Programme, string>>,
  by: ChangedBy,
  seen?: number,
): Promise<ProgrammeChanged> {
  const before = await programme(tx)
  const after = saidOf({ ...before, ...said })
  // Said again as it is, from whatever version: a second press, or another page of the same person.
  if (differences(before, after).length === 0) return { kind: 'same', now: before }
  if (seen !== undefined && seen !== (await versionOfProgramme(tx))) return { kind: 'newer' }
  const wrongs = whyNotProgramme(after)
  if (Object.keys(wrongs).length > 0) return { kind: 'refused', wrongs }
  const { name, area, phone, dutyPhone, email, runBy, paidBy, controller } = after
  const { version } = (await addProgramme.one(tx, name, area, phone, email, runBy, paidBy, controller, dutyPhone))!
  const change = { verb: 'programme.changed', what: 'programme', subject: 'programme', title: name, version } as const
  await keepChange(tx, { ...change, before, after }, by)
  return { kind: 'changed', now: after }
}

/** Which version of what the programme says of itself is valid now. */
export const versionOfProgramme = async (tx: Tx): Promise<number> => (await programmeVersion.one(tx))!.version

const saidOf = (said: Programme): Programme => {
  const orNull = (text: string | null) => wordsIn(text ?? '') || null
  return {
    name: wordsIn(said.name),
    area: wordsIn(said.area),
    phone: orNull(said.phone),
    dutyPhone: orNull(said.dutyPhone),
    email: orNull(said.email),
    runBy: orNull(said.runBy),
    paidBy: orNull(said.paidBy),
    controller: orNull(said.controller),
  }
}
