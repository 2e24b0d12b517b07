import { field, seeOther } from '#web'
import type { Answers } from './answers.ts'
import type { journeyRoutes } from './context.ts'
import { readTopic, topicPage } from './pages/topic.ts'

type Make = ReturnType<typeof journeyRoutes>

/** What about: the first question. Another topic is another service, so a time kept for the first is let go. */
export const topicRoutes = ({ get, post }: Make) => [
  get('/book/topic', 'topic', (turn, { show }) => show(turn, topicPage({ answers: turn.answers }))),
  post('/book/topic', 'topic', (turn, { show, next }) => {
    const read = readTopic(field(turn.visit, 'topic'))
    if ('errors' in read) return show(turn, topicPage({ answers: turn.answers, errors: read.errors }), { status: 422 })
    if ('elsewhere' in read) return seeOther(read.elsewhere)
    const changed = turn.answers.topic === read.topic ? turn.answers : withoutTime(turn.answers)
    return next(turn, 'topic', { ...changed, topic: read.topic })
  }),
]

/** Answers without the time that was kept: something that decides the times has changed. */
export function withoutTime(answers: Answers): Answers {
  const { holdId: _hold, startsAt: _start, heldUntil: _until, recorded: _recorded, ...rest } = answers
  return rest
}
