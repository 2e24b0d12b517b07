import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { addPattern, endPattern, removeException, setException, type Hours } from '#coaches'
import type { Tx } from '#lib/sql'
import { at, browser, client } from '../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../testing/diary.ts'
import { coachActor } from '../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold } from './hold.ts'
import { rehoming } from './rehome/rehome.ts'
import type { Wish } from './wish.ts'

const dev = coachId(1)
const world = await bookingWorld([{ id: dev, dailyCap: 8, opens: '09:00', closes: '12:00' }])
const { admin, db, ports } = world
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
const acting = { by: { actorKind: 'coach', actorId: dev } as const, rehoming }
const zone = 'Europe/London'
const monday = Temporal.PlainDate.from('2026-11-23')

for (const start of ['2026-11-24T09:00:00Z', '2026-11-24T11:15:00Z', '2026-11-26T10:00:00Z']) {
  const held = await hold(ports, browser(start), wish, at(start))
  assert.ok(held.kind === 'held')
  assert.equal(
    (await book(ports, browser(start), held.id, client(`b${start.slice(8, 13).toLowerCase().replace('t', '')}`))).kind,
    'booked',
  )
}
await admin.query(`insert into closure (during, reason) values ('[2026-11-27T00:00Z,2026-11-28T00:00Z)', 'Snow')`)

const asDev = async <T>(work: (tx: Tx) => Promise<T>) => db.withActor(await coachActor(admin, dev), work)
const rows = async (text: string) => JSON.stringify((await admin.query(text)).rows)
const bookings = () =>
  rows(`select b.*, c.during, c.active, c.kind from booking b join claim c on c.id = b.claim_id order by b.id`)
async function offers() {
  await ports.availability.load()
  const from = mondayMorning.epochMilliseconds
  return ports.availability.first(wish, from, from + 14 * 86_400_000, 10_000).map(({ startsAt }) => startsAt)
}

/** Hours that lie in the evening, so that they can be added beside the ones that are there, or anywhere in a day. */
const evening = fc
  .record({ from: fc.integer({ min: 52, max: 70 }), quarters: fc.integer({ min: 4, max: 16 }) })
  .map(({ from, quarters }): Hours => ({ startsAt: from * 15, endsAt: (from + quarters) * 15, zone }))
const anywhere = fc
  .record({ from: fc.integer({ min: 32, max: 70 }), quarters: fc.integer({ min: 4, max: 16 }) })
  .map(({ from, quarters }): Hours => ({ startsAt: from * 15, endsAt: (from + quarters) * 15, zone }))
const rule = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,SA')
const edit = fc.oneof(
  fc.record({ kind: fc.constant('pattern' as const), rule, hours: evening }),
  fc.record({
    kind: fc.constantFrom('open' as const, 'closed' as const),
    hours: anywhere,
    day: fc.integer({ min: 0, max: 9 }),
  }),
)
const inHours = (starts: readonly number[], day: Temporal.PlainDate, { startsAt, endsAt }: Hours) => {
  const midnight = day.toZonedDateTime(zone).epochMilliseconds
  return starts.filter(
    (start) => start + 45 * 60_000 > midnight + startsAt * 60_000 && start < midnight + endsAt * 60_000,
  )
}

it('whatever is edited of a coach’s hours, bookings stand, a closed day wins, and taking it back gives back the offers', async () => {
  const [booked, before] = [await bookings(), await offers()]
  assert.ok(before.length > 20)
  let edited = 0
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const undo: (() => Promise<unknown>)[] = []
      for (const one of edits) {
        const held = await offers()
        if (one.kind === 'pattern') {
          const pattern = { rule: one.rule, startsOn: monday, endsOn: null, ...one.hours }
          const kept = await asDev((tx) => addPattern(tx, dev, pattern, acting))
          if (kept.kind === 'refused') continue
          undo.unshift(() => asDev((tx) => endPattern(tx, dev, kept.id, monday, acting)))
        } else {
          const onDate = monday.add({ days: one.day })
          const exception = { ...one.hours, kind: one.kind, onDate }
          const kept = await asDev((tx) => setException(tx, dev, exception, acting))
          assert.ok(kept.kind === 'kept')
          undo.unshift(() => asDev((tx) => removeException(tx, dev, kept.id, acting)))
          const now = await offers()
          if (one.kind === 'closed') assert.deepEqual(inHours(now, onDate, one.hours), [], 'a closed day wins')
          else
            assert.deepEqual(
              held.filter((start) => !now.includes(start)),
              [],
              'opening takes nothing away',
            )
        }
        edited++
        assert.equal(await bookings(), booked)
        assert.equal(new Set(await offers()).size, (await offers()).length, 'nothing is offered twice')
        const snow = inHours(await offers(), Temporal.PlainDate.from('2026-11-27'), {
          startsAt: 0,
          endsAt: 1_440,
          zone,
        })
        assert.deepEqual(snow, [], 'a closure wins over everything')
      }
      for (const back of undo) await back()
      assert.deepEqual(await offers(), before)
      assert.equal(await bookings(), booked)
    }),
    { numRuns: 25 },
  )
  assert.ok(edited > 25)
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)
})
