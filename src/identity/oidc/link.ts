import { seeOther, type Reply, type Visit } from '#web'
import { browserOf } from '../browser.ts'
import type { SignInPorts } from '../ports.ts'
import { refusedSignIn } from '../sign-in-page.ts'
import { arrive, sessionActor } from '../staff-arrival.ts'
import { recordOwn } from '../staff-session.ts'
import type { Somebody } from './provider.ts'
import { keepOidcLink } from './queries.ts'

/** Links somebody at the organisation's sign-in to whoever may add a way in here: by their session, or an invitation. */
export async function linkHere(ports: SignInPorts, visit: Visit, { issuer, subject }: Somebody): Promise<Reply> {
  const session = sessionActor(visit)
  for (const actor of [...(session ? [session] : []), browserOf(visit).actor]) {
    const staffId = await ports.db.withActor(actor, async (tx) => {
      const kept = await keepOidcLink.one(tx, issuer, subject)
      if (!kept?.staffId) return null
      const { requestId } = visit
      await recordOwn(tx, { verb: 'team.link-added', staffId: kept.staffId, objectId: kept.id, requestId })
      if (kept.id) await ports.tell(tx, { kind: 'staff-link', subjectId: kept.id, sequence: 0 })
      return kept.staffId
    })
    if (!staffId) continue
    const { cookie, path } = await arrive(ports.db, visit, { staffId, level: 2 })
    return seeOther(actor === session ? '/team/account' : path, [cookie])
  }
  return refusedSignIn(ports)
}
