import { percentile, type Say } from '../figure.ts'
import { askMonth, sqlMedian, timesOf } from './ask.ts'
import { withPools } from './world.ts'

/** Each of 28 days with the number of its starts, among 500 coaches. */
export async function month(say: (bench: string) => Say): Promise<void> {
  const tell = say('availability-month')
  await withPools(async (open) => {
    const world = await open(500)
    const millis = timesOf(world, askMonth, 2_000)
    const p50 = percentile(millis, 0.5)
    tell('p50', p50, 'ms', { must: 10, aim: 2 })
    tell('p99', percentile(millis, 0.99), 'ms')
    const sql = await sqlMedian(world, 'month')
    tell('sql p50', sql, 'ms')
    tell('sql / board', sql / p50, 'times')
    await world.close()
  })
}
