import { field, seeOther } from '#web'
import { untilWords } from '#lib/edges'
import type { Topic } from './answers.ts'
import type { journeyRoutes, Tools, Turn } from './context.ts'
import { noticeOf, pauseOfAll } from '../paused.ts'
import { answeredBy } from './offer.ts'
import { readTopic, topicPage } from './pages/topic.ts'
import { serviceOfTopic } from './wish-of.ts'

/** What about: the first question. Another topic is another service, so a time kept for the first is let go. */
export const topicRoutes = ({ get, post }: ReturnType<typeof journeyRoutes>) => [
  get('/book/topic', 'topic', (turn, { show, ports }) => {
    const { again, offer } = turn.visit.query
    const paused = noticeOf(pauseOfAll(ports.availability), turn.visit.now)
    return show(turn, topicPage({ ...model(turn, offer, ports), paused, again: again === 'yes' }))
  }),
  post('/book/topic', 'topic', async (turn, { show, next, settle, ports }) => {
    const read = readTopic(field(turn.visit, 'topic'))
    const offer = field(turn.visit, 'offer')
    if ('errors' in read)
      return show(turn, topicPage({ ...model(turn, offer, ports), errors: read.errors }), { status: 422 })
    if ('elsewhere' in read) return seeOther(read.elsewhere)
    const known = answeredBy(offer)
    const answers = { ...turn.answers, ...(known.topic === read.topic ? known : {}), topic: read.topic }
    return next(turn, 'topic', await settle(turn, answers))
  }),
]

/** The topic of the offer that somebody comes from, else what they answered before. */
const model = ({ answers, visit }: Turn, offer: string | undefined, { availability }: Tools['ports']) => {
  const { topic } = answeredBy(offer)
  const pausedUntil = (one: Topic) => {
    // The offer that somebody comes from may be open where its topic's general service is not.
    const key = offer !== undefined && one === topic ? offer : serviceOfTopic(one)
    const pause = availability.paused(key)
    return pause?.serviceKey ? untilWords(pause.endsAt, visit.now) : null
  }
  return { answers: topic ? { ...answers, topic } : answers, offer: topic && offer, pausedUntil }
}
