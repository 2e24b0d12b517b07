import { daysBySql, firstBySql, layWorking, type Send } from '../../src/booking/availability/sql-oracle.ts'
import type { Wish } from '../../src/booking/wish.ts'
import { percentile, timed } from '../figure.ts'
import type { PoolWorld } from './world.ts'

const day = 86_400_000

export const askFirst = ({ availability }: PoolWorld, wish: Wish, now: number) =>
  availability.first(wish, now, now + day, 20)

export const askMonth = ({ availability }: PoolWorld, wish: Wish, now: number) =>
  availability.days(wish, now, now + 28 * day)

/** Times a question many times over, with other preferences each time and claims that come and go between. */
export function timesOf(world: PoolWorld, ask: typeof askFirst | typeof askMonth, times: number): number[] {
  const { availability } = world
  const wishes = wishesOf(world)
  const coaches = availability.coaches(wishes[0]!, ['video', 'phone'])
  const answers = (i: number) => {
    const now = Temporal.Now.instant().epochMilliseconds
    const startsAt = Math.ceil(now / 3_600_000) * 3_600_000 + (i % 20) * 3_600_000
    const { id } = coaches[(i * 7) % coaches.length]!
    availability.claimed(id, 'bench', { startsAt, endsAt: startsAt + 3_600_000, expiresAt: null })
    if (i % 2 === 1) availability.released(id, 'bench')
    return () => ask(world, wishes[i % wishes.length]!, now)
  }
  timed(Math.ceil(times / 5), answers)
  return timed(times, answers)
}

/** The median that one SQL statement needs for the same question, in the same run. */
export async function sqlMedian(world: PoolWorld, question: 'first' | 'month', times = 7): Promise<number> {
  const send: Send = async (text, values) => (await world.owner.query(text, values)).rows
  const [wish] = wishesOf(world)
  const { availability, service } = world
  await layWorking(send, availability.coaches(wish!, ['video', 'phone']))
  const millis: number[] = []
  for (let i = 0; i <= times; i++) {
    const now = Temporal.Now.instant().epochMilliseconds
    const until = now + (question === 'first' ? day : 28 * day)
    const asked = { service: service.key, mode: 'video', policy: availability.policy(wish!), now, from: now, until }
    const began = performance.now()
    await (question === 'first' ? firstBySql(send, asked, 20) : daysBySql(send, asked))
    if (i > 0) millis.push(performance.now() - began)
  }
  return percentile(millis, 0.5)
}

function wishesOf({ service }: PoolWorld): Wish[] {
  const plain = { service, mode: 'video' as const, longer: false, interpreter: false }
  return [
    plain,
    { ...plain, mode: 'phone' },
    { ...plain, gender: 'man' },
    { ...plain, language: 'pa' },
    { ...plain, longer: true },
  ]
}
