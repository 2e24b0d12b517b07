import type { Db } from '#lib/door'
import type { Visit } from '#web'
import { browserOf } from '../browser.ts'
import { recordOwn } from '../staff-session.ts'
import { takeAnswer } from '../questions/questions.ts'
import { readUsed } from './answers.ts'
import { verifyUsed } from './ceremony.ts'
import type { Party } from './party.ts'
import { passkeyNamed, usePasskey } from './queries.ts'

/**
 * Whose passkey the text proves, in answer to a question put to this browser; null when anything is not as it must be,
 * and nobody learns what.
 */
export async function provedBy(db: Db, party: Party, visit: Visit, text: string): Promise<string | null> {
  const answer = readUsed(text)
  if (!answer) return null
  const { actor } = browserOf(visit)
  const known = await db.withActor(actor, async (tx) => {
    // Used up first, and for good: a question is answered once, rightly or not.
    const asked = await takeAnswer(tx, 'passkey-use', answer.challenge)
    const found = await passkeyNamed.one(tx, Buffer.from(answer.credentialId, 'base64url'))
    return asked && found?.id ? { ...found, id: found.id } : null
  })
  if (!known) return null
  const { id, staffId, publicKey, counter } = known
  const credentialId = Buffer.from(answer.credentialId, 'base64url')
  const passkey = { credentialId, publicKey: publicKey!, counter: counter!, transports: [] }
  const next = await verifyUsed(party, answer, passkey)
  return db.withActor(actor, async (tx) => {
    const used = next !== null && (await usePasskey.one(tx, id, next))!.used
    if (used) return staffId
    await recordOwn(tx, { verb: 'team.passkey-refused', staffId: staffId!, objectId: id, requestId: visit.requestId })
    return null
  })
}
