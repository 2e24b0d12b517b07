/** What there is to do, in the order in which a list shows the kinds. */
export const taskKinds = [
  'call',
  're-home',
  'interpreter',
  'interpreter-off',
  'hand-over',
  'bounce',
  'coach-bounce',
  'outcome',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** How a task came out. */
export const outcomes = ['reached', 'message-left', 'no-answer', 'arranged', 'cannot', 'done', 'not-needed'] as const
export type Outcome = (typeof outcomes)[number]

const spoken: readonly Outcome[] = ['reached', 'message-left', 'no-answer', 'not-needed']
const ofKind: Partial<Record<TaskKind, readonly Outcome[]>> = {
  call: spoken,
  bounce: spoken,
  'coach-bounce': spoken,
  interpreter: ['arranged', 'cannot', 'not-needed'],
}

/** The outcomes that a kind of task can have. */
export const outcomesOf = (kind: TaskKind): readonly Outcome[] => ofKind[kind] ?? ['done', 'not-needed']

/** What has to be done next, and how soon, where something came out so; null where that is the end of it. */
export const nextAfter = (kind: TaskKind, outcome: Outcome): { kind: TaskKind; hours: number } | null =>
  kind === 'interpreter' && outcome === 'cannot' ? { kind: 'call', hours: 1 } : null

const kindNames: Record<TaskKind, string> = {
  call: 'Call',
  're-home': 'Find another coach or time',
  interpreter: 'Find an interpreter',
  'interpreter-off': 'Tell the interpreter that it is off',
  'hand-over': 'Hand over: their coach has left',
  bounce: 'A message did not arrive',
  'coach-bounce': 'A message to the coach did not arrive',
  outcome: 'Say how it came out',
}
const outcomeNames: Record<Outcome, string> = {
  reached: 'I reached them',
  'message-left': 'I left a message',
  'no-answer': 'No answer',
  arranged: 'An interpreter is arranged',
  cannot: 'No interpreter can be had: call them',
  done: 'Done',
  'not-needed': 'No longer needed',
}

export const kindWords = (kind: TaskKind): string => kindNames[kind]
export const outcomeWords = (outcome: Outcome): string => outcomeNames[outcome]
export const isOutcome = (kind: TaskKind, text: string): text is Outcome => outcomesOf(kind).some((one) => one === text)
