/** A message is given up this long after it was due. */
export const giveUpSeconds = 6 * 3_600

/**
 * Seconds until a message that could not be handed over is tried again, or null when it is given up. Doubles from half
 * a minute to an hour, each time made longer or shorter by up to a half, so that messages do not come back all at once.
 */
export function nextTry(attempts: number, sinceDueSeconds: number, random: number): number | null {
  const seconds = Math.min(3_600, 30 * 2 ** (attempts - 1)) * (0.5 + random)
  return sinceDueSeconds + seconds > giveUpSeconds ? null : seconds
}
