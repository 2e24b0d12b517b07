import { createHmac, randomUUID } from 'node:crypto'
import type { Tx } from '#lib/sql'
import { tokenHash } from '../browser.ts'
import { codeOf } from '../codes.ts'
import { agreeTo, endStale, insertRecovery } from './queries.ts'

/** The token in the link of a recovery, and the eight digits that are said: both follow from its id and a key. */
export const recoveryToken = (key: Buffer, id: string): string =>
  createHmac('sha256', key).update(`recovery\0${id}`).digest('base64url')
export const recoveryPath = (key: Buffer, id: string): string => `/team/recovery/${recoveryToken(key, id)}`
export const spokenCode = (key: Buffer, id: string): string => codeOf(key, `recovery ${id}`)

/** What tables keep of the digits, for the link that they belong to. */
export const spokenHash = (key: Buffer, token: string, code: string): Buffer =>
  createHmac('sha256', key).update(`recovery code\0${token}\0${code}`).digest()

export type Starter = { id: string; role: 'partner_rota' | 'lead_ops' | 'governance' }
export type Agreer = { id: string; role: 'lead_ops' | 'governance' }

/** The first of two people asks for somebody to be let in. Null where that is under way already. */
export async function startRecovery(tx: Tx, staffId: string, by: Starter): Promise<string | null> {
  await endStale(tx, staffId)
  return (await insertRecovery.one(tx, randomUUID(), staffId, by.id, by.role))?.id ?? null
}

/** The second agrees. Gives the code to say to the person, on a number that is known; null where it cannot be agreed to. */
export async function agreeToRecovery(tx: Tx, key: Buffer, id: string, by: Agreer) {
  const [token, code] = [recoveryToken(key, id), spokenCode(key, id)]
  const agreed = await agreeTo.one(tx, id, by.id, by.role, tokenHash(token), spokenHash(key, token, code))
  return agreed ? { staffId: agreed.staffId, code } : null
}
