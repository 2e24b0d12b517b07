import { clientSessions, signClientOut, youCookie } from '#identity'
import { page, seeOther, type Route } from '#web'
import { signInsPage } from './pages/sign-ins.ts'
import type { PrivacyPorts } from './ports.ts'

/** Where somebody is signed in, and ending all of it. */
export const signInsRoutes = ({ db }: PrivacyPorts): Route[] => [
  {
    method: 'GET',
    path: '/you/sign-ins',
    may: 'client',
    level: 'code',
    handle: async ({ viewer }) =>
      page(signInsPage({ sessions: await db.withActor(viewer.actor, (tx) => clientSessions(tx)) })),
  },
  {
    method: 'POST',
    path: '/you/sign-ins/end',
    may: 'client',
    level: 'code',
    takes: 'form',
    handle: async ({ viewer, requestId }) => {
      await db.withActor(viewer.actor, (tx) => signClientOut(tx, { everywhere: true, requestId }))
      return seeOther('/you/sign-in', [{ name: youCookie, value: null }])
    },
  },
]
