/** How many days an availability has to look ahead so that every start until some instant is in it. */
export const daysAhead = (until: Temporal.Instant, now: Temporal.Instant): number =>
  Math.max(Math.ceil(until.since(now).total('hours') / 24), 0) + 1
