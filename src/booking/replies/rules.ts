/** What a text asks for by itself, or that a person has to read it. */
export type ReplyKind = 'stop' | 'move' | 'words'

/** Only the word alone acts, in whatever letters: “stop please” is for somebody to read. */
export function kindOf(words: string): ReplyKind {
  const word = words
    .trim()
    .replace(/[.!]+$/, '')
    .trim()
    .toUpperCase()
  if (word === 'STOP' || word === 'END' || word === 'UNSUBSCRIBE') return 'stop'
  return word === 'MOVE' ? 'move' : 'words'
}

/** How it came out. */
export const replyOutcomes = ['answered', 'called', 'not-needed'] as const
export type ReplyOutcome = (typeof replyOutcomes)[number]
const names: Record<ReplyOutcome, string> = {
  answered: 'I wrote back',
  called: 'I called',
  'not-needed': 'Nothing to do',
}
export const replyOutcomeWords = (outcome: ReplyOutcome): string => names[outcome]
export const isReplyOutcome = (text: string): text is ReplyOutcome => replyOutcomes.some((one) => one === text)
