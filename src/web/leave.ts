import { forgetClient } from './cookies.ts'
import { goingPage, leavingPage } from './pages/leaving.ts'
import { page, type Route, type Visit } from './route.ts'

/**
 * The way out in a hurry: a page that says what it does, and the press itself. It forgets what the browser carries of
 * ours, lets the browser forget what it kept, and goes on to another site. It does so while the database is away, too.
 */
export const leaveRoutes = ({
  leaveTo,
  signOut = async () => {},
}: {
  leaveTo: string
  /** Ends the session of a client who leaves. Nobody waits for it in vain: what it cannot do, the forgotten cookie does. */
  signOut?: (visit: Visit) => Promise<unknown>
}): Route[] => [
  { method: 'GET', path: '/leave', may: 'anyone', handle: async () => page(leavingPage(leaveTo)) },
  {
    method: 'POST',
    path: '/leave',
    may: 'anyone',
    takes: 'form',
    async handle(visit) {
      await signOut(visit).catch(() => {})
      return {
        ...page(goingPage(leaveTo), { cookies: forgetClient }),
        headers: { 'clear-site-data': '"cache", "storage"', refresh: `0; url=${leaveTo}` },
      }
    },
  },
]
