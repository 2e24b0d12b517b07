/** The messages of bookings: what each is called in the outbox. */
export const kinds = {
  confirmation: 'booking-confirmation',
  moved: 'booking-moved',
  cancelled: 'booking-cancelled',
  keepCode: 'keep-code',
  findCode: 'find-code',
  recordOpened: 'record-opened',
  coachNew: 'coach-new',
  coachMoved: 'coach-moved',
  coachCancelled: 'coach-cancelled',
  unacknowledged: 'staff-unacknowledged',
} as const
