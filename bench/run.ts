import { figureOf, type Say } from './figure.ts'

/** `npm run bench -- [name]`: one JSON line a figure; ends with status 1 when a must is missed. */
const benches: Record<string, () => Promise<(say: (name: string) => Say) => Promise<void>>> = {
  'availability-first': async () => (await import('./availability/first.ts')).first,
  'availability-month': async () => (await import('./availability/month.ts')).month,
  'availability-scale': async () => (await import('./availability/scale.ts')).scale,
  calendar: async () => (await import('./calendar/calendar.ts')).calendar,
  'booking-storm': async () => (await import('./storm/bench.ts')).storm,
  'booking-rush': async () => (await import('./storm/bench.ts')).rush,
  recovery: async () => (await import('./storm/recovery.ts')).recovery,
  today: async () => (await import('./product/today.ts')).today,
  page: async () => (await import('./product/page.ts')).page,
  'row-security': async () => (await import('./rows/rows.ts')).rows,
  'enum-oracle': async () => (await import('./product/enum-oracle.ts')).enumOracle,
  weight: async () => (await import('./product/weight.ts')).weight,
  start: async () => (await import('./product/start.ts')).start,
  memory: async () => (await import('./storm/bench.ts')).memory,
}

const [asked] = process.argv.slice(2)
if (asked !== undefined && !Object.hasOwn(benches, asked)) {
  console.error(`There is no benchmark ${asked}: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
let missed = false
for (const [name, open] of Object.entries(benches)) {
  // Without a name the storm is run once, with memory looked at after it.
  if (asked === undefined ? name === 'memory' : asked !== name) continue
  const work = await open()
  await work((bench) => (stat, figure, unit, bounds) => {
    const line = figureOf(bench, stat, figure, unit, bounds)
    missed ||= !line.pass
    console.log(JSON.stringify(line))
  })
}
process.exit(missed ? 1 : 0)
