import { field, fields } from '#web'
import { modesWith } from './coaches-of.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { howPage, readHow } from './pages/how.ts'

/** How to talk, and what would make it easier. Both change which times exist, so they are asked before times. */
export const howRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/how', 'how', (turn, tools) => tools.show(turn, howPage(model(turn, tools)))),
  post(
    '/book/how',
    'how',
    async (turn, tools) => {
      const asked = model(turn, tools)
      const read = readHow(field(turn.visit, 'mode'), fields(turn.visit, 'adjustments'), asked.modes)
      if ('errors' in read) {
        const answers = { ...turn.answers, adjustments: read.adjustments }
        return tools.show(turn, howPage({ ...asked, answers, errors: read.errors }), { status: 422 })
      }
      return tools.next(turn, 'how', await tools.settle(turn, { ...turn.answers, ...read }))
    },
    ({ visit }) => {
      const read = readHow(field(visit, 'mode'), fields(visit, 'adjustments'), ['video', 'phone'])
      return 'errors' in read ? { adjustments: read.adjustments } : read
    },
  ),
]

function model({ answers, wish }: Turn, { ports }: Tools) {
  const { interpreterNoticeHours, longerMinutes } = wish?.service ?? ports.availability.services()[0]!
  return { answers, modes: wish ? modesWith(ports.availability, wish) : [], interpreterNoticeHours, longerMinutes }
}
