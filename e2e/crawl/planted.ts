import { createMetrics, openLog } from '#web'
import { inMessages, nothingIn } from './channels.ts'
import type { Crawl } from './crawl.ts'
import type { Row } from './oracle.ts'
import { clients, coaches } from './people.ts'
import { inAnswers } from './planted-in-answers.ts'
import { kept, throughTheDoors } from './planted-in-database.ts'
import type { Leak } from './walk.ts'

/** A leak that no product has, where it is looked for, and whose data of which kind it must be found to show. */
export type Planted = { what: string; client: string; row: Row; find: (crawl: Crawl) => Promise<Leak[]> }

const contact: Row = 'client name and contact'
const a = clients[0]!

const elsewhere: Planted[] = [
  {
    what: 'a name in a line of the log',
    client: 'a',
    row: contact,
    find: async ({ search }) => {
      const lines: string[] = []
      openLog({ write: (line) => lines.push(line) }).info('booked', { kind: a.name })
      return nothingIn(search, lines.join(''), 'the log')
    },
  },
  {
    what: 'a number in a coach’s mail',
    client: 'a',
    row: contact,
    find: async ({ world, search }) => {
      const messages = await world.outbox()
      return inMessages(
        search,
        messages.map((one) => (one.to.startsWith(coaches[0]) ? { ...one, text: `${one.text}\nRing ${a.phone}` } : one)),
      )
    },
  },
  {
    what: 'somebody else in a calendar’s summary',
    client: 'd',
    row: contact,
    find: async ({ world, search }) => {
      const messages = await world.outbox()
      const ics = `BEGIN:VEVENT\r\nSUMMARY:Talk with ${clients[3]!.name.slice(0, 5)}\r\n ${clients[3]!.name.slice(5)}\r\n`
      return inMessages(
        search,
        messages.map((one) => (one.to === a.email ? { ...one, ics } : one)),
      )
    },
  },
  {
    what: 'an address as a label of the metrics',
    client: 'c',
    row: contact,
    find: async ({ search }) => {
      const metrics = createMetrics()
      metrics.observe({ method: 'GET', route: `/x/${clients[2]!.email}`, status: 200, seconds: 0.1 })
      return nothingIn(search, metrics.text(), 'the metrics')
    },
  },
]

/** Every one of them, each looked for on the routes and in the ways that it touches. */
export const planted: readonly Planted[] = [...inAnswers, ...elsewhere, ...throughTheDoors]
export const plantedLast: readonly Planted[] = kept
