import type pg from 'pg'
import { hashToken, visitToken } from '#booking'
import { sealConcern } from '#governance'
import { contactHash, limitForm } from '#identity'
import type { KeyHolder } from '#vault'
import { layConcern } from '../../seed/demo/concern.ts'
import { layDemo } from '../../seed/demo.ts'
import { layWorkplaces } from '../../seed/lay-workplaces.ts'
import { layDemoProgramme } from '../../seed/reference.ts'
import type { Keys } from './secrets.ts'

/** Lays the demonstration's world into a database that has none, as seen from `now`. */
export async function layDemoWorld(
  owner: pg.Client,
  keys: Keys,
  vault: Pick<KeyHolder, 'make'>,
  now = Temporal.Now.instant(),
): Promise<void> {
  const [contacts, links] = [Buffer.from(keys.contacts, 'base64url'), Buffer.from(keys.links, 'base64url')]
  await layDemoProgramme(owner)
  await layWorkplaces(owner)
  const hashes = {
    contact: (contact: string) => contactHash(contacts, limitForm(contact)),
    visit: (bookingId: string) => hashToken(visitToken(links, bookingId)),
  }
  const laid = await layDemo(owner, now, { hashes, vault })
  const concerns = Buffer.from(keys.concerns, 'base64url')
  if (laid) await layConcern(owner, now, (id, texts) => sealConcern(concerns, id, texts))
}
