import { radios } from '#nhsuk'
import type { Answers, Topic } from '../answers.ts'
import { topicWords } from '../words.ts'
import { headingLegend, question, type Errors } from './question.ts'

const title = 'What would you like to talk about?'

export const topicPage = ({ answers, errors = {} }: { answers: Answers; errors?: Errors }) =>
  question({
    title,
    action: '/book/topic',
    back: '/',
    errors,
    body: radios({
      idPrefix: 'topic',
      name: 'topic',
      fieldset: headingLegend(title),
      value: answers.topic ?? '',
      errorMessage: errors['topic'],
      items: [
        { value: 'wellbeing', text: topicWords.wellbeing },
        { value: 'career', text: topicWords.career },
        { value: 'leading', text: topicWords.leading },
        { value: 'group', text: 'I would like to join a group' },
        { value: 'unsure', text: 'I am not sure', hint: { text: 'A coach will help you choose' } },
      ],
    }),
  })

/** Reads the answer: a topic, the groups page, or what is wrong. */
export function readTopic(value: string): { topic: Topic } | { elsewhere: string } | { errors: Errors } {
  if (value === 'group') return { elsewhere: '/offers/lay-too-group' }
  if (value === 'unsure') return { topic: 'wellbeing' }
  return Object.hasOwn(topicWords, value)
    ? { topic: value as Topic }
    : { errors: { topic: 'Select what you would like to talk about' } }
}
