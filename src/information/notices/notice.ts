import type { SafeHtml } from '#lib/html'
import type { Programme } from '#organisations'

/** What people are told of what is kept of them, as it was from a day on. Once another follows it is never changed. */
export type Notice = {
  /** The day it came into force, which is also its address. */
  from: string
  /** What is new in it, in a sentence. */
  changes: string
  /** Its words, under the heading of the page. */
  view: (programme: Programme) => SafeHtml
}
