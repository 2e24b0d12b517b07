import type { Param, Tx } from '#lib/sql'
import { record } from '#audit'
import { today } from '../areas.ts'
import { addHelpline, endHelplineRows, helplinesOn } from '../queries.ts'
import { whyNotShown, type Helpline } from './parse.ts'

export type Outcome = { kind: 'done' | 'refused'; words: string }

const refused = (words: string): Outcome => ({ kind: 'refused', words })
const blank: Helpline = {
  name: '',
  words: '',
  phone: null,
  textTo: null,
  url: null,
  hours: '',
  urgent: false,
  position: 100,
}

/** Shows a helpline from a day on as it is now with the changes said, or as a new one. */
export async function setHelpline(
  tx: Tx,
  key: string,
  said: Partial<Helpline>,
  day: Temporal.PlainDate | null,
): Promise<Outcome> {
  const from = day ?? (await today(tx))
  const shown = await helplinesOn(tx, from)
  const after = { ...(shown.find((helpline) => helpline.key === key) ?? blank), ...said }
  const why = whyNotShown(after)
  if (why) return refused(why)
  if (!after.urgent && lastUrgent(shown, key)) return refused('At least one urgent helpline must stay')
  const { name, words, phone, textTo, url, hours, urgent, position } = after
  await endHelplineRows(tx, key, from)
  const ways: Param[] = [phone || null, textTo || null, url || null]
  const added = await addHelpline.one(tx, key, name, words, ...ways, hours, urgent, position, from)
  await record(tx, { verb: 'helpline.set', subjectKind: 'helpline', subjectId: added!.id, actorKind: 'operator' })
  return { kind: 'done', words: `${key} is shown so from ${from}` }
}

/** Stops showing a helpline from a day on. */
export async function endHelpline(tx: Tx, key: string, day: Temporal.PlainDate | null): Promise<Outcome> {
  const on = day ?? (await today(tx))
  const shown = await helplinesOn(tx, on)
  if (lastUrgent(shown, key)) return refused('At least one urgent helpline must stay')
  const [ended] = await endHelplineRows(tx, key, on)
  if (!ended) return refused('No helpline with this key is shown on that day or later')
  await record(tx, { verb: 'helpline.ended', subjectKind: 'helpline', subjectId: ended.id, actorKind: 'operator' })
  return { kind: 'done', words: `${key} is not shown from ${on}` }
}

const lastUrgent = (shown: readonly { key: string; urgent: boolean }[], key: string): boolean =>
  shown.some((helpline) => helpline.urgent && helpline.key === key) &&
  !shown.some((helpline) => helpline.urgent && helpline.key !== key)
