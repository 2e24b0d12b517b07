import { html, type SafeHtml } from '#lib/html'
import { insetText, radios } from '#nhsuk'
import { answersMinutes, type Answers, type Topic } from '../answers.ts'
import { topicWords } from '../words.ts'
import { headingLegend, question, type Errors } from './question.ts'

const title = 'What would you like to talk about?'
const goneWords = `We kept your answers for ${answersMinutes} minutes. Please go through the questions again: what you sent last is still there, and you can change it.`

export type TopicPage = {
  answers: Answers
  /** Whether answers were there and were kept no longer. */
  again?: boolean
  /** What is said while no new booking is taken at all. */
  paused?: SafeHtml | undefined
  /** Until when a topic's service takes no new booking while others do, in words; null where it does. */
  pausedUntil: (topic: Topic) => string | null
  /** The offer from whose page somebody comes. */
  offer?: string | undefined
  errors?: Errors
}

export const topicPage = ({ answers, again = false, paused, pausedUntil, offer, errors = {} }: TopicPage) => {
  const item = (value: Topic, hint?: string) => {
    const until = pausedUntil(value)
    const said = until === null ? hint : `New bookings are paused until ${until}`
    return { value, text: topicWords[value], ...(said === undefined ? {} : { hint: { text: said } }) }
  }
  return question({
    title,
    action: '/book/topic',
    back: offer ? `/offers/${offer}` : '/',
    errors,
    body: html`${paused} ${again && insetText({ text: goneWords })}
      ${offer && html`<input type="hidden" name="offer" value="${offer}">`}
      ${radios({
        idPrefix: 'topic',
        name: 'topic',
        fieldset: headingLegend(title),
        value: answers.topic ?? '',
        errorMessage: errors['topic'],
        items: [
          item('wellbeing'),
          item('career'),
          item('leading'),
          { value: 'group', text: 'I would like to join a group' },
          item('unsure', 'A coach will help you choose'),
        ],
      })}`,
  })
}

/** Reads the answer: a topic, the groups page, or what is wrong. */
export function readTopic(value: string): { topic: Topic } | { elsewhere: string } | { errors: Errors } {
  if (value === 'group') return { elsewhere: '/offers/lay-too-group' }
  return Object.hasOwn(topicWords, value)
    ? { topic: value as Topic }
    : { errors: { topic: 'Select what you would like to talk about' } }
}
