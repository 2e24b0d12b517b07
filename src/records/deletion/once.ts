/** For how long the same answer is given again, in milliseconds. */
export const answeredForMillis = 60_000

/**
 * Does an act once for each key, and gives whoever asks again in the next minute the answer that it had. It stands in the memory
 * of this process and nowhere else, so that nothing is kept of it. What fails, or does not settle the matter, is done anew.
 */
export function answerOnce<Answer>(settles: (answer: Answer) => boolean) {
  const answers = new Map<string, Promise<Answer>>()

  async function begin(key: string, act: () => Promise<Answer>): Promise<Answer> {
    let settled = false
    // What throws at once has to find its key there.
    await Promise.resolve()
    try {
      const answer = await act()
      settled = settles(answer)
      return answer
    } finally {
      if (settled) setTimeout(() => answers.delete(key), answeredForMillis).unref()
      else answers.delete(key)
    }
  }

  return {
    /** The answer of the act that has this key; `act` is begun where there is none. Rejects as the act does. */
    once(key: string, act: () => Promise<Answer>): Promise<Answer> {
      const answer = answers.get(key) ?? begin(key, act)
      answers.set(key, answer)
      return answer
    },
    /** What was answered; undefined where nothing was, or longer ago. */
    before: (key: string): Promise<Answer> | undefined => answers.get(key),
  }
}
