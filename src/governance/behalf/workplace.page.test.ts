import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { workplaceToken } from '#coaches'
import { layWorkplaces } from '../../../seed/lay-workplaces.ts'
import { boolean, query } from '#lib/sql'
import { callDesk, heldIn, slotsIn } from '../../../testing/desk.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { assertRefused, idOf } from '../../../testing/pages.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { home } from './paths.ts'

const sayKnown = query({ said: boolean }, 'select i_know($1) as said')
const [densham, mckenzie] = ['Densham Surgery', 'McKenzie House']
type Form = Record<string, string | string[]>

/** Coach 1 works at Densham Surgery; whoever calls is booked by Sam. */
async function calls(coaches = 2) {
  const world = await bookingWorld(Array.from({ length: coaches }, (_, i) => ({ id: coachId(i + 1) })))
  const { admin, db } = world
  await layWorkplaces(admin)
  const { sam, room } = await callDesk(world)
  await admin.query(`insert into coach_workplace (coach_id, token, sealed_name) values ($1, $2, '')`, [
    coachId(1),
    workplaceToken(room.workplaceKey, 'A81001'),
  ])
  await world.ports.availability.load()
  const asked = { service: 'lay-too', mode: 'phone' }
  const amina = { name: 'Amina', phone: '07700 900123', email: '', agreed: 'yes' }
  const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await admin.query<T>(sql, values)).rows
  /** A time that is kept with a coach. */
  const keptWith = async (coach: number, given: Form = {}) => {
    const absent = `insert into absence (coach_id, during, reason) select id, tstzrange(clock_now(), clock_now() + interval '9 days'), 'leave'
      from coach where id <> $1`
    await admin.query(absent, [coachId(coach)])
    await world.ports.availability.load()
    const { html } = await sam.post(home, { ...asked, ...given, act: 'times' })
    const hold = heldIn(
      (await sam.post(home, { ...asked, ...given, act: 'enter', number: '1', slots: slotsIn(html) })).html,
    )
    await admin.query('delete from absence')
    await world.ports.availability.load()
    return hold
  }
  const press = (hold: string, given: Form) => sam.post(home, { ...asked, ...amina, ...given, hold, act: 'book' })
  const heldWith = async (id: string) =>
    (await rows<{ coach: string }>('select coach_id as coach from hold where id = $1', id))[0]?.coach
  const coachOf = async (id: string) =>
    (await rows<{ coach: string }>('select coach_id as coach from booking where id = $1', id))[0]?.coach
  const apartFrom = (id: string) =>
    rows('select k.coach_id as coach from kept_apart k join booking b using (client_id) where b.id = $1', id)
  return { ...world, sam, db, heldWith, asked, amina, rows, keptWith, press, coachOf, apartFrom }
}

describe('a caller who says where they work', async () => {
  const one = await calls()
  const { keptWith, press, coachOf, heldWith, apartFrom, rows } = one

  it('is booked at the same time with somebody who does not work there, and pressed twice, it is one booking', async () => {
    const hold = await keptWith(1)
    assert.notEqual(hold, '')
    const [{ at }] = (await rows<{ at: string }>('select starts_at::text as at from hold where id = $1', hold)) as [
      { at: string },
    ]
    const again = () => press(hold, { workplace: densham })
    const all = [...(await Promise.all([again(), again()])), await again()]
    assert.deepEqual([...new Set(all.map(({ to }) => idOf(to.split('?')[0]!)))], [hold], JSON.stringify(all))
    assert.deepEqual(await rows('select coach_id as coach, starts_at::text as at from booking where id = $1', hold), [
      { coach: coachId(2), at },
    ])
    assert.deepEqual(await apartFrom(hold), [{ coach: coachId(1) }])
    assert.deepEqual(
      await rows(`select from claim where active and coach_id = $1`, coachId(1)),
      [],
      'their time is free',
    )
  })

  it('of which nothing is kept but whom not to offer', async () => {
    const kept = await rows<{ words: string }>(
      `select coalesce(string_agg(b::text || p::text || c::text || e::text || r::text, ''), '') as words from booking b
         join booking_person p on p.booking_id = b.id join booking_change c on c.booking_id = b.id
         join audit_event e on e.subject_id = b.id cross join request_record r`,
    )
    assert.doesNotMatch(kept[0]!.words, /densham|A81001/i)
    const token = workplaceToken(Buffer.alloc(32, 8), 'A81001').toString('hex')
    assert.ok(!kept[0]!.words.includes(token))
  })

  it('keeps their coach where nobody works there, and their area is counted', async () => {
    const hold = await keptWith(1)
    assert.equal((await press(hold, { workplace: mckenzie, phone: '07700 900200' })).status, 303)
    assert.deepEqual(await apartFrom(hold), [])
    assert.deepEqual(await rows('select area from booking where id = $1', hold), [{ area: 'QHM' }])
  })

  it('is asked which of several it is, and words that lead nowhere are spoken of once', async () => {
    const hold = await keptWith(1)
    const phone = '07700 900300'
    assertRefused(await press(hold, { phone, workplace: 'surgery' }), 'Select which of these is where they work')
    const nowhere = await press(hold, { phone, workplace: 'Nowhere at all' })
    assertRefused(nowhere, 'We found nothing by these words')
    const seen = /name="seen" value="([^"]*)"/.exec(nowhere.html)![1]!
    assert.ok(nowhere.html.includes('value="Nowhere at all"') && nowhere.html.includes('value="Amina"'))
    assert.equal(heldIn(nowhere.html), hold)
    assert.equal((await press(hold, { phone, workplace: 'Nowhere at all', seen })).status, 303)
  })

  it('and says so before a time is chosen, is kept none with whoever works there', async () => {
    const hold = await keptWith(1, { workplace: densham })
    assert.equal(await heldWith(hold), coachId(2), 'though at the soonest the other alone is free')
    assert.equal((await press(hold, { phone: '07700 900400', workplace: densham })).status, 303)
    assert.equal(await coachOf(hold), coachId(2))
    assert.deepEqual(await wrongInDiary(one.admin), nothingWrong)
  })
})

it('where nobody else can at that time it has just gone, other times are there, and nothing typed is lost', async () => {
  const { keptWith, press, rows, admin, ports } = await calls()
  const hold = await keptWith(1)
  await admin.query(
    `insert into absence (coach_id, during, reason) select $1, tstzrange(clock_now(), clock_now() + interval '6 hours'), 'leave'`,
    [coachId(2)],
  )
  await ports.availability.load()
  const gone = await press(hold, { workplace: densham })
  assert.equal(gone.status, 409)
  assert.match(gone.html, /That time has just gone/)
  for (const said of ['value="Amina"', 'value="07700 900123"', `value="${densham}"`])
    assert.ok(gone.html.includes(said))
  assert.equal(heldIn(gone.html), '')
  assert.ok(
    slotsIn(gone.html)
      .split(' ')
      .every((at) => at >= '2026-11-23T14:'),
    slotsIn(gone.html),
  )
  assert.deepEqual(await rows('select state from hold where id = $1', hold), [{ state: 'released' }])
  assert.deepEqual(await rows('select from claim where active'), [])
})

it('a caller is booked with whoever’s time was kept, whosever contact they say: nothing has gone, and nobody finds out', async () => {
  const { keptWith, press, coachOf, apartFrom, db, admin, rows } = await calls(1)
  const first = await keptWith(1)
  const email = 'amina@example.org'
  assert.equal((await press(first, { email })).status, 303)
  await rows('update booking set verified_at = clock_now() where id = $1', first)
  await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, first))
  const answers = []
  for (const given of [{ email }, { phone: '07700 900456', email: 'other@example.org' }, {}]) {
    const hold = await keptWith(1)
    const { status, to } = await press(hold, given)
    answers.push([status, to.replace(hold, 'ID')])
    assert.equal(await coachOf(hold), coachId(1))
    assert.deepEqual(await apartFrom(hold), [])
  }
  assert.deepEqual(answers[0], [303, '/team/operations/behalf/ID?by=email'])
  assert.deepEqual(answers[1], answers[0])
  assert.equal(answers[2]![0], 303)
})
