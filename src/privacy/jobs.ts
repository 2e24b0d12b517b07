import type { Clock } from '#lib/clock'
import { worker, type Db } from '#lib/door'
import { joinAccount, joinClients, reachedBy } from '#booking'
import {
  clientsToSettle,
  contactToSend,
  giveContacts,
  joinDone,
  joinsDue,
  noticesToPlan,
  sealContact,
  sealedContact,
  settleClient,
} from '#identity'
import type { KeyHolder } from '#vault'
import { planNotices } from './plan.ts'

export type JobPorts = { db: Db; clock: Clock; vault: KeyHolder }

/** The room's jobs, by kind. */
export const accountHandlers = (ports: JobPorts) => ({
  'client-join': async (contactIds: string[]) => {
    for (const id of contactIds) await sealText(ports, id)
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

/** What waited long enough is done, and what is to be told is planned. */
async function settle({ db, clock, vault }: JobPorts): Promise<void> {
  for (const { id } of await db.withActor(worker, (tx) => clientsToSettle(tx)))
    await db.withActor(worker, (tx) => settleClient(tx, id))
  for (const { id, from, to } of await db.withActor(worker, (tx) => joinsDue(tx)))
    await db.withActor(worker, async (tx) => {
      await giveContacts(tx, vault, from, to)
      await joinAccount(tx, vault, from, to)
      await joinDone(tx, id)
    })
  await db.withActor(worker, async (tx) => planNotices(clock)(tx, await noticesToPlan(tx)))
}
