import { holding } from '#lib/door'
import { feedOwner } from '#coaches'
import { busyFeed } from '#notifications'
import { NotFound, type Route } from '#web'
import type { RoomPorts } from './ports.ts'
import { busyOfFeed } from './team/queries.ts'

/** A coach's own calendar feed: busy blocks and nothing of who or what. */
export const feedRoute = ({ db }: RoomPorts): Route => ({
  method: 'GET',
  path: '/calendars/:file',
  may: 'anyone',
  handle: async ({ params, now }) => {
    const [token = '', end] = (params['file'] ?? '').split('.')
    if (end !== 'ics') throw new NotFound()
    if (!/^[\w-]{20,100}$/.test(token)) throw new NotFound()
    const body = await db.withActor(holding(`feed:${token}`), async (tx) => {
      if (!(await feedOwner(tx, token))) throw new NotFound()
      return busyFeed(await busyOfFeed(tx, now.subtract({ hours: 24 * 7 })), now)
    })
    return { kind: 'file', type: 'text/calendar; charset=utf-8', body, name: 'busy.ics' }
  },
})
