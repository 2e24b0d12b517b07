import type { ActorKind, By } from '#audit'

/** Who changes a booking. `called`: somebody on staff, for whoever is on the telephone. */
export type Acting = By & { called?: true; requestId?: string }

/** Somebody known by their kind alone, or by more. */
export const acting = (byWhom: ActorKind | Acting): Acting =>
  typeof byWhom === 'string' ? { kind: byWhom, id: null } : byWhom
