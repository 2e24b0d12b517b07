import type { Db } from '#lib/door'
import type { Cookie, Visit } from '#web'
import { deviceWords } from '../account/device.ts'
import { browserOf, type Browser } from '../browser.ts'
import { readCreated, readUsed } from '../passkeys/answers.ts'
import { askToCreate, askToUse, verifyCreated, verifyUsed } from '../passkeys/ceremony.ts'
import type { Party } from '../passkeys/party.ts'
import { mayAskAgain } from '../questions/network.ts'
import { putQuestion, takeAnswer } from '../questions/questions.ts'
import { changeOrWait, type Asking, type Changed } from './change.ts'
import { keepPasskey, myPasskeys, passkeyNamed } from './queries.ts'
import { recordAct, startStrongSession } from './session.ts'

/** The name under which a device lists a client's passkey: whoever looks at the device learns nothing. */
const holderName = 'Your pages'

/** What to ask the browser of a client who adds a passkey; null where it was asked too often. */
export async function questionToAdd({ db, actor }: Pick<Asking, 'db' | 'actor'>, party: Party, browser: Browser) {
  const known = await db.withActor(actor, (tx) => myPasskeys(tx))
  const challenge = await db.withActor(browser.actor, (tx) => putQuestion(tx, 'passkey-new'))
  if (!challenge) return null
  const holder = { id: actor.account!, name: holderName }
  const without = known.map((each) => ({ ...each, publicKey: Buffer.alloc(0), counter: 0, transports: [] }))
  return askToCreate(party, { challenge, holder, known: without })
}

/** Adds the passkey that a form brings; null when anything is not as it must be. */
export async function addPasskey(asking: Asking, party: Party, visit: Visit, text: string): Promise<Changed | null> {
  const answer = readCreated(text)
  if (!answer) return null
  const { actor } = browserOf(visit)
  const asked = await asking.db.withActor(actor, (tx) => takeAnswer(tx, 'passkey-new', answer.challenge))
  const made = asked ? await verifyCreated(party, answer) : null
  if (!made) return null
  const device = deviceWords(visit.headers['user-agent'])
  const { credentialId, publicKey, counter } = made
  const passkey = {
    credentialId: credentialId.toString('base64'),
    publicKey: publicKey.toString('base64'),
    counter,
    device,
  }
  return changeOrWait(asking, { kind: 'passkey', passkey }, (tx) =>
    keepPasskey(tx, credentialId, publicKey, counter, device),
  )
}

/** What to ask a browser that is to prove a passkey; null where it, or its network, was asked too often. */
export async function questionToProve(
  db: Db,
  codeKey: Buffer,
  party: Party,
  { browser, address }: { browser: Browser; address: string },
) {
  const challenge = await db.withActor(browser.actor, async (tx) => {
    const few = await mayAskAgain(tx, codeKey, { what: 'question', address })
    return few ? putQuestion(tx, 'passkey-use') : null
  })
  return challenge && askToUse(party, { challenge })
}

/** Signs in, at the higher level, whoever's passkey the text proves; null for anything that is not as it must be. */
export async function signInByPasskey(db: Db, party: Party, visit: Visit, text: string): Promise<Cookie | null> {
  const answer = readUsed(text)
  if (!answer) return null
  const { actor } = browserOf(visit)
  const credentialId = Buffer.from(answer.credentialId, 'base64url')
  const known = await db.withActor(actor, async (tx) => {
    // Used up first, and for good: a question is answered once, rightly or not.
    const asked = await takeAnswer(tx, 'passkey-use', answer.challenge)
    const found = await passkeyNamed.one(tx, credentialId)
    return asked && found?.id ? { ...found, id: found.id } : null
  })
  if (!known) return null
  const { id, clientId, publicKey, counter } = known
  const passkey = { credentialId, publicKey: publicKey!, counter: counter!, transports: [] }
  const next = await verifyUsed(party, answer, passkey)
  const from = { requestId: visit.requestId, device: deviceWords(visit.headers['user-agent']) }
  return db.withActor(actor, async (tx) => {
    const cookie = next === null ? null : await startStrongSession(tx, { passkeyId: id, counter: next }, from)
    if (!cookie) await recordAct(tx, 'client.passkey-refused', clientId!, visit.requestId)
    return cookie
  })
}
