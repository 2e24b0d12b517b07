import assert from 'node:assert/strict'
import { it } from 'node:test'
import { anyone, operator } from '#lib/door'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { running } from '../../../testing/verbs.ts'
import { changesOf, closureVerb, currentServices, pauseVerb, programmeVerb, serviceVerb } from '../index.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const { db, admin } = world
const [service, programme, pause, closure] = [
  running(serviceVerb, db),
  running(programmeVerb, db),
  running(pauseVerb, db),
  running(closureVerb, db),
]
const current = async (key: string) => (await db.withActor(anyone, currentServices)).find((one) => one.key === key)!
const history = (what: string, subject: string | null = null) =>
  db.withActor(operator, (tx) => changesOf(tx, what, subject, 50))
const soon = ['--from', '2026-11-24T00:00Z', '--until', '2026-11-26T00:00Z']

it('a service changes by a new version, which keeps what was not named; the one before stays', async () => {
  const before = await current('lay-career')
  const { status, out } = await service(
    'set',
    'lay-career',
    '--name',
    ' Coaching for careers ',
    '--notice-minutes',
    '60',
  )
  assert.deepEqual([status, out], [0, ['lay-career\tversion 2']])
  assert.deepEqual(await current('lay-career'), {
    ...before,
    version: 2,
    name: 'Coaching for careers',
    noticeMinutes: 60,
  })
  const { rows } = await admin.query(
    `select name, valid_from::text from service_version where key = 'lay-career' and version = 1`,
  )
  assert.equal(rows[0].name, before.name)
  assert.deepEqual(await history('service', 'lay-career'), [
    {
      at: mondayMorning,
      what: 'service',
      subject: 'lay-career',
      title: 'Coaching for careers',
      version: 2,
      fields: [
        { name: 'name', before: before.name, after: 'Coaching for careers' },
        { name: 'noticeMinutes', before: '30', after: '60' },
      ],
      by: null,
    },
  ])
})

it('what is said again as it is makes no version', async () => {
  const { out } = await service('set', 'lay-career', '--notice-minutes', '60')
  assert.deepEqual(out, ['lay-career\tversion 2, as it was'])
  assert.equal((await history('service')).length, 1)
})

it('says in a line each what is wrong with a service, and changes nothing', async () => {
  for (const args of [
    ['set', 'lay-career', '--name', ''],
    ['set', 'lay-career', '--description', 'x'.repeat(301)],
    ['set', 'lay-career', '--window-days', '63'],
    ['set', 'lay-career', '--window-days', '0'],
    ['set', 'lay-career', '--notice-minutes', 'soon'],
    ['set', 'lay-nothing', '--name', 'x'],
    ['set', 'lay-career'],
    ['set', 'lay-career', '--minutes', '30'],
    ['set'],
  ]) {
    const { status, out, err } = await service(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
  assert.equal((await current('lay-career')).version, 2)
})

it('the programme says something new, on record with what it said before', async () => {
  assert.equal((await programme('set', '--phone', '01632 960123', '--email', 'help@example.org')).status, 0)
  assert.equal((await programme('set', '--phone', '')).status, 0)
  assert.deepEqual(
    (await history('programme')).map(({ version, fields }) => [version, fields]),
    [
      [3, [{ name: 'phone', before: '01632 960123', after: null }]],
      [
        2,
        [
          { name: 'phone', before: null, after: '01632 960123' },
          { name: 'email', before: null, after: 'help@example.org' },
        ],
      ],
    ],
  )
  for (const args of [
    ['--phone', 'call us'],
    ['--duty-phone', '12'],
    ['--email', 'us'],
    ['--paid-by', 'x'.repeat(201)],
  ]) {
    const { status, out, err } = await programme('set', ...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
})

it('a pause is of one service or of all, once at a time, and ends or is taken back', async () => {
  const words = ['--words', 'We take bookings again on Thursday.']
  const one = await pause('add', ...soon, ...words, '--service', 'lay-too')
  const all = await pause('add', ...soon, ...words)
  assert.deepEqual((await pause('list')).out.map((line) => line.split('\t')[1]).toSorted(), ['all', 'lay-too'])
  assert.deepEqual((await pause('add', ...soon, ...words, '--service', 'lay-too')).out, one.out)
  const other = await pause('add', ...soon, '--words', 'Others.', '--service', 'lay-too')
  assert.deepEqual([other.status, other.err.length], [1, 1])
  await world.setNow(Temporal.Instant.from('2026-11-25T09:00Z'))
  assert.deepEqual((await pause('end', one.out[0]!)).out, ['Ended.'])
  assert.equal((await pause('end', one.out[0]!)).status, 1)
  await world.setNow(mondayMorning)
  assert.deepEqual((await pause('end', all.out[0]!)).out, ['Ended.'])
  assert.deepEqual(
    (await history('pause', all.out[0])).map(({ title, fields }) => [title, fields.map(({ after }) => after)]),
    [
      ['All services', [null, null, null]],
      ['All services', ['2026-11-24T00:00:00Z', '2026-11-26T00:00:00Z', 'We take bookings again on Thursday.']],
    ],
  )
  const [ended] = await history('pause', one.out[0])
  assert.deepEqual(ended?.fields, [{ name: 'until', before: '2026-11-26T00:00:00Z', after: '2026-11-25T09:00:00Z' }])
})

it('of a closure too it is kept what it was', async () => {
  const { out } = await closure('add', ...soon, '--reason', 'Training')
  assert.deepEqual(
    (await history('closure', out[0])).map(({ title }) => title),
    ['All services'],
  )
  const { rows } = await admin.query(`select object_id from audit_event where verb = 'closure.added'`)
  const { rows: kept } = await admin.query('select id from programme_change where subject = $1', [out[0]])
  assert.equal(rows[0].object_id, kept[0].id)
})

it('says in one line what is wrong with a pause', async () => {
  const words = ['--words', 'x']
  for (const args of [
    ['add', ...soon],
    ['add', ...soon, '--words', 'x'.repeat(301)],
    ['add', ...soon, '--reason', 'x'],
    ['add', ...words, '--from', '2026-11-24T00:00Z'],
    ['add', ...words, '--from', '2026-11-24T00:00Z', '--until', '2026-11-23T00:00Z'],
    ['add', ...soon, ...words, '--service', 'lay-nothing'],
    ['end', 'x'],
    ['list', 'x'],
    [],
  ]) {
    const { status, out, err } = await pause(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
})
