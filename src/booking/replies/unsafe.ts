/**
 * The closed list of words that make somebody look at a reply now. It finds nobody who is unsafe and nobody who is safe: it only says which
 * reply is read first. Whoever runs a programme reads it in docs/guide/mail.md.
 */
export const unsafeWords: readonly string[] = [
  'kill myself',
  'killing myself',
  'kill me',
  'kill him',
  'kill her',
  'kill them',
  'suicide',
  'suicidal',
  'end it all',
  'end my life',
  'ending my life',
  'take my life',
  'take my own life',
  'taking my own life',
  'want to die',
  'wanna die',
  'rather die',
  'wish i was dead',
  'wish i were dead',
  'better off dead',
  'better off without me',
  'not worth living',
  'no reason to live',
  'nothing to live for',
  'dont want to live',
  'do not want to live',
  'dont want to be here',
  'do not want to be here',
  'dont want to be alive',
  'cant go on',
  'cannot go on',
  'cant cope',
  'cannot cope',
  'cant take it any more',
  'cant take it anymore',
  'self harm',
  'selfharm',
  'self harming',
  'hurt myself',
  'hurting myself',
  'harm myself',
  'harming myself',
  'cut myself',
  'cutting myself',
  'hang myself',
  'overdose',
  'overdosed',
  'overdosing',
  'took too many tablets',
  'took too many pills',
  'not safe',
  'unsafe',
  'in danger',
  'hopeless',
  'hits me',
  'hit me',
  'beats me',
  'hurts me',
  'hurting me',
  'abuse',
  'abused',
  'abuses me',
  'abusing',
  'raped',
  'rape',
  'assaulted',
  'afraid of him',
  'afraid of her',
  'scared of him',
  'scared of her',
  'going to hurt',
  'need help now',
]

const phrases = unsafeWords.map((words) => ` ${words} `)

/**
 * Whether somebody has to look at a reply now: it has words of the list, or it cannot be read as English words at all, as it is empty, in other
 * letters, or was only partly read.
 */
export function needsLook(text: string, whole: boolean): boolean {
  const plain = plainly(text)
  if (!whole || plain.trim() === '' || text.includes('\ufffd')) return true
  if (/[^\P{L}\p{Script=Latin}]/u.test(plain)) return true
  return isListed(text)
}

/** Whether it has words of the list. */
export function isListed(text: string): boolean {
  const plain = plainly(text)
  return phrases.some((phrase) => plain.includes(phrase))
}

const plainly = (text: string) =>
  ` ${text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\u2019\u2018'`\u00b4]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
