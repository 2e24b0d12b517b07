import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/**
 * Lets people who book come first: this process takes what they leave of the machine. Linux looks at priorities within a
 * session only, where it shares out between sessions first (`sched_autogroup`); the session's own is then set, too.
 */
export function comeAfterPeople(): void {
  setPriority(10)
  try {
    writeFileSync('/proc/self/autogroup', '10')
  } catch {
    // No such sharing out here.
  }
}
