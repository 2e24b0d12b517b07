import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addPattern, editSeries, endPattern, removeException, setException } from '#coaches'
import { worker, type Actor } from '#lib/door'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { elsewhere, illMorning, told } from '../../../testing/ill-morning.ts'
import { at, one, series } from '../../../testing/series.ts'
import { coachActor } from '../../../testing/staff.ts'
import { asked as answerTo } from '../../../testing/walls.ts'
import { coachId } from '../../../testing/world.ts'
import { makeAvailability } from '../availability/live.ts'
import { choose } from './choose.ts'
import { giveAway } from './give-away.ts'
import { rehoming } from './rehome.ts'

const day = Temporal.PlainDate.from('2026-11-24')
const zone = 'Europe/London'
const asCoach = (number: number) => ({ by: { actorKind: 'coach' as const, actorId: coachId(number) }, rehoming })
const ten = '2026-11-24T10:00:00Z'

describe('a session that was given up', () => {
  it('stands when its hours come back, though half of it lay in hours that were never lost', async () => {
    const { edit, ids, waiting, state, go, heard, world } = await series([ten])
    await edit(one('2026-11-24', { startsAt: 480, endsAt: 630 }), 'offer')
    assert.deepEqual(await waiting(), ids)
    await edit(one('2026-11-24', 'usual'), 'stop')
    assert.deepEqual(await waiting(), [])
    for (const seconds of [0, 20, 40, 700]) {
      await world.setNow(at('2026-11-23T08:00:00Z').add({ seconds }))
      await go()
    }
    assert.deepEqual([await state(ids[0]!), await heard()], ['1 24 10:00 booked', []])
  })

  it('stands when an opened day, new weekly hours or a closed day taken back give its hours back, and not before all of it', async () => {
    const { edit, waiting, ids, world } = await series([ten])
    const { db, admin } = world
    const me = coachId(1)
    const asMe = async <T>(work: Parameters<typeof db.withActor<T>>[1]) =>
      db.withActor(await coachActor(admin, me), work)
    const giveUp = () => asMe((tx) => rehoming.giveUp(tx, me, ids))
    const say = (kind: 'open' | 'closed', startsAt: number, endsAt: number) =>
      asMe((tx) => setException(tx, me, { kind, onDate: day, startsAt, endsAt, zone }, asCoach(1)))
    const closed = await say('closed', 540, 700)
    await giveUp()
    assert.deepEqual(await waiting(), ids)
    assert.ok(closed.kind === 'kept')
    await asMe((tx) => removeException(tx, me, closed.id, asCoach(1)))
    assert.deepEqual(await waiting(), [], 'a closed day taken back')

    await edit(one('2026-11-24'), 'offer')
    await say('open', 540, 630)
    assert.deepEqual(await waiting(), ids, 'only half of it is worked')
    await say('open', 630, 700)
    assert.deepEqual(await waiting(), [], 'an opened day')

    await admin.query('delete from coach_exception')
    await edit({ which: 'later', dates: [day], hours: null }, 'stop')
    await giveUp()
    assert.deepEqual(await waiting(), ids)
    const hours = { rule: 'FREQ=WEEKLY;BYDAY=TU', startsOn: day, endsOn: null, startsAt: 600, endsAt: 660, zone }
    const kept = await asMe((tx) => addPattern(tx, me, hours, asCoach(1)))
    assert.equal(kept.kind, 'kept')
    assert.deepEqual(await waiting(), [], 'new weekly hours')
  })

  it('stands where its coach works then again, however that came about, and nobody hears a word', async () => {
    const { edit, ids, state, go, heard, world, waiting } = await series([ten], [{}])
    await edit(one('2026-11-24'), 'offer')
    await world.admin.query('delete from coach_occurrence')
    await go()
    await go()
    assert.deepEqual([await waiting(), await state(ids[0]!), await heard()], [[], '1 24 10:00 booked', []])
  })

  it('is never given to the coach whose it is', async () => {
    const { ids, state, heard, world } = await series([ten])
    const { db, ports } = world
    const availability = makeAvailability({ db, clock: ports.clock, as: worker, days: 7 })
    await availability.load()
    const session = { bookingId: ids[0]!, coachId: coachId(1), startsAt: at(ten) }
    const given = await giveAway(
      { db, clock: ports.clock, random: ports.random, textSender: true },
      availability,
      session,
      { only: null, stands: () => Promise.resolve(true) },
    )
    assert.deepEqual([given, await state(ids[0]!), await heard()], [false, '1 24 10:00 booked', []])
  })
})

describe('a time that is kept with a coach', () => {
  const two = coachId(2)
  /** A client who is asked, with times kept in the afternoon of coach 2, and what coach 2 does. */
  async function asked() {
    const ill = await illMorning([elsewhere])
    await ill.go()
    await ill.world.setNow(told.add({ minutes: 10 }))
    await ill.go()
    const { db, admin } = ill.world
    const pattern = (await admin.query<{ id: string }>('select id from coach_pattern where coach_id = $1', [two]))
      .rows[0]!.id
    const asTwo = async <T>(work: Parameters<typeof db.withActor<T>>[1]) =>
      db.withActor(await coachActor(admin, two), work)
    const before = await ill.kept()
    assert.deepEqual(
      before.map(({ startsAt, coachId: whose }) => `${whose === two} ${startsAt.toString().slice(8, 16)}`),
      ['true 24T14:00', 'true 24T15:00', 'true 24T16:00'],
    )
    return { ...ill, asTwo, pattern, before }
  }
  const ways = {
    'the day is left out of the series': async ({ asTwo, pattern }: Awaited<ReturnType<typeof asked>>) => {
      const acting = { ...asCoach(2), now: told.add({ minutes: 10 }) }
      const said = await asTwo((tx) =>
        editSeries(tx, { id: two, services: ['lay-too'] }, pattern, one('2026-11-24'), null, acting),
      )
      assert.equal(said.kind, 'kept')
    },
    'the day is closed': ({ asTwo }: Awaited<ReturnType<typeof asked>>) =>
      asTwo((tx) =>
        setException(tx, two, { kind: 'closed', onDate: day, startsAt: 720, endsAt: 1_320, zone }, asCoach(2)),
      ),
    'the hours end': ({ asTwo, pattern }: Awaited<ReturnType<typeof asked>>) =>
      asTwo((tx) => endPattern(tx, two, pattern, day, asCoach(2))),
  }
  for (const [what, act] of Object.entries(ways))
    it(`is kept no longer once ${what}, and the client cannot take it`, async () => {
      const it = await asked()
      await act(it)
      assert.deepEqual(await it.kept(), [])
      assert.deepEqual(await choose(it.ports, it.owner.actor, it.id, it.before[0]!.id), { kind: 'gone' })
      const { rows } = await it.world.admin.query(
        'select o.state, c.active from offer o join claim c on c.id = o.claim_id where o.id = any($1)',
        [it.before.map(({ id }) => id)],
      )
      assert.deepEqual(rows, Array(3).fill({ state: 'lapsed', active: false }))
      await it.go()
      const { status, coach } = await it.now()
      assert.deepEqual([status, coach, await wrongInDiary(it.world.admin)], ['booked', 1, nothingWrong])
      const again = await it.kept()
      assert.ok(again.length > 0, 'others are kept')
      assert.ok(
        again.every(
          ({ startsAt, coachId: whose }) =>
            whose !== two || startsAt.epochMilliseconds > at('2026-11-25T00:00:00Z').epochMilliseconds,
        ),
      )
    })

  it('stays kept where it lies whole in what is still worked', async () => {
    const { asTwo, kept, before } = await asked()
    await asTwo((tx) =>
      setException(tx, two, { kind: 'closed', onDate: day, startsAt: 870, endsAt: 915, zone }, asCoach(2)),
    )
    assert.deepEqual(await kept(), [before[2]])
  })

  it('is let go of by nobody but its coach and operations', async () => {
    const { world } = await asked()
    await assert.rejects(
      world.db.withActor(await coachActor(world.admin, coachId(1)), (tx) => rehoming.followHours(tx, two)),
      { code: '42501' },
    )
  })

  it('is neither seen nor let go of by a coach who is not signed in', async () => {
    const { world, kept, before } = await asked()
    const nobody: Actor = { zone: 'care', role: 'lay_coach', claim: 'session:nothing', account: null }
    for (const ask of [`kept_with('${two}')`, `let_go_outside_hours('${two}', '{}', '{}')`])
      assert.equal(await answerTo(world.db, nobody, `select ${ask}`), '42501')
    assert.deepEqual(await kept(), before)
  })
})
