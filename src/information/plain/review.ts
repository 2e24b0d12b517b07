import type { Tx } from '#lib/sql'
import { record, type AuditEvent } from '#audit'
import { checkedWordings, insertReview, withdrawReview } from './queries.ts'
import type { PlainText } from './text.ts'
import { digestOf, plainTexts } from './texts.ts'

type Who = Pick<AuditEvent, 'actorKind' | 'requestId'> & { actorId: string }
export type Check = { checkedBy: string; checkedOn: Temporal.PlainDate }

/** A text that may be shown, and since when its wording is checked; null in the demonstration, where drafts are shown too. */
export type Shown = { text: PlainText; checkedOn: Temporal.PlainDate | null }

/** The texts that are shown: those of which somebody checked this very wording; in the demonstration all of them. */
export async function shownTexts(tx: Tx, demo: boolean): Promise<Shown[]> {
  const checked = new Map(
    (await checkedWordings(tx)).map(({ key, digest, checkedOn }) => [`${key} ${digest}`, checkedOn]),
  )
  return plainTexts.flatMap((text): Shown[] => {
    const on = checked.get(`${text.key} ${digestOf(text)}`)
    if (on === undefined) return demo ? [{ text, checkedOn: null }] : []
    return [{ text, checkedOn: Temporal.PlainDate.from(on) }]
  })
}

/** Records that somebody checked a text as it is now. False where its wording was checked already. */
export async function recordCheck(tx: Tx, text: PlainText, { checkedBy, checkedOn }: Check, by: Who): Promise<boolean> {
  const made = await insertReview.one(tx, text.key, text.version, digestOf(text), checkedBy, checkedOn, by.actorId)
  if (!made) return false
  await record(tx, { ...by, verb: 'wording.checked', subjectKind: 'plain-text', subjectId: made.id })
  return true
}

/** Takes a check back: the text is shown no more. Gives the text's key; null where there is no such check. */
export async function withdrawCheck(tx: Tx, id: string, by: Who): Promise<string | null> {
  const taken = await withdrawReview.one(tx, id, by.actorId)
  if (!taken) return null
  await record(tx, { ...by, verb: 'wording.withdrawn', subjectKind: 'plain-text', subjectId: id })
  return taken.key
}
