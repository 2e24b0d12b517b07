import type { Clock } from '#lib/clock'
import { listen } from '#lib/listen'
import type { Login } from '#lib/pool'
import { civilDate } from '#lib/time'
import type { Availability } from './live.ts'

type Following = { availability: Availability; login: Login; clock: Clock; onFault: (error: Error) => void }

const lookEveryMillis = 30_000

/**
 * Keeps availability true: rules that change are read again as the database announces them, everything is read anew when
 * the line comes back and when a new day begins. Gives the way to stop.
 */
export function follow({ availability, login, clock, onFault }: Following): () => Promise<void> {
  let day = civilDate(clock())
  const quietly = (work: Promise<void>) => void work.catch(onFault)
  const timer = setInterval(() => {
    const today = civilDate(clock())
    if (today.equals(day)) return
    day = today
    quietly(availability.load())
  }, lookEveryMillis)
  const stop = listen({
    login,
    channels: ['rules', 'claims'],
    heard: (_, payload) =>
      quietly(payload === 'services' ? availability.load() : availability.refresh(payload.split(','))),
    connected: () => quietly(availability.load()),
    onFault,
  })
  return async () => {
    clearInterval(timer)
    await stop()
  }
}
