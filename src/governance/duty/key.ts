import type { Actor } from '#lib/door'
import type { Key, KeyHolder } from '#vault'
import { concernKey } from './cells.ts'

/**
 * The key under which a concern is sealed: the deployment's own until it was settled, then one of its own, for an actor who may
 * have it. Throws where it is not given.
 */
export async function keyOfConcern(
  { vault, secret }: { vault: Pick<KeyHolder, 'unwrap'>; secret: Buffer },
  actor: Actor,
  { id, settled }: { id: string; settled: boolean },
): Promise<Key> {
  if (!settled) return concernKey(secret)
  const key = (await vault.unwrap([{ subject: id, purpose: 'case' }], actor)).of(id, 'case')
  if (!key) throw new Error('No key was given for a concern')
  return key
}
