import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Lets people who book come first: this process takes what they leave of the machine. Linux looks at priorities within a
 * session only, where it shares out between sessions first (`sched_autogroup`); the session's own is then set, too.
 */
export async function comeAfterPeople(): Promise<void> {
  setPriority(10)
  for (let tries = 0; tries < 10; tries++) {
    try {
      return writeFileSync('/proc/self/autogroup', '10')
    } catch (error) {
      // No such sharing out here; or somebody else on the machine, which takes one such wish every tenth of a second.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return
      await pause(150)
    }
  }
}
