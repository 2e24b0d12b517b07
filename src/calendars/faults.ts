import { unfetched } from './fetch.ts'
import { unreadable } from './reading/faults.ts'

/** Everything for which there is no reading of a calendar, in a word each. The sentences are for who tells somebody. */
export const faults = [...new Set([...unfetched, ...unreadable, 'too-slow' as const])]
export type Fault = (typeof faults)[number]
