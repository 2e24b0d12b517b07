import { percentile, type Say } from '../figure.ts'
import { memoryOf } from './memory.ts'
import { withStorm, type Storm } from './world.ts'

const pairs = 8_000
const rounds = 5

/** Hold and book from 64 clients over 28 days of 1,000 coaches; memory is looked at afterwards. */
export async function storm(say: (bench: string) => Say): Promise<void> {
  await withStorm(async (world) => {
    await blow(world, say('booking-storm'))
    await memoryOf(world.product, say('memory'))
  })
}

/** Memory needs the storm before it. */
export const memory = storm

async function blow({ send, starts, overlaps }: Storm, tell: Say) {
  const offered = await starts('lay-too', 27)
  const chosen = Array.from({ length: pairs }, (_, i) => offered[(i * 7_919) % offered.length]!)
  const told = await send({ service: 'lay-too', clients: 64, starts: chosen })
  tell('pairs', told.booked / told.seconds, 'per second', { must: 500, aim: 800, kind: 'least' })
  tell('request p50', percentile(told.millis, 0.5), 'ms')
  tell('request p99', percentile(told.millis, 0.99), 'ms', { must: 150 })
  tell('overlaps', await overlaps(), 'pairs', { must: 0, kind: 'exactly' })
  tell('booked', told.booked, 'pairs', { must: pairs, kind: 'exactly' })
  if (told.booked !== pairs) console.error(JSON.stringify({ refused: told.refused, ...told.wrong }))
}

/** 400 callers, 100 at once, want one start that 40 coaches can take. The slowest of the rounds counts. */
export async function rush(say: (bench: string) => Say): Promise<void> {
  const tell = say('booking-rush')
  await withStorm(async ({ send, starts, overlaps }) => {
    const offered = (await starts('lay-career', 27)).filter((_, i) => i % 60 === 30)
    const told = []
    for (const start of offered.slice(0, rounds))
      told.push(await send({ service: 'lay-career', clients: 100, starts: Array<string>(400).fill(start) }))
    const furthest = (values: number[], from: number) =>
      values.toSorted((a, b) => Math.abs(b - from) - Math.abs(a - from))[0]!
    tell(
      'booked',
      furthest(
        told.map(({ booked }) => booked),
        40,
      ),
      'callers',
      { must: 40, kind: 'exactly' },
    )
    tell(
      'refused',
      furthest(
        told.map(({ refused }) => refused),
        360,
      ),
      'callers',
      { must: 360, kind: 'exactly' },
    )
    tell('slowest round', Math.max(...told.map(({ seconds }) => seconds)), 's', { must: 2, aim: 0.3 })
    tell('overlaps', await overlaps(), 'pairs', { must: 0, kind: 'exactly' })
  })
}
