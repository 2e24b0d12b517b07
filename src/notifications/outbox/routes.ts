import { demonstrator, type Db } from '#lib/door'
import { programmeZone } from '#lib/time'
import { NotFound, page, type Route } from '#web'
import { capturedMessage, capturedMessages } from '../queries.ts'
import { outboxPage, type Captured, type Leaves } from './page.ts'
import { openCaptured, sentIndex } from './sealed.ts'

type Row = NonNullable<Awaited<ReturnType<typeof capturedMessage.one>>>

/** The demonstration's outbox: a page, the same as JSON, and each calendar entry as a file. */
export function outboxRoutes({ db, leaves, outboxKey }: { db: Db; leaves: Leaves; outboxKey: Buffer }): Route[] {
  const opened = ({ id, at, messageId, channel, sealed }: Row): Captured => {
    const { headers: _, ...kept } = openCaptured(outboxKey, messageId, sealed)
    return { id, at, channel: channel as Captured['channel'], ...kept }
  }
  const messagesTo = async (said: string | undefined) => {
    const to = said?.trim() ?? ''
    const index = to === '' ? null : sentIndex(outboxKey, to)
    return (await db.withActor(demonstrator, (tx) => capturedMessages(tx, index))).map(opened)
  }
  return [
    {
      method: 'GET',
      path: '/dev/outbox',
      may: 'demo',
      handle: async ({ query }) =>
        page(
          outboxPage({
            messages: (await messagesTo(query['to'])).slice(0, 100),
            to: query['to']?.trim() ?? '',
            leaves,
          }),
        ),
    },
    {
      method: 'GET',
      path: '/dev/outbox.json',
      may: 'demo',
      handle: async ({ query }) => ({
        kind: 'json',
        body: { messages: (await messagesTo(query['to'])).map(asJson) },
      }),
    },
    {
      method: 'GET',
      path: '/dev/outbox/:id/appointment.ics',
      may: 'demo',
      handle: async ({ params }) => {
        const id = /^\d{1,15}$/.test(params['id'] ?? '') ? Number(params['id']) : null
        const found = id === null ? undefined : await db.withActor(demonstrator, (tx) => capturedMessage.one(tx, id))
        const ics = found && opened(found).ics
        if (!ics) throw new NotFound()
        return { kind: 'file', body: ics, type: 'text/calendar; charset=utf-8', name: 'appointment.ics' }
      },
    },
  ]
}

const asJson = ({ id, at, ...rest }: Captured) => ({
  id: String(id),
  at: at.toZonedDateTimeISO(programmeZone).toString({ timeZoneName: 'never', smallestUnit: 'millisecond' }),
  ...rest,
})
