import { worker, type Db } from '#lib/door'
import { keep, type KeyHolder } from '#vault'
import { concernKey, openParts, sealParts } from './cells.ts'
import { settleConcern, unsettledConcern, unsettledIds } from './queries.ts'

type SettlePorts = { db: Db; vault: Pick<KeyHolder, 'make'>; secret: Buffer }

/** Seals each concern that was only just raised under a key of its own. What cannot be done now is done the next time. */
export async function settleConcerns(ports: SettlePorts): Promise<void> {
  const waiting = await ports.db.withActor(worker, (tx) => unsettledIds(tx))
  for (const { id } of waiting) await settle(ports, id)
}

async function settle({ db, vault, secret }: SettlePorts, id: string) {
  const made = await vault.make(id, 'case')
  await db.withActor(worker, async (tx) => {
    const found = await unsettledConcern.one(tx, id)
    if (!found) return
    const { words, name, number, location } = sealParts(made.key, id, openParts(concernKey(secret), id, found))
    await keep(tx, made)
    await settleConcern(tx, id, words, name, number, location)
  })
}
