import { field, fields } from '#web'
import type { journeyRoutes, Turn } from './context.ts'
import { howPage, readHow } from './pages/how.ts'
import { withoutTime } from './topic.ts'

/** How to talk, and what would make it easier. Both change which times exist, so they are asked before times. */
export const howRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/how', 'how', (turn, { show }) => show(turn, howPage(model(turn)))),
  post('/book/how', 'how', (turn, { show, next }) => {
    const { modes } = model(turn)
    const read = readHow(field(turn.visit, 'mode'), fields(turn.visit, 'adjustments'), modes)
    if ('errors' in read) {
      const answers = { ...turn.answers, adjustments: read.adjustments }
      return show(turn, howPage({ ...model(turn), answers, errors: read.errors }), { status: 422 })
    }
    const { mode, adjustments = [] } = turn.answers
    const same = mode === read.mode && adjustments.join() === read.adjustments.join()
    return next(turn, 'how', { ...(same ? turn.answers : withoutTime(turn.answers)), ...read })
  }),
]

const model = ({ answers, wish }: Turn) => ({
  answers,
  modes: wish?.service.modes ?? [],
  interpreterNoticeHours: wish?.service.interpreterNoticeHours ?? 48,
})
