import { randomUUID } from 'node:crypto'
import { enqueue } from '#jobs'
import { Undo } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { Key, KeyHolder } from '#vault'
import type { Browser } from '../browser.ts'
import { issueCode, takeCode, voidCodes } from '../codes.ts'
import type { Asking } from './change.ts'
import { openContact, sealedContact } from './contact-cell.ts'
import { addMyContact, endOthers, insertContact, myContacts, notifyMe, removeContact, setCodes } from './queries.ts'
import { recordAct } from './session.ts'
import type { Contact } from './sign-in.ts'

type Ports = Asking & { vault: Pick<KeyHolder, 'unwrap'> }
export type OwnContact = { id: string; kind: string; text: string | null; codes: boolean }

/** How the one who asks is reached, in full; only in a session of the higher level. */
export async function ownContacts({ db, actor, vault }: Ports): Promise<OwnContact[]> {
  const key = await keyOf({ actor, vault })
  const rows = await db.withActor(actor, (tx) => myContacts(tx))
  return rows.map(({ id, kind, sealed, codes }) => ({
    id,
    kind,
    codes,
    text: key && sealed ? openContact(key, id, sealed) : null,
  }))
}

/** Keeps a contact that is to be proved, and issues the code that goes there. */
export async function askToAdd(
  { db, actor, vault }: Ports,
  { codeKey, contact, browser }: { codeKey: Buffer; contact: Contact; browser: Browser },
  planCode: (tx: Tx, codeId: string) => Promise<void>,
): Promise<'asked' | 'too-many'> {
  const key = await keyOf({ actor, vault })
  if (!key) return 'too-many'
  const id = randomUUID()
  await db.withActor(actor, (tx) =>
    insertContact(tx, id, contact.kind, contact.hash, sealedContact(key, id, contact.text)),
  )
  return db.withActor(browser.actor, async (tx) => {
    const issued = await issueCode(tx, codeKey, { purpose: 'contact', subject: id, browser: browser.hash })
    if (issued === 'too-many') return issued
    await planCode(tx, issued.codeId)
    return 'asked'
  })
}

export type Added = { kind: 'added' } | { kind: 'waits'; dueAt: Temporal.Instant } | { kind: 'wrong' | 'too-many' }

/**
 * Adds the contact to which the code went. One that is another account's comes with that account, after three days in
 * which every contact of either can stop it; the others are told of the new one at once, and it of itself.
 */
export async function addByCode(
  { db, actor, requestId, plan }: Ports,
  { codeKey, code, browser }: { codeKey: Buffer; code: string; browser: Browser },
): Promise<Added> {
  const taken = await db.withActor(browser.actor, (tx) =>
    takeCode(tx, codeKey, { purpose: 'contact', browser: browser.hash, code, requestId }),
  )
  if (!taken) return { kind: 'wrong' }
  return db.withActor(actor, async (tx): Promise<Added> => {
    const { outcome, dueAt } = (await addMyContact.one(tx, taken.subject))!
    if (!outcome) return { kind: 'wrong' }
    if (outcome === 'too-many') return { kind: 'too-many' }
    const waits = outcome === 'waits' && dueAt ? dueAt : null
    await plan(tx, await notifyMe(tx, waits ? 'asked' : 'done', waits))
    await recordAct(tx, waits ? 'client.change-asked' : 'client.contact-added', actor.account!, requestId)
    return waits ? { kind: 'waits', dueAt: waits } : { kind: 'added' }
  })
}

/**
 * Takes a contact away, unless it is the last way to get in: it is told, like the others; who came in by it is out, and
 * what is still to come goes to those that are left. Whether it did.
 */
export const takeAway = ({ db, actor, requestId, plan }: Asking, id: string): Promise<boolean> =>
  db.withActor(actor, async (tx) => {
    const notices = await notifyMe(tx, 'done', null)
    // The notices were for it, too: without it there are none.
    if (!(await removeContact.one(tx, id))) throw new Undo(false)
    await plan(tx, notices)
    await endOthers(tx)
    await enqueue(tx, 'client-join', [id])
    await recordAct(tx, 'client.contact-removed', actor.account!, requestId)
    return true
  })

/** Says whether codes go to a contact: not to a mailbox that others read. Whether it did. */
export const letCodesGo = ({ db, actor, requestId, plan }: Asking, id: string, codes: boolean): Promise<boolean> =>
  db.withActor(actor, async (tx) => {
    if (!(await setCodes.one(tx, id, codes))) return false
    if (!codes) await endOthers(tx)
    await plan(tx, await notifyMe(tx, 'done', null))
    await recordAct(tx, 'client.contact-changed', actor.account!, requestId, codes ? 'codes' : 'no codes')
    return true
  })

/** Ends the codes that were sent to a contact and not entered yet. */
export const endCodesOf = (tx: Tx, id: string): Promise<void> => voidCodes(tx, id)

async function keyOf({ actor, vault }: Pick<Ports, 'actor' | 'vault'>): Promise<Key | undefined> {
  const subject = actor.account!
  return (await vault.unwrap([{ subject, purpose: 'contact' }], actor)).of(subject, 'contact')
}
