import { anyone } from '#lib/door'
import type { Level, May, Reply, Viewer, Visit } from './route.ts'
import { isLoopback } from './rules.ts'

/** What a guard finds: who is asking, or what to answer instead. The visit has no body yet. */
export type Found =
  | Viewer
  | 'sign-in'
  | 'client-sign-in'
  | 'step-up'
  | 'client-step-up'
  | 'not-found'
  | Extract<Reply, { kind: 'problem' }>
export type Guard = (visit: Visit, level?: Level) => Promise<Found>
export type Guards = Readonly<Record<May, Guard>>

/** Lets everybody in. */
export const openToAnyone: Guard = async () => ({ kind: 'anyone', id: null, actor: anyone })

/** Lets in who asks from this very machine, without a proxy between; to all others there is nothing here. */
export const onlyLoopback: Guard = async (visit) =>
  isLoopback(visit) ? { kind: 'loopback', id: null, actor: anyone } : 'not-found'

/** Lets nobody in: for a kind of route that this deployment does not have. */
export const closed: Guard = async () => 'not-found'
