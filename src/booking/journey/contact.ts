import { field, fields, type Visit } from '#web'
import type { Answers } from './answers.ts'
import { asksAboutWork, readContact, soundParts, typedOf, waysOf, type Contact, type Typed } from './contact-rules.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { contactPage } from './pages/contact.ts'
import { workAddressPage } from './pages/work-address.ts'
import { keptOf } from './time.ts'

/** Where to send the details. An address that looks like work is asked about once. */
export const contactRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/contact', 'contact', (turn, tools) =>
    tools.show(turn, contactPage({ ...frame(turn, tools), typed: typedOf(turn.answers, turn.wish!.mode) })),
  ),
  post(
    '/book/contact',
    'contact',
    (turn, tools) => {
      const { mode } = turn.wish!
      const typed = typedIn(turn.visit)
      const read = readContact(typed, mode, tools.ports.textSender)
      if ('errors' in read) {
        const again = { ...typed, by: typed.by.length > 0 ? typed.by : waysOf(typed, mode) }
        return tools.show(turn, contactPage({ ...frame(turn, tools), typed: again, errors: read.errors }), {
          status: 422,
        })
      }
      const answers = withContact(turn, read)
      if (asksAboutWork(read.email, answers.workAddressSeen)) return tools.go(turn, '/book/work-address', answers)
      return tools.next(turn, 'contact', answers)
    },
    ({ visit }) => soundParts(typedIn(visit)),
  ),
  get('/book/work-address', 'contact', (turn, tools) => {
    const { email } = turn.answers
    return email
      ? tools.show(turn, workAddressPage({ email, kept: keptOf(turn, tools.ports) }))
      : tools.go(turn, '/book/contact')
  }),
  post('/book/work-address', 'contact', (turn, { go, next }) => {
    const { email, ...rest } = turn.answers
    if (!email || field(turn.visit, 'choice') !== 'carry-on') return go(turn, '/book/contact', rest)
    return next(turn, 'contact', { ...turn.answers, workAddressSeen: email })
  }),
]

/** What a form of contacts says. */
export const typedIn = (visit: Visit): Typed => ({
  name: field(visit, 'name'),
  email: field(visit, 'email'),
  phone: field(visit, 'phone'),
  by: fields(visit, 'by'),
  anyTime: field(visit, 'any-time') === 'yes',
})

const frame = (turn: Turn, { ports }: Tools) => ({
  mode: turn.wish!.mode,
  textSender: ports.textSender,
  phoneLine: ports.phone(),
  kept: keptOf(turn, ports),
})

function withContact({ answers }: Turn, read: Contact): Answers {
  const { name: _n, email: _e, phone: _p, channel: _c, anyTime: _any, textsToo: _too, ...rest } = answers
  return { ...rest, ...read }
}
