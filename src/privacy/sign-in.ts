import { holding } from '#lib/door'
import { isToken, signClientOut, signInByCode, youCookie } from '#identity'
import { page, seeOther, type Cookie, type Reply, type Route, type Visit } from '#web'
import { askForCode, enterCode, type Way } from './ask-code.ts'
import { codePage, contactPage, withPasskey } from './pages/code.ts'
import { signInWay } from './pages/words.ts'
import type { PrivacyPorts } from './ports.ts'

const way: Way = signInWay
const powers = ['publickey-credentials-get'] as const

/** Signing in by a code, and out. */
export const signInRoutes = (ports: PrivacyPorts): Route[] => [
  { method: 'GET', path: '/you/sign-in', may: 'anyone', powers, handle: async () => signInPage(ports, {}) },
  {
    method: 'POST',
    path: '/you/sign-in',
    may: 'anyone',
    takes: 'form',
    powers,
    handle: (visit) => askForCode(ports, visit, way),
  },
  { method: 'GET', path: '/you/sign-in/code', may: 'anyone', handle: async () => page(codePage(way.code)) },
  {
    method: 'POST',
    path: '/you/sign-in/code',
    may: 'anyone',
    takes: 'form',
    handle: (visit) =>
      enterCode(visit, way, async (given) => {
        const { actor } = given.browser
        const cookie = await ports.db.withActor(actor, (tx) => signInByCode(tx, ports, given))
        if (!cookie) return null
        await endBefore(ports, visit)
        return seeOther('/you', [cookie])
      }),
  },
  {
    method: 'POST',
    path: '/you/sign-out',
    may: 'anyone',
    takes: 'form',
    handle: async (visit) => seeOther('/you/sign-in', [await endBefore(ports, visit)]),
  },
]

/** The page of the way in, with a passkey where this address can have one. */
const signInPage = ({ party }: PrivacyPorts, { error, status = 200 }: { error?: string; status?: number }): Reply =>
  page(contactPage({ ...way.contact, error, after: party && withPasskey() }), { status })

/** One answer for whatever was not right about a passkey. */
export const refused = (ports: PrivacyPorts): Reply =>
  signInPage(ports, { error: 'That did not work. Ask for a code, or try again', status: 422 })

/** Ends the session that this browser has, where it has one. Gives the cookie that forgets it. */
export async function endBefore({ db }: Pick<PrivacyPorts, 'db'>, { cookies, requestId }: Visit): Promise<Cookie> {
  const token = cookies[youCookie]
  if (isToken(token))
    await db.withActor(holding(`session:${token}`), (tx) => signClientOut(tx, { everywhere: false, requestId }))
  return { name: youCookie, value: null }
}
