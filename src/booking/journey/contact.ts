import { looksLikeWork } from '#identity'
import { field } from '#web'
import type { Answers } from './answers.ts'
import type { journeyRoutes, Turn } from './context.ts'
import { contactPage, readContact, type Typed } from './pages/contact.ts'
import { workAddressPage } from './pages/work-address.ts'

/** Where to send the details. An address that looks like work is asked about once. */
export const contactRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/contact', 'contact', (turn, { show, ports }) => {
    const { name = '', email = '', phone = '' } = turn.answers
    return show(
      turn,
      contactPage({ typed: { name, email, phone }, mode: turn.wish!.mode, textSender: ports.textSender }),
    )
  }),
  post('/book/contact', 'contact', (turn, { show, go, next, ports }) => {
    const typed: Typed = {
      name: field(turn.visit, 'name'),
      email: field(turn.visit, 'email'),
      phone: field(turn.visit, 'phone'),
    }
    const mode = turn.wish!.mode
    const read = readContact(typed, mode, ports.textSender)
    if ('errors' in read)
      return show(turn, contactPage({ typed, mode, textSender: ports.textSender, errors: read.errors }), {
        status: 422,
      })
    const answers = withContact(turn, read)
    if (read.email && looksLikeWork(read.email) && answers.workAddressSeen !== read.email)
      return go(turn, '/book/work-address', answers)
    return next(turn, 'contact', answers)
  }),
  get('/book/work-address', 'contact', (turn, { show, go }) =>
    turn.answers.email ? show(turn, workAddressPage({ email: turn.answers.email })) : go(turn, '/book/contact'),
  ),
  post('/book/work-address', 'contact', (turn, { go, next }) => {
    const { email, ...rest } = turn.answers
    if (!email || field(turn.visit, 'choice') !== 'carry-on') return go(turn, '/book/contact', rest)
    return next(turn, 'contact', { ...turn.answers, workAddressSeen: email })
  }),
]

function withContact({ answers }: Turn, read: Pick<Answers, 'name' | 'email' | 'phone'>): Answers {
  const { name: _name, email: _email, phone: _phone, ...rest } = answers
  return { ...rest, ...read }
}
