/** The messages of bookings: what each is called in the outbox. */
export const kinds = {
  confirmation: 'booking-confirmation',
  moved: 'booking-moved',
  cancelled: 'booking-cancelled',
  /** The same time with another coach. */
  reassigned: 'booking-reassigned',
  /** About a session whose coach is away: other times are kept; it stands after all. */
  alternatives: 'booking-alternatives',
  stands: 'booking-stands',
  /** The answer to a text that says MOVE. */
  moveLink: 'booking-move-link',
  /** A sooner time opened and is kept for a while. */
  sooner: 'booking-sooner',
  /** The session was missed: a kind word, and the way to another time. */
  missed: 'booking-missed',
  keepCode: 'keep-code',
  findCode: 'find-code',
  recordOpened: 'record-opened',
  coachNew: 'coach-new',
  coachMoved: 'coach-moved',
  coachCancelled: 'coach-cancelled',
  /** The sessions of a coach who is away are looked after: once for all of them. */
  coachAway: 'coach-away',
  /** Whoever was to take a session could not: its coach still has it; and they do not. */
  coachKeeps: 'coach-keeps',
  coachMissed: 'coach-missed',
  /** The swap that a coach offered for a session was declined. */
  coachDeclined: 'coach-declined',
  /** The lead let a session go: its client is asked to choose another time. */
  coachLetGo: 'coach-let-go',
  unacknowledged: 'staff-unacknowledged',
} as const
