/** For how long the same answer is given again, in milliseconds. */
export const answeredForMillis = 60_000

/**
 * Does an act once for each key, and gives whoever asks again in the next minute the answer that it had. It stands in the memory
 * of this process and nowhere else, so that nothing is kept of it. What fails, or does not settle the matter, is done anew.
 */
export function answerOnce<Answer>(settles: (answer: Answer) => boolean) {
  const answers = new Map<string, Promise<Answer>>()
  return {
    /** The answer of the act that has this key; `act` is begun where there is none. Rejects as the act does. */
    once(key: string, act: () => Promise<Answer>): Promise<Answer> {
      const known = answers.get(key)
      if (known) return known
      const answer = act()
      answers.set(key, answer)
      const forget = () => void answers.delete(key)
      answer.then((done) => (settles(done) ? setTimeout(forget, answeredForMillis).unref() : forget()), forget)
      return answer
    },
    /** What was answered; undefined where nothing was, or longer ago. */
    before: (key: string): Promise<Answer> | undefined => answers.get(key),
  }
}
