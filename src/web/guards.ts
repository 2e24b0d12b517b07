import type { May, Reply, Viewer, Visit } from './route.ts'
import { isLoopback } from './rules.ts'

/** What a guard finds: who is asking, or what to answer instead. The visit has no body yet. */
export type Found = Viewer | 'sign-in' | 'not-found' | Extract<Reply, { kind: 'problem' }>
export type Guard = (visit: Visit) => Promise<Found>
export type Guards = Readonly<Record<May, Guard>>

/** Lets everybody in. */
export const openToAnyone: Guard = async () => ({ kind: 'anyone', id: null })

/** Lets in who asks from this very machine, without a proxy between; to all others there is nothing here. */
export const onlyLoopback: Guard = async (visit) => (isLoopback(visit) ? { kind: 'loopback', id: null } : 'not-found')

/** Lets nobody in: for a kind of route that this deployment does not have. */
export const closed: Guard = async () => 'not-found'
