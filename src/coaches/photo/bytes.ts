/** What a file that somebody sent turned out to be: the parts of it that make the picture, or why it is none. */
export type Cleaned =
  | { kind: 'jpeg' | 'png'; bytes: Buffer; width: number; height: number }
  | { fault: 'other' | 'broken' | 'large' | 'wide' }

/** As many bytes as a photo may have, before and after. */
export const mostBytes = 1_000_000
/** As many dots as a photo may have on a side. */
export const mostDots = 2_000

/** Thrown by what reads a file, at the first thing that is not as it has to be. */
export class NotSound extends Error {}

export const sound = (is: boolean): void => {
  if (!is) throw new NotSound()
}

/** Whether a picture of these sides is shown: not of a dot, nor of more than a page has room for. */
export const isWide = (width: number, height: number) => width > mostDots || height > mostDots
