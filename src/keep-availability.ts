import type { Clock } from '#lib/clock'
import { openDb } from '#lib/door'
import type { Login } from '#lib/pool'
import { follow, makeAvailability, type Availability } from '#booking'
import type { Log } from '#web'

export type KeptAvailability = {
  availability: Availability
  /** Tells it that these coaches have time again; never rejects. */
  freed(coachIds: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/** Availability in memory, loaded, and kept true for as long as the process runs. */
export async function keepAvailability(ports: { care: Login; clock: Clock; log: Log }): Promise<KeptAvailability> {
  const { care, clock, log } = ports
  const onFault = (error: unknown) => log.fault('availability', error)
  // Connections of its own: whoever waits for memory to be read anew may have a transaction open.
  const reading = openDb({ care }, { max: 2, onFault })
  const availability = makeAvailability({ db: reading, clock })
  await availability.load()
  const unfollow = follow({ availability, login: care, clock, onFault })
  return {
    availability,
    freed: (coachIds) => availability.refresh(coachIds).catch(onFault),
    async stop() {
      await unfollow()
      await reading.close()
    },
  }
}
