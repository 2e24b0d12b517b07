import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { worker } from '#lib/door'
import { recordAbsence } from '#coaches'
import { openTask } from '#tasks'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { actorOf, coachActor, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning, type TestCoach } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { preferencesOf, type Wish } from '../wish.ts'
import { rehoming } from '../rehome/rehome.ts'
import { recover } from '../rehome/recover.ts'
import { askCoverOf, askForCover, coversForMe, giveCover, letGoSession, stopCover, whoCouldCover } from './queries.ts'
import { lookAfterCover } from './round.ts'

const coaches: Omit<TestCoach, 'id'>[] = [
  { gender: 'woman', languages: ['en', 'tw'], ethnicallyDiverse: true, services: ['lay-too', 'lay-too-ed'] },
  { gender: 'woman', ethnicallyDiverse: true, services: ['lay-too', 'lay-too-ed'], dailyCap: 1 },
  { gender: 'man', languages: ['en', 'tw'] },
  { gender: 'woman', modes: ['phone'] },
  { gender: 'woman', gapMinutes: 60 },
]
const world = await bookingWorld(coaches.map((one, i) => ({ id: coachId(i + 1), ...one })))
const { db, admin, ports } = world
await admin.query(`insert into provider (key, name) values ('osprey', 'Osprey')`)
const sam = await newStaff(admin, 'lead_ops')
const rota = await newStaff(admin, 'partner_rota')
const lead = () => actorOf(admin, sam, 'lead_ops')
const priya = () => actorOf(admin, rota, 'partner_rota')
const recovering = {
  db,
  clock: ports.clock,
  random: ports.random,
  textSender: true,
  log: (...said: unknown[]) => assert.fail(said.map((one) => JSON.stringify(one)).join()),
}
const round = () => lookAfterCover(recovering)
const at = (clock: string) => Temporal.Instant.from(`2026-11-23T${clock}:00Z`)
let people = 0

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(
    `delete from message; truncate hold, booking, booking_person, booking_change, claim, cover cascade; delete from absence`,
  )
  await admin.query(`update coach set provider_id = (select id from provider where key = 'kestrel')`)
  await ports.availability.load()
})

/** Somebody's session with a coach, and what they asked for. */
async function session(asked: Partial<Wish> = {}, who = 1, start = at('11:00')) {
  const owner = browser(`person ${++people}`)
  const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, ...asked }
  const held = await hold(ports, owner, { ...wish, coachId: coachId(who) }, start.epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(ports, owner, held.id, client(`person${people}`))
  assert.ok(booked.kind === 'booked')
  await admin.query('update booking set matched_on = $2 where id = $1', [booked.id, preferencesOf(wish)])
  return { id: booked.id, owner, start, who }
}
type Session = Awaited<ReturnType<typeof session>>
const as = (who: number) => coachActor(admin, coachId(who))
const ask = async ({ start, who }: Session, actor = () => as(who)) =>
  (await db.withActor(await actor(), (tx) => askForCover.one(tx, coachId(who), start, randomUUID())))!.id!
const take = async (cover: string, who: number) =>
  (await db.withActor(await as(who), (tx) => giveCover.one(tx, cover, coachId(who), randomUUID())))!.yes
const give = async (cover: string, who: number, actor = lead) =>
  (await db.withActor(await actor(), (tx) => giveCover.one(tx, cover, coachId(who), randomUUID())))!.yes
const sees = async (who: number) =>
  (await db.withActor(await as(who), (tx) => coversForMe(tx))).map(({ state }) => state)
const could = async (cover: string, actor = lead) =>
  (await db.withActor(await actor(), (tx) => whoCouldCover(tx, cover)))
    .map((one) => Number(one.coachId.slice(-2)))
    .sort()
const has = async ({ id }: Session) =>
  (await admin.query<{ who: number }>('select right(coach_id::text, 2)::int as who from booking where id = $1', [id]))
    .rows[0]!.who
const heard = async ({ id }: Session, recipient: string) =>
  (
    await admin.query<{ kind: string }>(
      `select kind from message where subject_id = $1 and recipient = $2 and subject_sequence > 0 and kind not like 'reminder%' order by kind`,
      [id, recipient],
    )
  ).rows.map(({ kind }) => kind)
const trail = async ({ id }: Session) =>
  (await admin.query<{ verb: string }>(`select verb from audit_event where subject_id = $1 order by id`, [id])).rows
    .map(({ verb }) => verb)
    .filter((verb) => verb.startsWith('cover.') || verb === 'booking.reassigned')

describe('a coach who asks for cover', () => {
  it('has the session until a colleague takes it; the client hears once, both coaches hear, and it is on the trail', async () => {
    const mine = await session()
    const cover = await ask(mine)
    assert.deepEqual(await sees(2), [], 'nobody is known to be able to yet')
    await round()
    assert.deepEqual([await sees(2), await sees(3), await sees(1)], [['open'], ['open'], []])
    assert.equal(await has(mine), 1)
    assert.equal(await take(cover, 3), true)
    assert.deepEqual([await sees(3), await sees(2), await has(mine)], [['mine'], [], 1])
    await round()
    assert.equal(await has(mine), 3)
    assert.deepEqual(await heard(mine, 'client'), ['booking-reassigned'])
    assert.deepEqual(await heard(mine, 'coach'), ['coach-cancelled', 'coach-new'])
    assert.deepEqual(await trail(mine), ['cover.asked', 'cover.taken', 'booking.reassigned'])
    await round()
    assert.deepEqual(await heard(mine, 'client'), ['booking-reassigned'])
    assert.deepEqual([await sees(3), await wrongInDiary(admin)], [[], nothingWrong])
  })

  it('goes to one of two who take it at once, however often it happens', async () => {
    for (let i = 0; i < 12; i++) {
      const mine = await session({}, 1, at('11:00').add({ hours: i * 24 }))
      const cover = await ask(mine)
      await round()
      const who = (await could(cover)).filter((one) => one !== 1)
      assert.ok(who.length >= 2)
      const taken = await Promise.all(who.map((one) => take(cover, one)))
      assert.equal(taken.filter(Boolean).length, 1)
      await round()
      assert.equal(await has(mine), who[taken.indexOf(true)])
    }
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
  })

  it('asks colleagues of the same provider alone, and only those who were found able to', async () => {
    await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
      coachId(3),
    ])
    const mine = await session({ gender: 'woman' })
    const cover = await ask(mine)
    await round()
    assert.deepEqual([await sees(3), await sees(4), await sees(2)], [[], [], ['open']])
    assert.deepEqual([await take(cover, 3), await take(cover, 4), await take(cover, 1)], [false, false, false])
    assert.equal(await take(cover, 2), true)
  })

  it('may think better of it until somebody has taken it', async () => {
    const mine = await session()
    const stop = async () => (await db.withActor(await as(1), (tx) => stopCover.one(tx, mine.id, randomUUID())))!.yes
    const first = await ask(mine)
    assert.equal(await ask(mine), first, 'asking again changes nothing')
    await round()
    assert.equal(await stop(), true)
    assert.equal(await take(first, 2), false)
    const second = await ask(mine)
    await round()
    assert.equal(await take(second, 2), true)
    assert.equal(await stop(), false)
  })

  it('cannot ask for anybody else’s, nor see who could', async () => {
    const theirs = await session({}, 2)
    assert.equal(await ask(theirs, () => as(1)), null)
    const cover = await ask(theirs)
    await round()
    await assert.rejects(
      db.withActor(await as(1), (tx) => whoCouldCover(tx, cover)),
      { code: '42501' },
    )
    await assert.rejects(
      db.withActor(await as(1), (tx) => tx.send('', 'select from cover_candidate', [])),
      { code: '42501' },
    )
    assert.deepEqual(await db.withActor(await as(1), (tx) => tx.send('', 'select id from cover', [])), [])
  })
})

describe('whoever was chosen', () => {
  it('does not get it where their time went meanwhile: it is open again, and they are told so', async () => {
    const mine = await session()
    const cover = await ask(mine)
    await round()
    assert.equal(await take(cover, 3), true)
    await session({}, 3)
    await round()
    assert.deepEqual([await has(mine), await sees(3), await sees(2)], [1, ['missed'], ['open']])
    assert.equal(await take(cover, 2), true)
    await round()
    assert.deepEqual([await has(mine), await heard(mine, 'client')], [2, ['booking-reassigned']])
  })

  it('gets nothing where the client moved or cancelled first', async () => {
    const mine = await session()
    const cover = await ask(mine)
    await round()
    await take(cover, 3)
    await cancel(ports, mine.owner.actor, mine.id, 'client', 'client')
    await round()
    assert.deepEqual([await has(mine), await heard(mine, 'client'), await sees(3)], [1, ['booking-cancelled'], []])
  })

  it('has as many sessions that day as they take at most, and their gaps', async () => {
    await session({}, 2, at('15:00'))
    await session({}, 5, at('09:45'))
    const cover = await ask(await session())
    await round()
    assert.deepEqual(await could(cover), [3], 'two has a full day, five a gap of an hour, four no video')
  })
})

describe('the lead', () => {
  it('gives a session that nobody acknowledged to a coach they name, minutes before its start, and the task ends', async () => {
    const mine = await session()
    await admin.query(
      `insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at, acknowledged_at, ended_at)
         values ($1, 99, $2, clock_now(), clock_now(), clock_now(), clock_now())`,
      [mine.id, coachId(5)],
    )
    await world.setNow(at('10:41'))
    const cover = await db.withActor(worker, async (tx) => {
      await openTask(tx, { kind: 're-home', bookingId: mine.id, dueAt: at('10:51') })
      return (await askCoverOf.one(tx, mine.id))!.id!
    })
    await round()
    assert.deepEqual([await could(cover), await sees(2)], [[2, 3, 5], []])
    const [first] = await db.withActor(await lead(), (tx) => whoCouldCover(tx, cover))
    assert.equal(first!.coachId, coachId(5), 'who last said that they would be there stands first')
    assert.equal(await give(cover, 4), false, 'who cannot is not given it')
    assert.equal(await give(cover, 5), true)
    await round()
    assert.equal(await has(mine), 5)
    const { rows } = await admin.query('select outcome from task where booking_id = $1', [mine.id])
    assert.deepEqual(rows, [{ outcome: 'done' }])
    assert.deepEqual(await trail(mine), ['cover.asked', 'cover.chosen', 'booking.reassigned'])
    assert.deepEqual(await heard(mine, 'client'), ['booking-reassigned'])
  })

  it('lets the client choose another time, or cancels with an apology and a call, where nobody can', async () => {
    const letGo = async ({ id }: Session, how: string) =>
      (await db.withActor(await lead(), (tx) => letGoSession.one(tx, id, how, randomUUID())))!.yes
    const [asked, cancelled] = [await session({ coachId: coachId(1) }), await session({}, 1, at('14:00'))]
    assert.equal(await letGo(asked, 'other-times'), true)
    assert.equal(await letGo(cancelled, 'cancel'), true)
    await recover(recovering)
    const { rows } = await admin.query(
      `select b.status, t.outcome, t.told_at is not null as told,
              (select count(*)::int from task k where k.booking_id = b.id and k.kind = 'call') as calls
         from booking b join rehome_task t on t.booking_id = b.id order by b.starts_at`,
    )
    assert.deepEqual(rows, [
      { status: 'booked', outcome: null, told: true, calls: 0 },
      { status: 'cancelled', outcome: 'cancelled', told: false, calls: 1 },
    ])
    const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: ports.clock(), rehoming }
    await db.withActor(await as(1), (tx) =>
      recordAbsence(tx, coachId(1), { startsAt: at('20:00'), endsAt: at('21:00') }, 'ill', acting),
    )
    await recover(recovering)
    const { rowCount } = await admin.query('select from rehome_task where settled_at is null and by_hand is not null')
    assert.equal(rowCount, 1, 'an absence elsewhere settles nothing that the lead said')
  })
})

describe('a provider’s rota', () => {
  it('covers its own coaches’ sessions with its own coaches, and no others', async () => {
    await admin.query(`update coach set provider_id = (select id from provider where key = 'osprey') where id = $1`, [
      coachId(3),
    ])
    const [mine, foreign] = [await session(), await session({}, 3, at('13:00'))]
    assert.equal(await ask(foreign, priya), null)
    const cover = await ask(mine, priya)
    await round()
    assert.deepEqual(
      [await could(cover, priya), await could(cover)],
      [
        [2, 5],
        [2, 3, 5],
      ],
    )
    assert.equal(await give(cover, 3, priya), false)
    const theirs = await ask(foreign)
    await round()
    assert.deepEqual([await could(theirs, priya), await give(theirs, 2, priya)], [[], false])
    assert.equal(await give(cover, 2, priya), true)
    await round()
    assert.equal(await has(mine), 2)
  })
})

const wishes: Partial<Wish>[] = [
  {},
  { gender: 'woman' },
  { gender: 'man' },
  { language: 'tw' },
  { ethnicallyDiverse: true },
  { mode: 'phone' },
  { longer: true },
  { coachId: coachId(1) },
  { gender: 'woman', language: 'tw' },
]
const meets = (who: number, { gender, language, ethnicallyDiverse, mode = 'video', coachId: named }: Partial<Wish>) => {
  const coach = coaches[who - 1]!
  return (
    (gender ?? coach.gender) === coach.gender &&
    (language === undefined || (coach.languages ?? ['en']).includes(language)) &&
    (!ethnicallyDiverse || coach.ethnicallyDiverse === true) &&
    (coach.modes ?? ['video', 'phone']).includes(mode) &&
    (named ?? coachId(who)) === coachId(who)
  )
}

it('never breaks what a client asked for, books nobody twice and keeps every cap, whoever takes what at once', async () => {
  const one = fc.record({
    wish: fc.nat(wishes.length - 1),
    hour: fc.nat(5),
    takers: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 2 }),
  })
  let given = 0
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 3, maxLength: 5 }), async (all) => {
      await admin.query(
        `delete from message; truncate hold, booking, booking_person, booking_change, claim, cover cascade`,
      )
      await ports.availability.load()
      const sessions: { mine: Session; asked: Partial<Wish>; cover: string; takers: number[] }[] = []
      const hours = new Set<number>()
      for (const { wish, hour, takers } of all) {
        const who = [1, 2, 3, 4, 5].find((each) => meets(each, wishes[wish]!))
        if (hours.has(hour) || who === undefined) continue
        hours.add(hour)
        const start = at('09:00').add({ minutes: hour * 75 })
        if (
          ports.availability.why(
            { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, ...wishes[wish] },
            coachId(who),
            start.epochMilliseconds,
          )
        )
          continue
        const mine = await session(wishes[wish], who, start)
        sessions.push({ mine, asked: wishes[wish]!, cover: await ask(mine), takers })
      }
      await round()
      await Promise.all([
        ...sessions.flatMap(({ cover, takers }) => takers.map((who) => take(cover, who))),
        ...sessions.map(({ cover, takers }) => give(cover, takers[0]!)),
        round(),
      ])
      await round()
      for (const { mine, asked } of sessions) {
        const who = await has(mine)
        if (who !== mine.who) given++
        assert.ok(meets(who, asked), `${who} is not ${JSON.stringify(asked)}`)
        assert.ok((await heard(mine, 'client')).length <= 1)
      }
      const { rows } = await admin.query<{ over: number }>(
        `select count(*)::int as over from (select from booking b join coach c on c.id = b.coach_id where b.status = 'booked'
           group by c.id having count(*) > c.daily_cap) x`,
      )
      assert.deepEqual([rows[0]!.over, await wrongInDiary(admin)], [0, nothingWrong])
    }),
    { numRuns: 8, seed: 24, endOnFailure: true },
  )
  assert.ok(given > 5, `${given} were given`)
})
