import { staffByEmail } from '#identity'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rehomeVerb, rehoming } from '#booking'
import { anyone } from '#lib/door'
import { providerVerb } from '#organisations'
import { ama, dev } from '../../../seed/cast.ts'
import { demoCoaches } from '../../../seed/demo-coaches.ts'
import { layCoaches } from '../../../seed/lay-coaches.ts'
import { layReference } from '../../../seed/reference.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { eventually } from '../../../testing/running.ts'
import { running } from '../../../testing/verbs.ts'
import { loadRules, profile } from '../index.ts'
import { coachVerb } from './coach.ts'

const { db, admin, setClock } = await freshDatabase()
await setClock(Temporal.Instant.from('2026-11-23T09:00Z'))
await layReference(admin)
await layCoaches(admin, demoCoaches().slice(0, 3))

const run = running(coachVerb(rehoming), db)
const provider = running(providerVerb, db)
const rulesOf = async (id: string) => {
  const window = { from: Temporal.PlainDate.from('2026-11-23'), until: Temporal.PlainDate.from('2026-12-21') }
  return (await db.withActor(anyone, (tx) => loadRules(tx, { ...window, ids: [id] })))[0]!
}
const audited = async (id: string) =>
  (await admin.query('select verb from audit_event where subject_id = $1 order by id', [id])).rows.map(
    ({ verb }) => verb as string,
  )

describe('lay coach', () => {
  it('lists coaches by provider and name', async () => {
    const { status, out } = await run('list')
    assert.equal(status, 0)
    assert.deepEqual(
      out.map((line) => line.split('\t')[1]),
      ['Ama Boateng', 'Dev Solanki', 'Folasade Adeyemi'],
    )
  })

  it('sets up a provider and a coach from nothing, who can sign in and be offered', async () => {
    assert.deepEqual((await provider('add', 'wren', '--name', 'Wren Coaching')).out, ['wren'])
    const who = ['Noor@Example.org', '--name', 'Noor Haddad', '--background', 'Former midwife', '--gender', 'woman']
    const post = ['--provider', 'wren', '--services', 'lay-too,lay-career', '--cap', '8', '--gap', '30']
    const ways = [
      '--languages',
      'English, Arabic and British Sign Language',
      '--link',
      'https://video.example.org/noor',
    ]
    const { status, out, err } = await run('add', ...who, ...post, ...ways)
    assert.deepEqual([status, err], [0, []])
    const id = out[0]!
    assert.equal(await db.withActor(anyone, (tx) => staffByEmail(tx, 'noor@example.org')), id)
    const rules = await rulesOf(id)
    assert.deepEqual(
      [rules.languages, rules.modes, rules.services, rules.dailyCap, rules.gapMinutes, rules.ethnicallyDiverse],
      [['en', 'ar', 'bfi'], ['video', 'phone'], ['lay-too', 'lay-career'], 8, 30, false],
    )
    assert.deepEqual(rules.working, [])
    const hours = await run('hours', id, 'add', '--days', 'mon,Wed', '--from', '9am', '--until', '12:30')
    assert.equal(hours.status, 0)
    assert.deepEqual((await run('hours', id)).out, [`${hours.out[0]}\tEvery Monday and Wednesday, 9am to 12:30pm`])
    assert.equal((await rulesOf(id)).working.length, 8)
    await run('hours', id, 'end', hours.out[0]!, '--on', '2026-11-30')
    assert.equal((await rulesOf(id)).working.length, 2)
    assert.deepEqual(await audited(id), ['coach.added', 'hours.added', 'hours.ended'])
  })

  it('changes what is named and nothing else, and tells who listens', async () => {
    await admin.query('listen rules')
    const heard: string[] = []
    admin.on('notification', ({ payload }) => void heard.push(payload ?? ''))
    const before = await db.withActor(anyone, (tx) => profile(tx, dev.coachId!))
    const { status } = await run('set', dev.name, '--cap', '3', '--services', 'lay-too')
    assert.equal(status, 0)
    const after = await db.withActor(anyone, (tx) => profile(tx, dev.coachId!))
    assert.deepEqual(after, { ...before, services: ['lay-too'] })
    assert.equal((await rulesOf(dev.coachId!)).dailyCap, 3)
    await eventually('it is heard', async () => heard.includes(dev.coachId!))
  })

  it('lets a coach go: not offered, not signed in, and back again', async () => {
    await admin.query('insert into staff_session (hash, staff_id, level) values ($1, $2, 1)', [
      Buffer.alloc(32),
      ama.coachId,
    ])
    assert.equal((await run('leave', ama.email)).status, 0)
    assert.equal((await rulesOf(ama.coachId!)).active, false)
    assert.equal(await db.withActor(anyone, (tx) => staffByEmail(tx, ama.email)), null)
    assert.equal(
      (await admin.query('select from staff_session where staff_id = $1 and ended_at is null', [ama.coachId])).rowCount,
      0,
    )
    assert.match(
      (await run('list')).out.find((line) => line.includes(ama.name))!,
      /left$/,
    )
    assert.deepEqual((await run('leave', ama.email)).err, ['This coach had left already'])
    assert.equal((await run('return', ama.email)).status, 0)
    assert.equal((await rulesOf(ama.coachId!)).active, true)
    assert.deepEqual(await audited(ama.coachId!), ['coach.left', 'coach.returned'])
  })

  it('records that a coach is away, and back again', async () => {
    const times = ['--from', '2026-11-23T00:00Z', '--until', '2026-11-25T00:00Z', '--reason', 'ill']
    const { status, out } = await run('away', dev.coachId!, ...times)
    assert.equal(status, 0)
    assert.equal((await rulesOf(dev.coachId!)).absences.length, 1)
    assert.match((await run('absences', dev.coachId!)).out[0]!, /\till$/)
    assert.deepEqual((await run('back', dev.coachId!, out[0]!)).out, ['Ended.'])
    const [absence] = (await rulesOf(dev.coachId!)).absences
    assert.equal(absence!.endsAt, Temporal.Instant.from('2026-11-23T09:00Z').epochMilliseconds)
    assert.equal((await run('back', dev.coachId!, out[0]!)).status, 1)
    assert.deepEqual((await running(rehomeVerb, db)('list')).out, [])
  })

  it('says in one line what is wrong, and changes nothing', async () => {
    const everything = async () => (await admin.query('select c::text from coach c order by id')).rows
    const before = [await everything(), await rulesOf(dev.coachId!)]
    const noor = ['--name', 'N', '--background', 'GP', '--provider', 'wren', '--services', 'lay-too']
    for (const args of [
      [],
      ['dance', dev.coachId!],
      ['toString', dev.coachId!],
      ['add', 'a@example.org'],
      ['add', 'nobody', ...noor],
      ['add', dev.email, ...noor],
      ['add', 'a@example.org', ...noor, '--provider', 'nobody'],
      ['add', 'a@example.org', ...noor, '--services', 'lay-nothing'],
      ['add', 'a@example.org', ...noor, '--modes', 'video'],
      ['add', 'a@example.org', ...noor, '--languages', 'Klingonish'],
      ['add', 'a@example.org', ...noor, '--link', 'http://video.example.org'],
      ['add', 'a@example.org', ...noor, '--cap', '9'],
      ['add', 'a@example.org', ...noor, '--listed', 'yes'],
      ['set', dev.coachId!],
      ['set', dev.coachId!, '--gap', '20'],
      ['set', dev.coachId!, '--email', ama.email],
      ['set', 'Nobody', '--cap', '3'],
      ['hours', dev.coachId!, 'add', '--days', 'mon', '--from', '9am'],
      ['hours', dev.coachId!, 'add', '--days', 'someday', '--from', '9am', '--until', '5pm'],
      ['hours', dev.coachId!, 'add', '--days', 'mon', '--from', '5pm', '--until', '9am'],
      ['hours', dev.coachId!, 'end', ama.coachId!],
      ['hours', dev.coachId!, 'end', '-'.repeat(36)],
      ['away', dev.coachId!],
      ['away', dev.coachId!, '--from', 'soon', '--until', 'later'],
      ['away', dev.coachId!, '--from', '2026-12-02T00:00Z', '--until', '2026-12-01T00:00Z'],
      ['away', dev.coachId!, '--from', '2026-12-01T00:00Z', '--until', '2026-12-02T00:00Z', '--reason', 'tired'],
      ['away', 'nobody', '--from', '2026-12-01T00:00Z', '--until', '2026-12-02T00:00Z'],
    ]) {
      const { status, out, err } = await run(...args)
      assert.deepEqual([status, out.length, err.length], [1, 0, 1], `${args.join(' ')}: ${err.join('\n')}`)
    }
    assert.deepEqual([await everything(), await rulesOf(dev.coachId!)], before)
  })
})
