/** For what somebody reads a reply. It stands in the trail, so it is chosen and not written. */
export const reasons = ['answer', 'find', 'check'] as const
export type ReadingReason = (typeof reasons)[number]

const names: Record<ReadingReason, string> = {
  answer: 'To answer it',
  find: 'To find out which appointment it is about',
  check: 'To check how it was answered',
}
export const reasonWords = (reason: ReadingReason): string => names[reason]
export const isReason = (text: string): text is ReadingReason => reasons.some((one) => one === text)
