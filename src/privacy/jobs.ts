import { worker, type Db } from '#lib/door'
import { joinAccount, joinClients, reachedBy, readdress, type ReaddressPorts } from '#booking'
import {
  accountToBring,
  bringWays,
  clientsToSettle,
  contactsNow,
  contactsUnfinished,
  contactToSend,
  giveContacts,
  giveUpWays,
  goneContact,
  joinsDue,
  noticesToPlan,
  openContact,
  readContact,
  sealContact,
  sealedContact,
  settleClient,
  takeJoin,
  tellDone,
} from '#identity'
import type { KeyHolder } from '#vault'
import { planNotices } from './plan.ts'

export type JobPorts = ReaddressPorts & { db: Db; vault: KeyHolder }

/** The room's jobs, by kind. */
export const accountHandlers = (ports: JobPorts) => {
  const join = async (contactIds: string[]) => {
    for (const id of contactIds) await sealText(ports, id)
    for (const id of contactIds) await moveOn(ports, id)
    for (const id of contactIds) await bringAccount(ports, id)
    await joinClients(ports, contactIds)
  }
  const settleAll = async () => {
    await settle(ports)
    await finish(ports, join)
  }
  return { 'client-join': join, 'client-settle': settleAll }
}

/** A contact was proved: its text is sealed with it. */
const sealText = ({ db, vault, contactKey }: JobPorts, id: string) =>
  db.withActor(worker, async (tx) => {
    const contact = await contactToSend.one(tx, id)
    if (contact && !contact.sealed && contact.bookingId) {
      const by = contact.kind === 'phone' ? 'text' : 'email'
      const reached = await reachedBy(tx, vault, contact.bookingId, by)
      const ring = await vault.unwrap([{ subject: contact.clientId, purpose: 'contact' }], worker)
      const key = ring.of(contact.clientId, 'contact')
      // It may have been corrected since it was found; only what was proved is sealed.
      const same = reached && readContact(contactKey, reached.to)?.hash.equals(contact.hash)
      if (reached && same && key) await sealContact(tx, id, sealedContact(key, id, reached.to))
    }
  })

/** A contact was taken away: what is still to come goes to the newest of those that are left. */
const moveOn = (ports: JobPorts, id: string) =>
  ports.db.withActor(worker, async (tx) => {
    const gone = await goneContact.one(tx, id)
    if (!gone) return
    const { clientId, hash } = gone
    const key = (await ports.vault.unwrap([{ subject: clientId, purpose: 'contact' }], worker)).of(clientId, 'contact')
    if (!key) return
    const now = (await contactsNow(tx, clientId)).map((one) => ({ ...one, text: openContact(key, one.id, one.sealed) }))
    const newest = (kind: string) => now.findLast((one) => one.kind === kind)?.text ?? null
    const kind = gone.kind === 'phone' ? 'phone' : 'email'
    const left = { email: newest('email'), phone: newest('phone') }
    if (left.email ?? left.phone) await readdress(tx, ports, { clientId, hash, kind }, left)
  })

/** An account comes, with its ways of signing in, to whom the words are of that it is to read. */
const bringAccount = ({ db, vault }: JobPorts, id: string) =>
  db.withActor(worker, async (tx) => {
    const { from, to } = (await accountToBring.one(tx, id))!
    if (!from || !to) return
    await giveContacts(tx, vault, from, to)
    await bringWays(tx, from, to)
    await joinAccount(tx, vault, from, to)
  })

/** What waited long enough is done, and what is to be told is planned. */
async function settle({ db, clock, vault }: JobPorts): Promise<void> {
  for (const { id } of await db.withActor(worker, (tx) => clientsToSettle(tx)))
    await db.withActor(worker, (tx) => settleClient(tx, id))
  for (const { id } of await db.withActor(worker, (tx) => joinsDue(tx)))
    await db.withActor(worker, async (tx) => {
      const { from, to } = (await takeJoin.one(tx, id))!
      if (!from || !to) return
      await giveContacts(tx, vault, from, to)
      await giveUpWays(tx, from)
      await joinAccount(tx, vault, from, to)
      await planNotices(clock)(tx, await tellDone(tx, to))
    })
  await db.withActor(worker, async (tx) => planNotices(clock)(tx, await noticesToPlan(tx)))
}

/** What came to nothing when a contact was proved is done once it can be. */
async function finish({ db }: JobPorts, join: (contactIds: string[]) => Promise<void>): Promise<void> {
  const left = await db.withActor(worker, (tx) => contactsUnfinished(tx))
  if (left.length > 0) await join(left.map(({ id }) => id))
}
