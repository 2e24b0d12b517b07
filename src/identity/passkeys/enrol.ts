import type { Actor } from '#lib/door'
import type { Reply, Visit } from '#web'
import { deviceWords } from '../account/device.ts'
import { browserOf } from '../browser.ts'
import type { SignInPorts } from '../ports.ts'
import { putQuestion, takeAnswer } from '../questions/questions.ts'
import { recordOwn } from '../staff-session.ts'
import { readCreated } from './answers.ts'
import { askToCreate, verifyCreated } from './ceremony.ts'
import { enrolling, keepPasskey, myPasskeys } from './queries.ts'

/** What to ask the browser of somebody who may add a passkey; nothing where nobody may, or it was asked too often. */
export async function questionToCreate({ db, party }: SignInPorts, visit: Visit, as: Actor): Promise<Reply> {
  const holder = await db.withActor(as, async (tx) => {
    const { staffId, name } = (await enrolling.one(tx))!
    return staffId && { id: staffId, name: name!, known: await myPasskeys(tx) }
  })
  if (!holder || !party) return { kind: 'empty', status: 403 }
  const { actor, cookies } = browserOf(visit)
  const challenge = await db.withActor(actor, (tx) => putQuestion(tx, 'passkey-new'))
  if (!challenge) return { kind: 'empty', status: 429 }
  const known = holder.known.map((each) => ({ ...each, publicKey: Buffer.alloc(0), counter: 0, transports: [] }))
  return { kind: 'json', body: await askToCreate(party, { challenge, holder, known }), cookies }
}

/** Keeps the passkey that a form brings, and tells its owner. Gives whose it is; null when anything is not as it must be. */
export async function enrol({ db, party, tell }: SignInPorts, visit: Visit, as: Actor, text: string) {
  const answer = readCreated(text)
  if (!answer || !party) return null
  const asked = await db.withActor(browserOf(visit).actor, (tx) => takeAnswer(tx, 'passkey-new', answer.challenge))
  const passkey = asked ? await verifyCreated(party, answer) : null
  if (!passkey) return null
  const { credentialId, publicKey, counter, transports } = passkey
  const device = deviceWords(visit.headers['user-agent'])
  return db.withActor(as, async (tx) => {
    const kept = await keepPasskey.one(tx, credentialId, publicKey, counter, transports, device)
    if (!kept?.id || !kept.staffId) return null
    await tell(tx, { kind: 'staff-passkey', subjectId: kept.id, sequence: 0 })
    const { id: objectId, staffId } = kept
    await recordOwn(tx, { verb: 'team.passkey-added', staffId, objectId, requestId: visit.requestId })
    return staffId
  })
}
