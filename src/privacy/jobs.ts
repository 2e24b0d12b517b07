import { worker, type Db } from '#lib/door'
import { joinAccount, joinClients, reachedBy, readdress, type ReaddressPorts } from '#booking'
import {
  clientsToSettle,
  contactsNow,
  contactToSend,
  giveContacts,
  goneContact,
  joinsDue,
  noticesToPlan,
  openContact,
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
export const accountHandlers = (ports: JobPorts) => ({
  'client-join': async (contactIds: string[]) => {
    for (const id of contactIds) await sealText(ports, id)
    for (const id of contactIds) await moveOn(ports, id)
    await joinClients(ports, contactIds)
  },
  'client-settle': () => settle(ports),
})

/** A contact was proved: its text is sealed with it. */
const sealText = ({ db, vault }: JobPorts, id: string) =>
  db.withActor(worker, async (tx) => {
    const contact = await contactToSend.one(tx, id)
    if (contact && !contact.sealed && contact.bookingId) {
      const by = contact.kind === 'phone' ? 'text' : 'email'
      const reached = await reachedBy(tx, vault, contact.bookingId, by)
      const ring = await vault.unwrap([{ subject: contact.clientId, purpose: 'contact' }], worker)
      const key = ring.of(contact.clientId, 'contact')
      if (reached && key) await sealContact(tx, id, sealedContact(key, id, reached.to))
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

/** What waited long enough is done, and what is to be told is planned. */
async function settle({ db, clock, vault }: JobPorts): Promise<void> {
  for (const { id } of await db.withActor(worker, (tx) => clientsToSettle(tx)))
    await db.withActor(worker, (tx) => settleClient(tx, id))
  for (const { id } of await db.withActor(worker, (tx) => joinsDue(tx)))
    await db.withActor(worker, async (tx) => {
      const { from, to } = (await takeJoin.one(tx, id))!
      if (!from || !to) return
      await giveContacts(tx, vault, from, to)
      await joinAccount(tx, vault, from, to)
      await planNotices(clock)(tx, await tellDone(tx, to))
    })
  await db.withActor(worker, async (tx) => planNotices(clock)(tx, await noticesToPlan(tx)))
}
