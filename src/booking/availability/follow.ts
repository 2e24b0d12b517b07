import type { Clock } from '#lib/clock'
import { listen } from '#lib/listen'
import type { Login } from '#lib/pool'
import { civilDate } from '#lib/time'
import type { Availability } from './live.ts'

type Following = { availability: Availability; login: Login; clock: Clock; onFault: (error: Error) => void }

const lookEveryMillis = 30_000
const shortestMillis = 500

/**
 * Keeps availability true: rules that change are read again as the database announces them, everything is read anew when
 * the line comes back, when a new day begins, and when a version of a service becomes valid. Gives the way to stop.
 */
export function follow({ availability, login, clock, onFault }: Following): () => Promise<void> {
  let day = civilDate(clock())
  let timer: NodeJS.Timeout
  let stopped = false
  const arm = () => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(look, untilChange(availability, clock()))
  }
  const read = () => void availability.load().catch(onFault).finally(arm)
  const look = () => {
    const now = clock()
    const today = civilDate(now)
    const isDue = !today.equals(day) || (availability.changesAt() ?? Infinity) <= now.epochMilliseconds
    day = today
    if (isDue) read()
    else arm()
  }
  arm()
  const stop = listen({
    login,
    channels: ['rules', 'claims'],
    heard: (_, payload) =>
      payload === 'services' ? read() : void availability.refresh(payload.split(',')).catch(onFault),
    connected: read,
    onFault,
  })
  return async () => {
    stopped = true
    clearTimeout(timer)
    await stop()
  }
}

/** Until the next look: at once when a change is due, at least twice a minute, and never in a rush. */
const untilChange = (availability: Availability, now: Temporal.Instant) =>
  Math.min(Math.max((availability.changesAt() ?? Infinity) - now.epochMilliseconds, shortestMillis), lookEveryMillis)
