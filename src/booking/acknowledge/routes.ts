import { page, seeOther, type Reply, type Route } from '#web'
import type { RoomPorts } from '../ports.ts'
import { acknowledgeWith, sessionByToken } from './acknowledge.ts'
import { askPage, letGoPage, nothingPage, thanksPage } from './pages.ts'

/**
 * The page that the link in a coach's message leads to. Opening it changes nothing, so it does not matter who or what opens links
 * first; its one button acknowledges one session. A token that is wrong, over, somebody else's by now or used is answered
 * alike.
 */
export const acknowledgeRoutes = (ports: Pick<RoomPorts, 'db' | 'phone' | 'dutyPhone'>): Route[] => [
  {
    method: 'GET',
    path: '/acknowledge/thank-you',
    may: 'anyone',
    handle: async () => page(thanksPage()),
  },
  {
    method: 'GET',
    path: '/acknowledge/:token',
    may: 'anyone',
    handle: async ({ params }) => {
      const token = params['token'] ?? ''
      const session = await sessionByToken(ports, token)
      const phone = ports.phone() ?? ports.dutyPhone()
      if (session?.letGo) return page(letGoPage())
      return session ? page(askPage({ ...session, token, phone })) : nothing()
    },
  },
  {
    method: 'POST',
    path: '/acknowledge/:token',
    may: 'anyone',
    takes: 'form',
    handle: async ({ params, requestId }) => {
      const token = params['token'] ?? ''
      if (await acknowledgeWith(ports, token, requestId)) return seeOther('/acknowledge/thank-you')
      return (await sessionByToken(ports, token))?.letGo ? page(letGoPage(), { status: 409 }) : nothing()
    },
  },
]

const nothing = (): Reply => page(nothingPage(), { status: 404 })
