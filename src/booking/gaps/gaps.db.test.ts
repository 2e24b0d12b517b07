import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { matches } from '#coaches'
import { browser } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { waitingLine } from '../../../testing/line.ts'
import { coachActor } from '../../../testing/staff.ts'
import { coachId } from '../../../testing/world.ts'
import { hold } from '../hold.ts'
import { preferencesOf } from '../wish.ts'
import { tidy } from '../jobs.ts'
import { notThatDay, openTime } from './answer.ts'
import { askedDays, proposal } from './propose.ts'
import { answersOf, kindsWanted } from './queries.ts'

const line = await waitingLine([{ dailyCap: 2 }, { gender: 'man' }])
const { world, db, admin, ports, round, booked, wish } = line
const at = (text: string) => Temporal.Instant.from(text)
const visit = async (who: number) => ({
  viewer: { kind: 'coach' as const, id: coachId(who), actor: await coachActor(admin, coachId(who)) },
  requestId: randomUUID(),
  now: ports.clock(),
})
const proposed = async (who = 1, days = askedDays(ports.clock())) =>
  db.withActor(await coachActor(admin, coachId(who)), async (tx) =>
    proposal(tx, ports.availability, coachId(who), { now: ports.clock(), days, wanted: await kindsWanted(tx) }),
  )

describe('time that a coach opens', () => {
  it('is asked for while somebody waits whom they could serve, and says how many, not who', async () => {
    assert.equal(await proposed(), null)
    const [ben, cleo] = [await booked('ben', 25), await booked('cleo', 26, { gender: 'woman' })]
    await ben.ask()
    await cleo.ask()
    await ports.availability.load()
    const first = await proposed()
    assert.equal(first?.waiting, 2)
    const tomorrow = askedDays(ports.clock())[1]!
    assert.ok((await proposed(1, [tomorrow]))?.day.equals(tomorrow), 'tomorrow where today is over or they said no')
    assert.equal((await proposed(2))?.waiting, 1, 'he is not what she asked for')
    assert.deepEqual(Object.keys(first).sort(), ['day', 'endsAt', 'looked', 'startsAt', 'waiting'])
    const [client] = (await admin.query('select client_id from booking where id = $1', [cleo.id])).rows
    await admin.query('insert into kept_apart (client_id, coach_id) values ($1, $2)', [client.client_id, coachId(1)])
    // As it is once nothing looks for another coach any more.
    await admin.query('delete from rehome_task')
    assert.equal((await proposed())?.waiting, 1, 'not for somebody whom she can never have')
    await admin.query('delete from kept_apart')
    await ports.availability.load()
  })

  it('is not asked for where whoever waits let a time pass that overlaps it', async () => {
    const { startsAt } = (await proposed())!
    const { rows } = await admin.query<{ id: string; passed: string[] }>(
      'select booking_id as id, passed from waiting_alert',
    )
    const passing = (minutes: number) =>
      admin.query(
        `update waiting_alert set passed = array[to_char(to_timestamp($1::float8) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')]`,
        [startsAt / 1000 + minutes * 60],
      )
    await passing(30)
    assert.notEqual((await proposed())?.startsAt, startsAt)
    await passing(45)
    assert.equal((await proposed())?.startsAt, startsAt, 'one that begins as it ends does not')
    for (const { id, passed } of rows)
      await admin.query('update waiting_alert set passed = $2 where booking_id = $1', [id, passed])
  })

  it('goes to the first who waits, alone, while everybody else looks for it', async () => {
    const { startsAt, endsAt } = (await proposed())!
    assert.equal(await openTime(ports, await visit(1), { startsAt, endsAt }), 'opened')
    const others = () =>
      Promise.all([1, 2, 3, 4].map((i) => hold(ports, browser(`other ${i}`), wish({ gender: 'woman' }), startsAt)))
    assert.deepEqual([...new Set((await others()).map(({ kind }) => kind))], ['slot-taken'])
    await Promise.all([round(), round(), others()])
    await round()
    const { rows } = await admin.query<{ name: string; start: string }>(
      `select o.booking_id as name, to_char(o.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as start from offer o where o.kind = 'sooner' and o.state = 'open'`,
    )
    assert.equal(rows.length, 1)
    assert.equal(at(rows[0]!.start).epochMilliseconds, startsAt)
    await ports.availability.load()
    assert.deepEqual([...new Set((await others()).map(({ kind }) => kind))], ['slot-taken'], 'and it is kept for them')
    assert.deepEqual(await wrongInDiary(admin), nothingWrong)
    const { rows: said } = await admin.query(`select verb from audit_event where verb = 'day.open'`)
    assert.equal(said.length, 1)
  })

  it('cannot be opened where it is not free, not in the day, or somebody else’s rules forbid it', async () => {
    const { startsAt, endsAt } = (await proposed())!
    for (const [from, until] of [
      ['2026-11-23T06:00:00Z', '2026-11-23T07:00:00Z'],
      ['2026-11-23T22:00:00Z', '2026-11-23T23:00:00Z'],
      ['2026-11-26T12:00:00Z', '2026-11-26T13:00:00Z'],
      ['2026-11-23T12:00:00Z', '2026-11-23T15:00:00Z'],
    ] as const) {
      const time = { startsAt: at(from).epochMilliseconds, endsAt: at(until).epochMilliseconds }
      assert.equal(await openTime(ports, await visit(1), time), 'gone', from)
    }
    const exceptions = async () => (await admin.query('select from coach_exception')).rowCount
    const before = await exceptions()
    await admin.query(`insert into absence (coach_id, during, reason) values ($1, tstzrange($2, $3), 'leave')`, [
      coachId(1),
      Temporal.Instant.fromEpochMilliseconds(startsAt).toString(),
      Temporal.Instant.fromEpochMilliseconds(endsAt).toString(),
    ])
    // Memory has not heard of the absence yet: what is opened then is not booked, and no rule is broken.
    await ports.availability.load()
    assert.equal(await openTime(ports, await visit(1), { startsAt, endsAt }), 'gone')
    assert.equal(await exceptions(), before)
    await admin.query('delete from absence')
    await ports.availability.load()
  })

  it('is not asked for again on a day on which they said no, nor by a page that is older', async () => {
    const today = askedDays(ports.clock())[0]!
    await notThatDay(ports, await visit(1), today)
    await notThatDay(ports, await visit(1), today)
    await notThatDay(ports, await visit(1), today.add({ days: 9 }))
    const answers = await db.withActor(await coachActor(admin, coachId(1)), (tx) => answersOf(tx, coachId(1), today))
    assert.deepEqual(
      answers.filter(({ answer }) => answer === 'not').map(({ day }) => day),
      [today.toString()],
    )
    assert.deepEqual(
      await db.withActor(await coachActor(admin, coachId(2)), (tx) => answersOf(tx, coachId(1), today)),
      [],
    )
    await world.setNow(ports.clock().add({ hours: 24 * 9 }))
    await tidy({ db })
    assert.equal((await admin.query('select from gap_answer')).rowCount, 0)
  })
})

it('the database matches as the rules do, of all that people ask for', async () => {
  const coach = fc.record({
    services: fc.subarray(['lay-too', 'lay-too-ed', 'lay-team'], { minLength: 1 }),
    modes: fc.subarray(['video', 'phone'], { minLength: 1 }),
    gender: fc.constantFrom('woman', 'man', null),
    languages: fc.uniqueArray(fc.constantFrom('en', 'pa', 'pa-Guru', 'PA-guru', 'pan', 'tw'), { minLength: 1 }),
    ethnicallyDiverse: fc.boolean(),
    active: fc.boolean(),
  })
  const asked = fc.record({
    key: fc.constantFrom('lay-too', 'lay-too-ed', 'lay-team'),
    mode: fc.constantFrom('video' as const, 'phone' as const),
    gender: fc.constantFrom('woman' as const, 'man' as const, undefined),
    language: fc.constantFrom('en', 'pa', 'pa-Guru', 'pan', undefined),
    ethnicallyDiverse: fc.constantFrom(true, undefined),
    coachId: fc.constantFrom(coachId(1), coachId(2), undefined),
  })
  const told = new Set<boolean>()
  await fc.assert(
    fc.asyncProperty(coach, asked, async (who, { key, ...wanted }) => {
      const words = preferencesOf({ ...wish(), ...wanted } as Parameters<typeof preferencesOf>[0])
      const { rows } = await admin.query<{ yes: boolean }>(
        `select meets(jsonb_populate_record(null::coach, $1), $2, $3, $4) as yes`,
        [
          JSON.stringify({ id: coachId(1), ...who, ethnically_diverse: who.ethnicallyDiverse }),
          key,
          wanted.mode,
          words,
        ],
      )
      const expected = matches({ id: coachId(1), ...who }, { ...wanted, service: key })
      told.add(expected)
      assert.equal(rows[0]!.yes, expected)
    }),
    { numRuns: 400 },
  )
  assert.equal(told.size, 2)
})
