import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { running } from '../../../testing/verbs.ts'
import { closureVerb, providerVerb } from '../index.ts'

const world = await bookingWorld([{ id: coachId(1), services: ['lay-too', 'lay-career'] }])
const { db, admin, ports } = world
const closure = running(closureVerb, db)
const provider = running(providerVerb, db)
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

const isOffered = async (key: string, start: string) => {
  await ports.availability.renewIfStamped()
  const wish = { service: world.service(key), mode: 'video', longer: false, interpreter: false } as const
  return ports.availability.free(wish, at(start)).size > 0
}

it('closes one service, or all of them, for as long as it stands', async () => {
  const tuesday = ['--from', '2026-11-24T00:00Z', '--until', '2026-11-25T00:00Z', '--reason', 'Training']
  assert.equal(await isOffered('lay-too', '2026-11-24T10:00:00Z'), true)
  const one = await closure('add', ...tuesday, '--service', 'lay-too')
  assert.deepEqual(
    [await isOffered('lay-too', '2026-11-24T10:00:00Z'), await isOffered('lay-career', '2026-11-24T10:00:00Z')],
    [false, true],
  )
  const all = await closure('add', ...tuesday)
  assert.equal(await isOffered('lay-career', '2026-11-24T10:00:00Z'), false)
  assert.deepEqual(
    (await closure('list')).out.map((line) => line.split('\t').slice(1)).toSorted(),
    ['all', 'lay-too'].map((which) => [which, '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z', 'Training']).toSorted(),
  )
  for (const { out } of [one, all]) assert.deepEqual((await closure('end', out[0]!)).out, ['Ended.'])
  assert.equal(await isOffered('lay-too', '2026-11-24T10:00:00Z'), true)
  const { rows } = await admin.query(`select verb from audit_event where subject_kind = 'closure' order by id`)
  assert.deepEqual(
    rows.map(({ verb }) => verb),
    ['closure.added', 'closure.added', 'closure.ended', 'closure.ended'],
  )
})

it('keeps on record the part of a closure that has been', async () => {
  const { out } = await closure(
    'add',
    '--from',
    '2026-11-23T00:00Z',
    '--until',
    '2026-11-24T00:00Z',
    '--reason',
    'Snow',
  )
  await closure('end', out[0]!)
  const { rows } = await admin.query('select upper(during) as until from closure')
  assert.deepEqual(
    rows.map(({ until }) => String(until)),
    ['2026-11-23T08:00:00Z'],
  )
})

it('says in one line what is wrong with a closure', async () => {
  const [from, until, reason] = [
    ['--from', '2026-11-24T00:00Z'],
    ['--until', '2026-11-25T00:00Z'],
    ['--reason', 'x'],
  ]
  for (const args of [
    [],
    ['add', ...from!, ...until!],
    ['add', ...from!, ...reason!],
    ['add', ...until!, ...reason!, '--from', 'soon'],
    ['add', ...from!, ...reason!, '--until', '2026-11-23T00:00Z'],
    ['add', ...from!, ...reason!, '--until', '2028-11-23T00:00Z'],
    ['add', ...from!, ...until!, ...reason!, '--service', 'lay-nothing'],
    ['end'],
    ['end', 'x'],
    ['end', coachId(1)],
    ['list', 'x'],
  ]) {
    const { status, out, err } = await closure(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
})

it('adds providers, one of them the lead', async () => {
  assert.deepEqual((await provider('list')).out, ['kestrel\tKestrel Coaching\tlead'])
  assert.deepEqual((await provider('add', 'wren', '--name', 'Wren Coaching')).out, ['wren'])
  assert.equal((await provider('list')).out.length, 2)
  for (const args of [
    [],
    ['add', 'x'],
    ['add', 'wren', '--name', 'Wren again'],
    ['add', 'Wren', '--name', 'W'],
    ['add', 'tern', '--name', 'Tern', '--lead'],
    ['add', 'tern', '--name', ' '],
    ['add', 'tern', '--name', '\u200b'],
  ]) {
    const { status, out, err } = await provider(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
})
