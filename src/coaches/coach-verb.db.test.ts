import assert from 'node:assert/strict'
import { it } from 'node:test'
import { anyone } from '#lib/door'
import { freshDatabase } from '../../testing/database.ts'
import { dev } from '../../seed/cast.ts'
import { demoCoaches } from '../../seed/demo-coaches.ts'
import { layCoaches } from '../../seed/lay-coaches.ts'
import { coachVerb } from './coach-verb.ts'
import { loadRules } from './index.ts'

const { db, admin, setClock } = await freshDatabase()
await setClock(Temporal.Instant.from('2026-11-23T09:00Z'))
await layCoaches(admin, demoCoaches().slice(0, 3))

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: () => {},
  }
  return { status: await coachVerb.run(args, io, { db }), out, err }
}

const awayOf = async () => {
  const window = { from: Temporal.PlainDate.from('2026-11-23'), until: Temporal.PlainDate.from('2026-12-21') }
  return (await db.withActor(anyone, (tx) => loadRules(tx, { ...window, ids: [dev.coachId!] })))[0]!.absences
}

it('lists coaches by provider and name', async () => {
  const { status, out } = await run('list')
  assert.equal(status, 0)
  assert.deepEqual(
    out.map((line) => line.split('\t')[1]),
    ['Ama Boateng', 'Dev Solanki', 'Folasade Adeyemi'],
  )
})

it('records that a coach is away, and back again', async () => {
  const times = ['--from', '2026-11-23T00:00Z', '--until', '2026-11-25T00:00Z', '--reason', 'ill']
  const { status, out } = await run('away', dev.coachId!, ...times)
  assert.equal(status, 0)
  assert.equal((await awayOf()).length, 1)
  assert.match((await run('absences', dev.coachId!)).out[0]!, /\till$/)
  assert.deepEqual((await run('back', dev.coachId!, out[0]!)).out, ['Ended.'])
  assert.equal((await awayOf())[0]!.endsAt, Temporal.Instant.from('2026-11-23T09:00Z').epochMilliseconds)
  assert.equal((await run('back', dev.coachId!, out[0]!)).status, 1)
})

it('says what is wrong and records nothing', async () => {
  const before = await awayOf()
  const nobody = dev.coachId!.replace(/^./, (first) => (first === '0' ? '1' : '0'))
  for (const args of [
    [],
    ['away', dev.coachId!],
    ['away', dev.coachId!, '--from', 'soon', '--until', 'later'],
    ['away', dev.coachId!, '--from', '2026-12-02T00:00Z', '--until', '2026-12-01T00:00Z'],
    ['away', dev.coachId!, '--from', '2026-12-01T00:00Z', '--until', '2026-12-02T00:00Z', '--reason', 'tired'],
    ['away', nobody, '--from', '2026-12-01T00:00Z', '--until', '2026-12-02T00:00Z'],
    ['away', 'dev'],
    ['dance', dev.coachId!],
  ]) {
    const { status, out, err } = await run(...args)
    assert.deepEqual([status, out.length, err.length], [1, 0, 1], args.join(' '))
  }
  assert.deepEqual(await awayOf(), before)
})
