import { anyone, holding, type Actor, type Db } from '#lib/door'
import type { Cookie, Visit } from '#web'
import { deviceWords } from './account/device.ts'
import { browserOf } from './browser.ts'
import { grantBrowser } from './grants.ts'
import { landingOf } from './team-pages.ts'
import { endStaffSession, isToken, staffSeen, startStaffSession, teamCookie, type Level } from './staff-session.ts'

/** The session that a browser brings, as what its transactions claim; null without one. */
export function sessionActor({ cookies }: Pick<Visit, 'cookies'>): Actor | null {
  const token = cookies[teamCookie]
  return isToken(token) ? holding(`session:${token}`) : null
}

/** Ends the session that this browser has, where it has one. Gives the cookie that forgets it. */
export async function endBefore(db: Db, visit: Visit): Promise<Cookie> {
  const token = visit.cookies[teamCookie]
  if (isToken(token))
    await db.withActor(holding(`session:${token}`), (tx) => endStaffSession(tx, token, visit.requestId))
  return { name: teamCookie, value: null }
}

/**
 * Somebody has proved who they are: the session that their browser had is gone, and a new one has a token that nobody
 * has seen. Gives the cookie, and where they go first.
 */
export async function arrive(
  db: Db,
  visit: Visit,
  { staffId, level }: { staffId: string; level: Level },
): Promise<{ cookie: Cookie; path: string }> {
  const device = deviceWords(visit.headers['user-agent'])
  const cookie = await db.withActor(anyone, (tx) =>
    startStaffSession(tx, staffId, { requestId: visit.requestId, level, device }),
  )
  await endBefore(db, visit)
  await remember(db, visit, staffId)
  const seen = await db.withActor(holding(`session:${cookie.value}`), staffSeen)
  return { cookie, path: landingOf(seen?.roles ?? []) }
}

const knownDays = 60

/** From now on strangers who ask for codes under this address leave this browser its own. */
async function remember(db: Db, visit: Visit, staffId: string): Promise<void> {
  const { hash, actor, cookies } = browserOf(visit)
  const until = visit.now.add({ hours: 24 * knownDays })
  if (cookies.length === 0) await db.withActor(actor, (tx) => grantBrowser(tx, staffId, hash, until))
}
