/** What a text asks for by itself, or that a person has to read it. */
export type ReplyKind = 'stop' | 'move' | 'words'

/** Only the word alone acts, in whatever letters: “stop please” is for somebody to read. The first words of a mail are all that its writer wrote. */
export function kindOf(words: string): ReplyKind {
  const word = words
    .trim()
    .replace(/[.!]+$/, '')
    .trim()
    .toUpperCase()
  if (word === 'STOP' || word === 'END' || word === 'UNSUBSCRIBE') return 'stop'
  return word === 'MOVE' ? 'move' : 'words'
}

/** How it came out, as operations say; `seen`: by whoever had the duty. */
export const replyOutcomes = ['answered', 'called', 'not-needed'] as const
export type ReplyOutcome = (typeof replyOutcomes)[number] | 'seen'
const names: Record<ReplyOutcome, string> = {
  answered: 'I wrote back',
  called: 'I called',
  'not-needed': 'Nothing to do',
  seen: 'Seen to on duty',
}
export const replyOutcomeWords = (outcome: ReplyOutcome): string => names[outcome]
export const isReplyOutcome = (text: string): text is (typeof replyOutcomes)[number] =>
  replyOutcomes.some((one) => one === text)
