import { percentile, type Say } from '../figure.ts'
import { askFirst, sqlMedian, timesOf } from './ask.ts'
import { withPools } from './world.ts'

/** The first 20 starts within 24 hours among 1,000 coaches. */
export async function first(say: (bench: string) => Say): Promise<void> {
  const tell = say('availability-first')
  await withPools(async (open) => {
    const world = await open(1_000)
    const millis = timesOf(world, askFirst, 5_000)
    const p50 = percentile(millis, 0.5)
    tell('p50', p50, 'ms', { must: 1, aim: 0.1 })
    tell('p99', percentile(millis, 0.99), 'ms', { must: 5 })
    const sql = await sqlMedian(world, 'first')
    tell('sql p50', sql, 'ms')
    tell('sql / board', sql / p50, 'times')
    await world.close()
  })
}
