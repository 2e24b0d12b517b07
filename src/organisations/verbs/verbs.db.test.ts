import assert from 'node:assert/strict'
import { it } from 'node:test'
import { layReference } from '../../../seed/reference.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { anyone } from '#lib/door'
import type { Verb } from '#lib/verb'
import { helplinesOn, helplineVerb, programme, programmeVerb, serviceVerb } from '../index.ts'

const { db, admin, setClock } = await freshDatabase()
await layReference(admin)
await setClock(Temporal.Instant.from('2026-11-23T23:30:00Z'))

async function run(verb: Verb, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), progress() {} }
  return { status: await verb.run(args, io, { db }), out, err }
}

const shown = async (key: string, day: string) => {
  const rows = await db.withActor(anyone, (tx) => helplinesOn(tx, Temporal.PlainDate.from(day)))
  return rows.find((row) => row.key === key)
}

it('changes what is named of a helpline from a day on and keeps the rest and the past', async () => {
  const { status } = await run(helplineVerb, 'set', 'samaritans', '--phone', '116 124', '--from', '2026-12-01')
  assert.equal(status, 0)
  assert.equal((await shown('samaritans', '2026-11-30'))?.phone, '116 123')
  const after = await shown('samaritans', '2026-12-01')
  assert.deepEqual([after?.phone, after?.name, after?.urgent], ['116 124', 'Samaritans', true])
})

it('may be changed twice on one day, the last word standing', async () => {
  await run(helplineVerb, 'set', 'samaritans', '--phone', '116 125', '--from', '2026-12-01')
  assert.equal((await shown('samaritans', '2026-12-01'))?.phone, '116 125')
  assert.equal((await shown('samaritans', '2026-11-30'))?.phone, '116 123')
})

it('adds a helpline that is whole, from today on', async () => {
  const whole = ['--name', 'Local line', '--words', 'For staff.', '--hours', '9am to 5pm', '--phone', '01632 960123']
  assert.equal((await run(helplineVerb, 'set', 'local', ...whole)).status, 0)
  assert.equal(await shown('local', '2026-11-22'), undefined)
  assert.deepEqual((await shown('local', '2026-11-23'))?.urgent, false)
})

it('stops showing a helpline from a day on, and never the last urgent one', async () => {
  assert.equal((await run(helplineVerb, 'end', 'local', '--on', '2026-11-25')).status, 0)
  assert.deepEqual(
    [(await shown('local', '2026-11-24'))?.key, await shown('local', '2026-11-25')],
    ['local', undefined],
  )
  const urgent = ['emergency', 'emergency-text-relay', 'nhs-111', 'shout', 'samaritans']
  const answers: number[] = []
  for (const key of urgent) answers.push((await run(helplineVerb, 'end', key, '--on', '2027-06-01')).status)
  assert.deepEqual(answers, [0, 0, 0, 0, 1])
  assert.equal((await run(helplineVerb, 'set', 'samaritans', '--urgent', 'no', '--from', '2027-06-01')).status, 1)
})

it('lists the helplines of a day', async () => {
  const { out } = await run(helplineVerb, 'list', '--on', '2027-06-01')
  assert.match(
    out[0]!,
    /^samaritans\turgent\tSamaritans\tphone 116 125, https:\S+\tAll day, every day\tfrom 2026-12-01$/,
  )
})

it('says in one sentence what is wrong with what it was told of a helpline, and does nothing', async () => {
  const before = (await admin.query('select h::text from helpline h order by 1')).rows
  const wrong = [
    [],
    ['set'],
    ['set', 'shout'],
    ['set', 'SHOUT', '--phone', '1'],
    ['set', 'new', '--phone', '01632 960123'],
    ['set', 'shout', '--text-to', '', '--url', ''],
    ['set', 'shout', '--url', 'javascript:alert(1)'],
    ['set', 'shout', '--phone', 'call me'],
    ['set', 'shout', '--urgent', 'maybe'],
    ['set', 'shout', '--position', 'first'],
    ['set', 'shout', '--hours', 'x'.repeat(301)],
    ['set', 'shout', '--phone', '1234', '--from', '2027-02-30'],
    ['set', 'shout', '--colour', 'red'],
    ['end', 'nobody'],
    ['end', 'shout', '--phone', '1'],
    ['list', 'shout'],
    ['list', '--on', 'today'],
  ]
  for (const args of wrong) {
    const { status, out, err } = await run(helplineVerb, ...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
  assert.deepEqual((await admin.query('select h::text from helpline h order by 1')).rows, before)
})

it('shows the services, and one with its versions', async () => {
  const all = await run(serviceVerb, 'show')
  assert.equal(all.out.length, 6)
  assert.match(all.out[0]!, /^lay-too\tversion 1\tWellbeing coaching\tone-to-one\tslots\t45 minutes$/)
  const one = await run(serviceVerb, 'show', 'lay-team-away-day')
  assert.ok(one.out.includes('alsoMinutes\t240'))
  assert.equal(one.out.at(-1), 'version 1 from\t2026-01-01T00:00:00Z')
  for (const args of [[], ['list'], ['show', 'nothing'], ['show', 'lay-too', 'x']])
    assert.equal((await run(serviceVerb, ...args)).status, 1)
})

it('lets the programme say something new of itself, take it back, and never lose its name', async () => {
  await run(programmeVerb, 'set', '--phone', '01632 960123', '--paid-by', 'a charity')
  const said = await db.withActor(anyone, programme)
  assert.deepEqual([said.name, said.phone, said.paidBy], ['Looking After', '01632 960123', 'a charity'])
  await run(programmeVerb, 'set', '--phone', '')
  assert.equal((await db.withActor(anyone, programme)).phone, null)
  assert.ok((await run(programmeVerb, 'show')).out.includes('phone\tnot said'))
  for (const args of [[], ['set'], ['set', '--name', ''], ['set', '--colour', 'red'], ['show', 'x']])
    assert.equal((await run(programmeVerb, ...args)).status, 1, args.join(' '))
})
