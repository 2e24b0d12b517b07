import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { admin, ports, recovering, round, world } from '../../testing/covering.ts'
import { act, booking, doOne, type Act } from '../../testing/everything/acts.ts'
import { readOnly } from '../../testing/everything/held-up.ts'
import { broken } from '../../testing/everything/invariants.ts'
import { newDay, newPerson, type Chance } from '../../testing/everything/life.ts'
import { recover } from './rehome/recover.ts'
import { offerSooner } from './sooner/round.ts'

/*
 * A life is a morning with sessions near, and moments in each of which many act at once while the rounds go by, two of each kind. After
 * each moment the rounds come by again, and all must be as it should. Then time goes on.
 */
type Moment = { acts: Act[]; seconds: number }
type Life = { first: Chance[]; moments: Moment[] }
const lives: fc.Arbitrary<Life> = fc.record({
  first: fc.array(booking, { minLength: 22, maxLength: 22 }),
  moments: fc.array(
    fc.record({
      acts: fc.array(act, { minLength: 8, maxLength: 15 }),
      seconds: fc.constantFrom(1, 20, 20, 60, 300, 900, 1_800),
    }),
    { minLength: 6, maxLength: 6 },
  ),
})
/**
 * Chance seldom comes to it: nobody is free in the stead of a coach who is ill, so that the client is asked to choose; then a colleague
 * is free, and a round goes on that had read before.
 */
const coach = (who: number): Chance => ({ person: who - 1, coach: who, quarter: 9, chance: who })
const seldom: Life = {
  first: [1, 2, 3, 5].map(coach),
  moments: [
    { acts: [{ ...coach(1), what: 'falls ill', quarter: 0, chance: 5 }], seconds: 60 },
    { acts: [], seconds: 900 },
    { acts: [{ ...coach(2), what: 'cancels' }], seconds: 1 },
  ],
}
const happened = new Map<string, number>()

/** Does something, and gives the fault in which it ended, if it did. */
const faultIn = (what: string, done: Promise<unknown>): Promise<string[]> =>
  done.then(
    () => [],
    (error: unknown) => [`${what}: ${error instanceof Error ? error.message : String(error)}`],
  )
const rounds = () => [
  faultIn('the round of those whose coach is away', recover(recovering)),
  faultIn('the round of cover and swaps', round()),
  faultIn('the round of sooner times', offerSooner(recovering)),
]
/** A worker, whose rounds go by again and again. */
const worker = () => [
  faultIn(
    'a worker, for those whose coach is away',
    inTurn(() => recover(recovering)),
  ),
  faultIn('a worker, for cover and swaps', inTurn(round)),
  faultIn(
    'a worker, for sooner times',
    inTurn(() => offerSooner(recovering)),
  ),
]
async function inTurn(one: () => Promise<unknown>) {
  for (let i = 0; i < 3; i++) await one()
}
const none = async (faults: Promise<string[]>[]) => assert.deepEqual((await Promise.all(faults)).flat(), [])

async function live({ first, moments }: Life) {
  await newDay()
  const held: (() => Promise<void>)[] = []
  for (const one of first) await newPerson(one)
  for (const { acts, seconds } of moments) {
    await none([...worker(), ...acts.map((one) => faultIn(one.what, doOne(one))), ...worker()])
    // One that read two moments ago comes to its steps only now.
    if (held.length > 1) await none([faultIn('a round that was held up', held.shift()!())])
    await settle()
    assert.deepEqual(await broken(), {}, `after ${acts.map(({ what }) => what).join(', ')}`)
    await goOn(seconds)
    held.push(await readOnly())
    await none(rounds())
  }
  await note()
}

/** The rounds come by until nothing that was begun is left. */
async function settle() {
  for (let i = 0; i < 3; i++) {
    await none(rounds())
    await goOn(1)
  }
  await round()
  await recover(recovering)
}

async function goOn(seconds: number) {
  await world.setNow(ports.clock().add({ seconds }))
  await ports.availability.load()
}

/** How things ended. */
async function note() {
  const { rows } = await admin.query<{ what: string; n: number }>(
    `select what, count(*)::int as n from (
       select 'away: ' || outcome as what from rehome_task union all select 'cover: ' || outcome from cover where swap_for is null
       union all select 'swap: ' || outcome from cover where swap_for is not null union all select kind || ' time: ' || state from offer
       union all select 'kept apart' from kept_apart) ended where what is not null group by what`,
  )
  for (const { what, n } of rows) happened.set(what, (happened.get(what) ?? 0) + n)
}

it(
  'whatever clients, coaches, the lead and the rota do at the same moment, nobody is lost, told two stories, or met by whom they must not meet',
  { timeout: 240_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.noBias(lives), live), {
      numRuns: 10,
      seed: 28,
      examples: [[seldom]],
      endOnFailure: true,
    })
    for (const what of ['away: reassigned', 'away: chosen', 'away: cancelled', 'recovery time: taken', 'kept apart'])
      assert.ok(happened.has(what), `what happened: ${[...happened].join(' ')}`)
  },
)
