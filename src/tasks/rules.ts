/** What there is to do, in the order in which a list shows the kinds. */
export const taskKinds = ['call', 're-home', 'interpreter', 'hand-over', 'bounce', 'outcome'] as const
export type TaskKind = (typeof taskKinds)[number]

/** How a task came out. */
export const outcomes = ['reached', 'message-left', 'no-answer', 'done', 'not-needed'] as const
export type Outcome = (typeof outcomes)[number]

/** The outcomes that a kind of task can have. */
export const outcomesOf = (kind: TaskKind): readonly Outcome[] =>
  kind === 'call' || kind === 'bounce' ? ['reached', 'message-left', 'no-answer', 'not-needed'] : ['done', 'not-needed']

const kindNames: Record<TaskKind, string> = {
  call: 'Call',
  're-home': 'Find another coach or time',
  interpreter: 'Find an interpreter',
  'hand-over': 'Hand over',
  bounce: 'A message did not arrive',
  outcome: 'Say how it came out',
}
const outcomeNames: Record<Outcome, string> = {
  reached: 'I reached them',
  'message-left': 'I left a message',
  'no-answer': 'No answer',
  done: 'Done',
  'not-needed': 'No longer needed',
}

export const kindWords = (kind: TaskKind): string => kindNames[kind]
export const outcomeWords = (outcome: Outcome): string => outcomeNames[outcome]
export const isOutcome = (kind: TaskKind, text: string): text is Outcome => outcomesOf(kind).some((one) => one === text)
