import { worker } from '#lib/door'
import type { Tx } from '#lib/sql'
import { open, reseal, seal, type Key, type KeyHolder } from '#vault'
import { contactsOf, dropUnproved, giveContact, setSealed } from './worker-queries.ts'

const cellOf = (id: string) => ({ table: 'client_contact', column: 'sealed', row: id })

/** An address or number, sealed for its row. */
export const sealedContact = (key: Key, id: string, text: string): Buffer => seal(key, cellOf(id), text)

/** The address or number of a row. */
export const openContact = (key: Key, id: string, sealed: Buffer): string => open(key, cellOf(id), sealed)

/** Keeps the text of a contact with it; until then it was only in the booking that gave it. */
export const sealContact = async (tx: Tx, id: string, sealed: Buffer): Promise<void> =>
  void (await setSealed(tx, id, sealed))

/** Gives the contacts of one account to another, sealed anew. */
export async function giveContacts(tx: Tx, vault: Pick<KeyHolder, 'unwrap'>, from: string, to: string): Promise<void> {
  const wanted = [from, to].map((subject) => ({ subject, purpose: 'contact' as const }))
  const ring = await vault.unwrap(wanted, worker)
  const [old, key] = [ring.of(from, 'contact'), ring.of(to, 'contact')]
  if (!old || !key) throw new Error('Accounts cannot come together without both keys')
  for (const { id, sealed } of await contactsOf(tx, from))
    await giveContact(tx, id, to, sealed && reseal(old, key, cellOf(id), sealed))
  await dropUnproved(tx, to)
}
