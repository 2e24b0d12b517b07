import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { six, waitingLine, type Person } from '../../../testing/line.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import { choose } from '../rehome/choose.ts'
import { decline } from './ask.ts'

/*
 * G19: what opens goes to one person at a time, however many take, decline, cancel, book and give away at once. Each round of the
 * property is a moment at which all of these happen together; then time goes on, over the end of some offers.
 */
const days = [24, 25, 26, 27, 28]
const line = await waitingLine([{}, {}, {}])
const { world, ports, admin, round, wish, booked } = line
const people: Person[] = []
for (const day of days)
  for (let coach = 0; coach < 3; coach++) people.push(await booked(`person ${people.length}`, day))
for (const one of [...people].reverse()) await one.ask()

const act = fc.record({
  who: fc.nat(people.length - 1),
  what: fc.constantFrom('cancel', 'cancel', 'take', 'decline', 'decline', 'book', 'look'),
})
const moments = fc.array(
  fc.record({ acts: fc.array(act, { minLength: 4, maxLength: 9 }), minutes: fc.constantFrom(0, 1, 9, 30) }),
  {
    minLength: 3,
    maxLength: 3,
  },
)
let others = 0

async function doOne({ who, what }: { who: number; what: string }) {
  const offered = await Promise.all(people.map(async (one) => ((await one.offer()) ? [one] : [])))
  const answering = what === 'take' || what === 'decline' ? offered.flat() : people
  const person = answering[who % Math.max(answering.length, 1)] ?? people[who]!
  const offer = await person.offer()
  if (what === 'cancel') await person.cancel()
  else if (what === 'take' && offer) {
    // Twice, as somebody does who presses again, and in the stead of somebody whose offer it is not.
    const taken = await Promise.all([1, 2].map(() => choose(ports, person.owner.actor, person.id, offer.id)))
    assert.ok(taken.filter(({ kind }) => kind === 'moved').length <= 1)
    const stranger = people.find(({ id }) => id !== person.id)!
    assert.equal((await choose(ports, stranger.owner.actor, stranger.id, offer.id)).kind, 'gone')
  } else if (what === 'decline' && offer) await decline(ports, person.owner.actor, person.id, offer.id)
  else if (what === 'book' || what === 'look') {
    const owner = browser(`other ${others++}`)
    await ports.availability.load()
    const held = await hold(ports, owner, wish(), six(days[who % days.length]!).epochMilliseconds)
    if (held.kind === 'held' && what === 'book') await book(ports, owner, held.id, client(`other-${others}`))
  }
}

const wrong = async () =>
  (
    await admin.query<Record<string, number>>(
      `with open as (select o.*, b.client_id, c.active, c.kind as claimed, b.starts_at as own from offer o
         join booking b on b.id = o.booking_id join claim c on c.id = o.claim_id where o.state = 'open' and o.until > clock_now())
       select
         (select count(*) from (select from open group by client_id having count(*) > 1) a)::int as "people with two",
         (select count(*) from open x join open y on x.coach_id = y.coach_id and x.id < y.id
           and tstzrange(x.starts_at, x.ends_at) && tstzrange(y.starts_at, y.ends_at))::int as "times kept for two",
         (select count(*) from open where not active or claimed <> 'hold')::int as "kept for nobody",
         (select count(*) from open where ends_at > own)::int as "not sooner",
         (select count(*) from offer where starts_at < made_at + interval '30 minutes')::int as "without the notice",
         (select count(*) from (select from offer group by booking_id, starts_at having count(*) > 1) a)::int as "the same time again",
         (select count(*) from (select from offer where state = 'taken' group by coach_id, starts_at, claim_id having count(*) > 1) a)::int
           as "taken twice",
         (select count(*) from offer o where (select count(*) from message m where m.subject_id = o.id and m.recipient = 'client') <> 1)::int
           as "not told once",
         (select count(*) from offer o join claim c on c.id = o.claim_id join booking b on b.claim_id = c.id
           where o.state <> 'taken' and b.status = 'booked')::int as "booked without being taken"`,
    )
  ).rows[0]!

it(
  'goes to one at a time, with many at once, and never again to who would not have it',
  { timeout: 400_000 },
  async () => {
    const total = () =>
      admin.query<{ state: string; n: number }>('select state, count(*)::int as n from offer group by state')
    await fc.assert(
      fc.asyncProperty(moments, async (all) => {
        for (const { acts, minutes } of all) {
          await Promise.all([round(), round(), ...acts.map(doOne), round()])
          const found = await wrong()
          assert.deepEqual(found, Object.fromEntries(Object.keys(found).map((key) => [key, 0])), JSON.stringify(found))
          assert.deepEqual(await wrongInDiary(admin), nothingWrong)
          await world.setNow(ports.clock().add({ minutes }))
          await round()
          await refill()
        }
      }),
      { numRuns: 10, seed: 19, endOnFailure: true },
    )
    const ended = Object.fromEntries((await total()).rows.map(({ state, n }) => [state, n]))
    for (const state of ['taken', 'declined', 'lapsed'])
      assert.ok((ended[state] ?? 0) > 0, `some are ${state}: ${JSON.stringify(ended)}`)
  },
)

/** Those who cancelled or moved book and wait again, so that there is always a line, as far as there are times. */
async function refill() {
  await ports.availability.load()
  for (const [i, one] of people.entries()) {
    const { rows } = await admin.query<{ status: string }>('select status from booking where id = $1', [one.id])
    if (rows[0]!.status === 'booked') {
      if (!(await one.waits())) await one.ask()
      continue
    }
    const day = [...days]
      .reverse()
      .find((each) => ports.availability.free(wish(), six(each).epochMilliseconds).size > 0)
    const again = day && (await booked(`again ${others++}`, day).catch(() => null))
    if (!again) continue
    people[i] = again
    await again.ask()
  }
}
