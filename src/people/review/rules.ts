const months = 3

/**
 * By when somebody has to look again at who may do what: three months after it was last signed, or after the first
 * person was laid. Civil days.
 */
export const dueOn = (since: Temporal.PlainDate): Temporal.PlainDate => since.add({ months })

/** Whether the review is late: from the day after it was due. */
export const isOverdue = (due: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(today, due) > 0
