import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { acknowledge } from '../../src/booking/acknowledge/acknowledge.ts'
import { sayKnown } from '../../src/booking/apart/queries.ts'
import { cancel } from '../../src/booking/cancel.ts'
import { coversForMe } from '../../src/booking/cover/queries.ts'
import { hold } from '../../src/booking/hold.ts'
import { moveTo } from '../../src/booking/move.ts'
import { findBooking } from '../../src/booking/queries.ts'
import { choose } from '../../src/booking/rehome/choose.ts'
import { rehoming } from '../../src/booking/rehome/rehome.ts'
import { askSooner, decline } from '../../src/booking/sooner/ask.ts'
import { swapsFor, swapsOffered } from '../../src/booking/swap/queries.ts'
import { verify } from '../../src/booking/verify.ts'
import { askedBefore } from '../../src/booking/wish-of.ts'
import { endAbsence, recordAbsence } from '../../src/coaches/index.ts'
import { browser } from '../booking.ts'
import { admin, answer, as, ask, coaches, db, give, lead, letGo, offer, ports, priya, stop, take } from '../covering.ts'
import { coachId } from '../world.ts'
import { kept, newPerson, oneOf, plain, rowOf, someone, startOf, type Chance } from './life.ts'

async function swap(act: Chance) {
  const mine = await someone(act)
  const actor = await as(mine.who)
  const theirs = oneOf(await db.withActor(actor, (tx) => swapsFor(tx, mine.id, mine.start, null)), act)
  if (theirs) await offer(mine, { ...mine, who: Number(theirs.coachId.slice(-2)), start: theirs.startsAt })
}

const actingFor = (who: number) => ({
  by: { actorKind: 'coach' as const, actorId: coachId(who) },
  now: ports.clock(),
  rehoming,
})

async function fallIll({ coach, quarter, chance }: Chance) {
  const startsAt = ports.clock().add({ minutes: 10 * quarter })
  const during = { startsAt, endsAt: startsAt.add({ hours: 1 + (chance % 6) }) }
  await db.withActor(await as(coach), (tx) => recordAbsence(tx, coachId(coach), during, 'ill', actingFor(coach)))
}

async function comeBack(act: Chance) {
  const away = await rowOf<{ id: string; who: number }>(
    `select id, right(coach_id::text, 2)::int as who from absence where upper(during) > clock_now() order by during, coach_id`,
    act,
  )
  if (away)
    await db.withActor(await as(away.who), (tx) => endAbsence(tx, coachId(away.who), away.id, actingFor(away.who)))
}

async function moveAway(act: Chance) {
  const { id, owner } = await someone(act)
  const booking = await db.withActor(owner.actor, (tx) => findBooking.one(tx, id))
  const wish = booking && askedBefore(ports.availability, booking)
  if (wish) await moveTo(ports, owner.actor, booking, wish, startOf(act), 'client')
}

async function takeOpen({ coach }: Chance) {
  const covers = await db.withActor(await as(coach), (tx) => coversForMe(tx))
  const open = covers.find(({ state }) => state === 'open')
  if (open) await take(open.id, coach)
}

async function giveOpen(act: Chance) {
  const open = await rowOf<{ id: string; who: number }>(
    `select v.id, right(k.coach_id::text, 2)::int as who from cover v join cover_candidate k on k.cover_id = v.id
      where settled_at is null order by v.starts_at, v.coach_id, k.coach_id`,
    act,
  )
  if (open) await give(open.id, open.who, act.coach % 2 ? lead : priya)
}

async function answerOne(act: Chance) {
  const offered = await db.withActor(await as(act.coach), (tx) => swapsOffered(tx))
  const open = oneOf(
    offered.filter(({ state }) => state === 'open'),
    act,
  )
  if (open) await answer(open.id, act.coach, act.chance < 80)
}

async function say(act: Chance, what: 'know' | 'acknowledge') {
  const { id, who } = await someone(act)
  const visit = { viewer: { id: coachId(who) }, requestId: randomUUID() } as Parameters<typeof acknowledge>[2]
  await db.withActor(await as(who), async (tx) =>
    what === 'know' ? void (await sayKnown.one(tx, id)) : acknowledge(tx, id, visit),
  )
}

/** As of a change: its coach is asked to acknowledge it. */
const toAcknowledge = async (act: Chance) =>
  admin.query(
    `with b as (select * from booking b where id = $1 and status = 'booked' and starts_at > clock_now() for no key update)
     insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at)
       select id, sequence + 100, coach_id, starts_at, clock_now() from b
        where not exists (select from acknowledgement a where a.booking_id = b.id and a.ended_at is null)
       on conflict do nothing`,
    [(await someone(act)).id],
  )

async function waitForSooner(act: Chance) {
  const { id, owner } = await someone(act)
  await askSooner(ports, owner.actor, id, null)
  // What was free when they asked opened after that, for most.
  if (act.chance < 70) await admin.query(`update waiting_alert set passed = '{}' where booking_id = $1`, [id])
}

async function choosing(act: Chance) {
  const one = await kept(['sooner', 'recovery'], act)
  if (one) await Promise.all(presses(act).map(() => choose(ports, one.owner.actor, one.id, one.offerId)))
}
/** Some press twice. */
const presses = ({ quarter }: Chance) => (quarter < 3 ? [1, 2] : [1])

async function declining(act: Chance) {
  const one = await kept(['sooner'], act)
  if (one) await decline(ports, one.owner.actor, one.id, one.offerId)
}

async function askAround(act: Chance) {
  const one = await someone(act)
  await ask(one, oneOf([() => as(one.who), lead, priya], act)!)
}

async function proveContact(act: Chance) {
  const { id, owner } = await someone(act)
  await db.withActor(owner.actor, (tx) => verify(tx, id, owner.browser, randomUUID()))
}

const lookOnly = (act: Chance) => hold(ports, browser(`looks ${randomUUID()}`), plain(), startOf(act))

async function cancelling(act: Chance) {
  const { id, owner } = await someone(act)
  await cancel(ports, owner.actor, id, 'client', 'client')
}

async function stopAsking(act: Chance) {
  const mine = await someone(act)
  await stop(mine, mine.who)
}

const lettingGo = async (act: Chance) => letGo(await someone(act), act.chance % 2 ? 'cancel' : 'other-times')

/** What clients, coaches, the lead and the rota do. */
const acts = {
  books: newPerson,
  looks: lookOnly,
  'proves a contact': proveContact,
  moves: moveAway,
  cancels: cancelling,
  'waits for a sooner time': waitForSooner,
  'takes a time that is kept': choosing,
  'declines a sooner time': declining,
  'falls ill': fallIll,
  'is back': comeBack,
  'knows the client': (act: Chance) => say(act, 'know'),
  'is asked to acknowledge': toAcknowledge,
  acknowledges: (act: Chance) => say(act, 'acknowledge'),
  'asks for cover': askAround,
  'asks no more': stopAsking,
  'takes a session': takeOpen,
  'gives a session': giveOpen,
  'offers a swap': swap,
  'answers a swap': answerOne,
  'lets a session go': lettingGo,
}
type What = keyof typeof acts
const often: readonly What[] = [
  'books',
  'proves a contact',
  'waits for a sooner time',
  'takes a time that is kept',
  'offers a swap',
  'answers a swap',
  'falls ill',
  'cancels',
]

/** One thing that somebody does. */
export type Act = Chance & { what: What }
const chances = {
  person: fc.nat(29),
  coach: fc.integer({ min: 1, max: coaches.length }),
  quarter: fc.oneof(fc.nat(1), fc.nat(9)),
  chance: fc.nat(99),
}
export const act: fc.Arbitrary<Act> = fc.record({
  what: fc.oneof(fc.constantFrom(...(Object.keys(acts) as What[])), fc.constantFrom(...often)),
  ...chances,
})
export const booking: fc.Arbitrary<Chance> = fc.record(chances)
export const doOne = ({ what, ...chance }: Act): Promise<unknown> => acts[what](chance)
