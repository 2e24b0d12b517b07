import { staffByEmail } from '#identity'
import assert from 'node:assert/strict'
import { coachActor } from '../../testing/staff.ts'
import { before, it } from 'node:test'
import { rehoming } from '#booking'
import { anyone, operator, SessionOver, worker } from '#lib/door'
import { freshDatabase } from '../../testing/database.ts'
import {
  addPattern,
  endAbsence,
  endPattern,
  feedOwner,
  listCoaches,
  loadRules,
  member,
  profile,
  recordAbsence,
  removeException,
  renewFeed,
  setException,
} from './index.ts'
import { changePattern } from './working-times.ts'

const { db, admin } = await freshDatabase()
const dev = '00000000-0000-4000-8000-00000000000d'
const ama = '00000000-0000-4000-8000-00000000000a'
const day = (text: string) => Temporal.PlainDate.from(text)
const at = (text: string) => Temporal.Instant.from(text)
const now = at('2026-11-23T09:00Z')
const asDev = { by: { actorKind: 'coach' as const, actorId: dev }, now, rehoming }
const window = { from: day('2026-11-23'), until: day('2026-12-21') }
const weekdaysMorning = {
  rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  startsOn: day('2026-01-05'),
  endsOn: null,
  startsAt: 480,
  endsAt: 720,
  zone: 'Europe/London',
}

before(async () => {
  await admin.query(`
    with p as (insert into provider (key, name, lead) values ('lead', 'A provider', true) returning id)
    insert into coach (id, provider_id, email, name_shown, background, services, languages, gender, ethnically_diverse, meeting_link)
    select x.id::uuid, p.id, x.email, x.name, 'Nurse', x.services::text[], x.languages::text[], x.gender, x.ed, x.link
      from p, (values
        ('${dev}', 'dev@example.org', 'Dev', '{lay-too,lay-too-ed}', '{en,gu}', 'man', true, 'https://video.example.org/dev'),
        ('${ama}', 'ama@example.org', 'Ama', '{lay-too,lay-career}', '{en}', 'woman', false, null)
      ) as x(id, email, name, services, languages, gender, ed, link)`)
})

const rulesOf = async (id: string) => (await db.withActor(anyone, (tx) => loadRules(tx, { ...window, ids: [id] })))[0]!
const asDevs = async <T>(work: Parameters<typeof db.withActor<T>>[1]) =>
  db.withActor(await coachActor(admin, dev), work)

it('loads the rules of all coaches, or of some, with hours worked out', async () => {
  const before = await rulesOf(dev)
  const kept = await asDevs((tx) => addPattern(tx, dev, weekdaysMorning, asDev))
  assert.equal(kept.kind, 'kept')
  const all = await db.withActor(anyone, (tx) => loadRules(tx, window))
  assert.deepEqual(all.map(({ id }) => id).sort(), [ama, dev])
  const rules = all.find(({ id }) => id === dev)!
  assert.deepEqual(rules, await rulesOf(dev))
  assert.equal(rules.working.length, 20)
  assert.deepEqual(rules.working[0], {
    startsAt: at('2026-11-23T08:00Z').epochMilliseconds,
    endsAt: at('2026-11-23T12:00Z').epochMilliseconds,
  })
  assert.ok(rules.version > before.version)
  assert.deepEqual(all.find(({ id }) => id === ama)!.working, [])
})

it('keeps hours up to midnight as they were said', async () => {
  const kept = await db.withActor(operator, (tx) =>
    addPattern(
      tx,
      ama,
      { ...weekdaysMorning, startsAt: 0, endsAt: 1_440 },
      { by: { actorKind: 'operator' }, rehoming },
    ),
  )
  assert.equal(kept.kind, 'kept')
  const { working } = await rulesOf(ama)
  assert.equal(working[0]!.endsAt - working[0]!.startsAt, 5 * 86_400_000)
})

it('refuses a rule that is none, hours that end before they start, and a zone that does not exist', async () => {
  for (const wrong of [
    { rule: 'FREQ=SECONDLY' },
    { startsAt: 600, endsAt: 600 },
    { endsAt: 1_441 },
    { zone: 'Mars/Olympus' },
    { endsOn: day('2025-12-31') },
    { startsOn: day('1066-10-14') },
  ]) {
    const answer = await asDevs((tx) => addPattern(tx, dev, { ...weekdaysMorning, ...wrong }, asDev))
    assert.equal(answer.kind, 'refused', JSON.stringify(wrong))
  }
})

it('changes a pattern from a day on, keeps every second week the same weeks, and ends it', async () => {
  const first = await rulesOf(dev)
  const evening = {
    ...weekdaysMorning,
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA',
    startsOn: day('2026-11-28'),
    startsAt: 1_020,
    endsAt: 1_200,
  }
  const kept = await asDevs((tx) => addPattern(tx, dev, evening, asDev))
  assert.ok(kept.kind === 'kept')
  const changed = await asDevs((tx) =>
    changePattern(tx, dev, kept.id, day('2026-12-03'), { ...evening, startsAt: 1_080 }, asDev),
  )
  assert.ok(changed?.kind === 'kept')
  const saturdays = (await rulesOf(dev)).working.filter(({ endsAt }) => endsAt % 86_400_000 === 72_000_000)
  assert.deepEqual(
    saturdays.map(({ startsAt }) => Temporal.Instant.fromEpochMilliseconds(startsAt).toString()),
    ['2026-11-28T17:00:00Z', '2026-12-12T18:00:00Z'],
  )
  assert.equal(await asDevs((tx) => endPattern(tx, dev, changed.id, day('2026-12-01'), asDev)), true)
  assert.equal(await asDevs((tx) => endPattern(tx, dev, kept.id, day('2026-11-01'), asDev)), true)
  const last = await rulesOf(dev)
  assert.deepEqual(last.working, first.working)
  assert.ok(last.version > first.version)
})

it("leaves another coach's pattern, exception and absence alone", async () => {
  const { rows } = await admin.query<{ id: string }>('select id from coach_pattern where coach_id = $1', [ama])
  const theirs = rows[0]!.id
  assert.equal(await asDevs((tx) => endPattern(tx, dev, theirs, day('2026-12-01'), asDev)), false)
  assert.equal(await asDevs((tx) => changePattern(tx, dev, theirs, day('2026-12-01'), weekdaysMorning, asDev)), null)
  assert.equal(await asDevs((tx) => removeException(tx, dev, theirs, asDev)), false)
  assert.equal(await asDevs((tx) => endAbsence(tx, dev, theirs, asDev)), null)
})

it('lets a day differ, and gives back the old hours when the difference is taken away', async () => {
  const before = await rulesOf(dev)
  const hours = { startsAt: 480, endsAt: 720, zone: 'Europe/London', onDate: day('2026-12-01') }
  const kept = await asDevs((tx) => setException(tx, dev, { ...hours, kind: 'closed' }, asDev))
  assert.ok(kept.kind === 'kept')
  assert.equal((await rulesOf(dev)).working.length, before.working.length - 1)
  const again = await asDevs((tx) => setException(tx, dev, { ...hours, kind: 'open', startsAt: 600 }, asDev))
  assert.ok(again.kind === 'kept')
  const during = await rulesOf(dev)
  assert.ok(during.working.some(({ startsAt }) => startsAt === at('2026-12-01T10:00Z').epochMilliseconds))
  for (const { id } of [kept, again]) assert.ok(await asDevs((tx) => removeException(tx, dev, id, asDev)))
  assert.deepEqual((await rulesOf(dev)).working, before.working)
})

it('records an absence, shows it without its reason to anyone, and ends it early', async () => {
  const during = { startsAt: at('2026-11-22T00:00Z'), endsAt: at('2026-11-27T00:00Z') }
  const answer = await asDevs((tx) => recordAbsence(tx, dev, during, 'ill', asDev))
  assert.ok(answer.kind === 'recorded')
  const millis = { startsAt: during.startsAt.epochMilliseconds, endsAt: during.endsAt.epochMilliseconds }
  assert.deepEqual((await rulesOf(dev)).absences, [millis])
  await assert.rejects(
    db.withActor(anyone, (tx) => tx.send('', 'select reason from absence', [])),
    { code: '42501' },
  )
  const ended = await asDevs((tx) => endAbsence(tx, dev, answer.absence.id, asDev))
  assert.equal(ended!.endsAt.toString(), now.toString())
  assert.equal(await asDevs((tx) => endAbsence(tx, dev, answer.absence.id, asDev)), null)
  const later = { startsAt: at('2026-12-01T00:00Z'), endsAt: at('2026-12-02T00:00Z') }
  const coming = await asDevs((tx) => recordAbsence(tx, dev, later, 'leave', asDev))
  assert.ok(coming.kind === 'recorded')
  assert.ok(await asDevs((tx) => endAbsence(tx, dev, coming.absence.id, asDev)))
  assert.equal((await admin.query('select from absence where id = $1', [coming.absence.id])).rowCount, 0)
})

it('refuses an absence that is backwards, over, or longer than a year', async () => {
  for (const [from, until, refusal] of [
    ['2026-12-02T00:00Z', '2026-12-01T00:00Z', 'ends before it starts'],
    ['2026-11-01T00:00Z', '2026-11-02T00:00Z', 'is over already'],
    ['2026-11-23T00:00Z', '2027-12-23T00:00Z', 'longer than a year'],
  ] as const)
    assert.deepEqual(
      await asDevs((tx) => recordAbsence(tx, dev, { startsAt: at(from), endsAt: at(until) }, 'other', asDev)),
      { kind: 'refused', refusal },
    )
})

it('raises the version and tells listeners of what matters to clients, and of nothing else', async () => {
  const heard: string[] = []
  admin.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await admin.query('listen rules')
  const { version } = await rulesOf(dev)
  await admin.query(`update coach set biography = 'Walks a lot.' where id = $1`, [dev])
  assert.equal((await rulesOf(dev)).version, version)
  await admin.query('update coach set daily_cap = 7 where id = $1', [dev])
  assert.equal((await rulesOf(dev)).version, version + 1)
  await admin.query(`update coach set meeting_link = 'https://video.example.org/other' where id = $1`, [dev])
  assert.equal((await rulesOf(dev)).version, version + 1)
  await admin.query('unlisten rules')
  assert.deepEqual(heard, [dev, dev])
})

it('makes a change to hours wait for a claim under way on that coach', async () => {
  const [asDevHerself, asAmaHerself] = [await coachActor(admin, dev), await coachActor(admin, ama)]
  await admin.query('begin')
  await admin.query('select lock_coach($1)', [dev])
  let recorded = false
  const during = { startsAt: at('2026-12-05T00:00Z'), endsAt: at('2026-12-06T00:00Z') }
  const recording = db
    .withActor(asDevHerself, (tx) => recordAbsence(tx, dev, during, 'leave', asDev))
    .then(() => (recorded = true))
  const other = { startsAt: at('2026-12-05T00:00Z'), endsAt: at('2026-12-06T00:00Z') }
  const asAma = { by: { actorKind: 'coach' as const, actorId: ama }, now, rehoming }
  await db.withActor(asAmaHerself, (tx) => recordAbsence(tx, ama, other, 'leave', asAma))
  assert.equal(recorded, false)
  await admin.query('commit')
  await recording
  assert.equal((await rulesOf(dev)).absences.length, 2)
})

it('finds coaches for a client by what they ask for', async () => {
  const names = (wish: Parameters<typeof listCoaches>[1]) =>
    db.withActor(anyone, async (tx) => (await listCoaches(tx, wish)).map(({ name }) => name))
  assert.deepEqual(await names({ service: 'lay-too' }), ['Ama', 'Dev'])
  assert.deepEqual(await names({ service: 'lay-too', ethnicallyDiverse: true }), ['Dev'])
  assert.deepEqual(await names({ service: 'lay-career', mode: 'video' }), ['Ama'])
  assert.deepEqual(await names({ service: 'lay-too', language: 'gu', gender: 'woman' }), [])
})

it('shows no coach who has left, and signs none in', async () => {
  const found = (id: string) => db.withActor(anyone, (tx) => profile(tx, id))
  assert.equal((await found(ama))!.name, 'Ama')
  assert.equal(await db.withActor(anyone, (tx) => staffByEmail(tx, 'ama@example.org')), ama)
  await admin.query('update coach set active = false where id = $1', [ama])
  assert.equal(await found(ama), undefined)
  assert.equal(await db.withActor(anyone, (tx) => staffByEmail(tx, 'ama@example.org')), null)
  assert.equal((await rulesOf(ama)).active, false)
  assert.equal((await db.withActor(worker, (tx) => member(tx, ama)))!.name, 'Ama')
})

it('opens a feed by its newest token alone, and keeps no token', async () => {
  const renew = () => asDevs((tx) => renewFeed(tx, dev, asDev))
  const [first, second] = [await renew(), await renew()]
  const owner = (token: string) => db.withActor(anyone, (tx) => feedOwner(tx, token))
  assert.equal(await owner(first!), undefined)
  assert.equal(await owner(second!), dev)
  assert.equal(await owner(''), undefined)
  const { rows } = await admin.query<{ row: string }>('select coach::text as row from coach where id = $1', [dev])
  assert.ok(!rows[0]!.row.includes(second!))
  const asAma = await coachActor(admin, ama)
  await assert.rejects(
    db.withActor(asAma, (tx) => renewFeed(tx, ama, asDev)),
    SessionOver,
  )
})

it('lets a coach change no row of another coach, whatever the statement says', async () => {
  const changes = [
    'update coach set biography = biography where id = $1 returning id',
    'update coach set version = version + 1 where id = $1 returning id',
    'update coach_pattern set zone = zone where coach_id = $1 returning id',
  ]
  for (const change of changes) {
    assert.deepEqual(await asDevs((tx) => tx.send('', change, [ama])), [], change)
    assert.notDeepEqual(await asDevs((tx) => tx.send('', change, [dev])), [], change)
  }
  const away = `insert into absence (coach_id, during, reason) values ($1, '[2027-03-01T10:00Z,2027-03-01T11:00Z)', 'leave')`
  await assert.rejects(
    asDevs((tx) => tx.send('', away, [ama])),
    { code: '42501' },
  )
  await asDevs((tx) => tx.send('', away, [dev]))
})
