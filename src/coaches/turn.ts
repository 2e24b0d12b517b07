import type { Tx } from '#lib/sql'
import type { Reply, Visit } from '#web'
import type { Acting, By } from './absence.ts'
import type { OwnProfile } from './profile.ts'

/** A request by a coach, in that coach's transaction. */
export type Turn = { tx: Tx; visit: Visit; coach: OwnProfile; by: By; acting: Acting; phone: string | null }
export type Handle = (turn: Turn) => Promise<Reply>
