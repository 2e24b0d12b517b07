import { holding, signedIn, type Db } from '#lib/door'
import type { Guard } from '#web'
import { isToken } from '../staff-session.ts'
import { clientSeen, youCookie } from './session.ts'

/** Lets in a client who is signed in; where a code is not enough, one who gave a passkey or passphrase a short while ago. */
export const clientGuard =
  (db: Db): Guard =>
  async ({ cookies }, level = 'strong') => {
    const token = cookies[youCookie]
    if (!isToken(token)) return 'client-sign-in'
    const seen = await db.withActor(holding(`session:${token}`), clientSeen)
    if (!seen) return 'client-sign-in'
    if (level === 'strong' && seen.level < 2) return 'client-step-up'
    const actor = signedIn({ role: 'lay_client', token, account: seen.id })
    return { kind: 'client', id: seen.id, actor, level: seen.level === 2 ? 'strong' : 'code' }
  }
