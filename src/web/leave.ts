import { forgetClient } from './cookies.ts'
import { goingPage, leavingPage } from './pages/leaving.ts'
import { page, type Route } from './route.ts'

/**
 * The way out in a hurry: a page that says what it does, and the press itself. It forgets what the browser carries of
 * ours, lets the browser forget what it kept, and goes on to another site. The press is answered without the database,
 * so it works when nothing else does.
 */
export const leaveRoutes = ({ leaveTo }: { leaveTo: string }): Route[] => [
  { method: 'GET', path: '/leave', may: 'anyone', handle: async () => page(leavingPage(leaveTo)) },
  {
    method: 'POST',
    path: '/leave',
    may: 'anyone',
    takes: 'form',
    handle: async () => ({
      ...page(goingPage(leaveTo), { cookies: forgetClient }),
      headers: { 'clear-site-data': '"cache", "storage"', refresh: `0; url=${leaveTo}` },
    }),
  },
]
