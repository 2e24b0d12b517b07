import { percentile, type Say } from '../figure.ts'
import { askFirst, askMonth, sqlMedian, timesOf } from './ask.ts'
import { withPools } from './world.ts'

const sizes = [10, 100, 1_000, 5_000]
const questions = [
  ['first', askFirst],
  ['month', askMonth],
] as const

/** Both questions among ever more coaches: the answer may take longer, but never by more than the pool grew. */
export async function scale(say: (bench: string) => Say): Promise<void> {
  const tell = say('availability-scale')
  const medians: Record<string, number[]> = { first: [], month: [] }
  await withPools(async (open) => {
    for (const size of sizes) {
      const world = await open(size)
      for (const [name, ask] of questions) {
        const p50 = percentile(timesOf(world, ask, 1_500), 0.5)
        medians[name]!.push(p50)
        tell(`${name} ${size} p50`, p50, 'ms')
        tell(`${name} ${size} sql / board`, (await sqlMedian(world, name, 3)) / p50, 'times')
      }
      await world.close()
    }
  })
  for (const [name] of questions) {
    const [least = 0, ...rest] = medians[name]!
    const growth = rest.map((median, i) => median / least / (sizes[i + 1]! / sizes[0]!))
    tell(`${name} growth / pool growth`, Math.max(...growth), 'times', { must: 1 })
  }
}
