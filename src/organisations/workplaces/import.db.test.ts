import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { layWorkplaces } from '../../../seed/lay-workplaces.ts'
import { layReference } from '../../../seed/reference.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { practice, written } from '../../../testing/practices.ts'
import { anyone } from '#lib/door'
import { findWorkplaces, organisationsVerb } from '../index.ts'
import { importWorkplaces } from './import.ts'

const { db, admin, setClock } = await freshDatabase()
await layReference(admin)
await setClock(Temporal.Instant.from('2026-11-23T12:00:00Z'))

const load = (...rows: string[][]) => importWorkplaces(db, Buffer.from(rows.map(written).join('\n')))
const find = (typed: string, limit = 10) => db.withActor(anyone, (tx) => findWorkplaces(tx, typed, limit))
const empty = () => admin.query('truncate workplace')

it('says what was added, changed, closed, unchanged and left as it was', async () => {
  await empty()
  const [a, b, c, d] = ['A81001', 'A81002', 'A81003', 'A81004'].map((code) => practice({ code }))
  const first = await load(a!, b!, c!, d!)
  assert.deepEqual(
    { ...first, ignored: 0 },
    {
      kind: 'imported',
      lines: 4,
      added: 4,
      changed: 0,
      closed: 0,
      unchanged: 0,
      ignored: 0,
      missing: 0,
      offered: 4,
    },
  )
  const second = await load(
    a!,
    practice({ code: 'A81002', name: 'THE NEW NAME' }),
    practice({ code: 'A81003', status: 'C', closed: '20260930' }),
    practice({ code: 'A81005' }),
  )
  assert.deepEqual(
    { ...second, ignored: 0 },
    {
      kind: 'imported',
      lines: 4,
      added: 1,
      changed: 1,
      closed: 1,
      unchanged: 1,
      ignored: 0,
      missing: 1,
      offered: 4,
    },
  )
})

it('loads nothing of a file with one damaged line, and changes nothing that was there', async () => {
  await empty()
  await load(practice({ code: 'A81001' }))
  const before = (await admin.query('select w::text from workplace w')).rows
  const answer = await load(practice({ code: 'A81001', name: 'CHANGED' }), practice({ code: 'A81002', status: 'X' }))
  assert.equal(answer.kind, 'refused')
  assert.deepEqual((await admin.query('select w::text from workplace w')).rows, before)
})

it('loads nothing when writing fails half-way', async () => {
  await empty()
  await admin.query(`alter table workplace add constraint no_last check (code <> 'B01500')`)
  const rows = Array.from({ length: 2000 }, (_, i) => practice({ code: `B${String(i).padStart(5, '0')}` }))
  await assert.rejects(load(...rows))
  await admin.query('alter table workplace drop constraint no_last')
  assert.equal((await admin.query('select 1 from workplace')).rowCount, 0)
})

it('takes a list of full length, whatever order it comes in', async () => {
  await empty()
  const rows = Array.from({ length: 16_299 }, (_, i) => practice({ code: `B${String(i).padStart(5, '0')}` }))
  const first = await load(...rows)
  const again = await load(...rows.toReversed())
  const counts = [first, again].map((answer) => answer.kind === 'imported' && [answer.added, answer.unchanged])
  assert.deepEqual(counts, [
    [16_299, 0],
    [0, 16_299],
  ])
})

it('lets two imports at once follow each other', async () => {
  await empty()
  const rows = Array.from({ length: 1_500 }, (_, i) => practice({ code: `B${String(i).padStart(5, '0')}` }))
  const answers = await Promise.all([load(...rows), load(...rows.toReversed())])
  const added = answers.map((answer) => answer.kind === 'imported' && answer.added)
  assert.deepEqual(added.sort(), [0, 1_500])
})

it('finds open workplaces by the beginnings of words of the name, the address or the postcode, names first', async () => {
  await empty()
  await load(
    practice({ code: 'A81001' }),
    practice({ code: 'A81002', name: 'LAWSON STREET PRACTICE' }),
    practice({ code: 'A81003', name: 'ABBEY MEDICAL CENTRE', postcode: 'N1 9ZZ' }),
    practice({ code: 'A81004', name: 'DENSHAM OLD SURGERY', status: 'C', closed: '20200101' }),
  )
  const codes = async (typed: string) => (await find(typed)).map(({ code }) => code)
  assert.deepEqual(await codes('DENS surg'), ['A81001'])
  assert.deepEqual(await codes('lawson'), ['A81002', 'A81003', 'A81001'])
  assert.deepEqual(await codes('ts181hu abbey'), [])
  assert.deepEqual(await codes('n19zz'), ['A81003'])
  assert.deepEqual(await codes('stockton-on-tees'), ['A81003', 'A81002', 'A81001'])
  assert.deepEqual((await find('lawson', 1)).length, 1)
  assert.deepEqual(await codes(`') or true --`), [])
})

it('fills in the board that covers the workplace now, or none where that cannot be said', async () => {
  await empty()
  await load(
    practice({ code: 'A81001', board: 'QHM' }),
    practice({ code: 'A81002', board: 'QRV' }),
    practice({ code: 'A81003', board: 'QJG', place: '06T' }),
    practice({ code: 'A81004', board: 'QNQ', place: 'D4U1Y' }),
    practice({ code: 'A81005', board: '' }),
  )
  const boards = async () => Object.fromEntries((await find('densham')).map(({ code, boardCode }) => [code, boardCode]))
  assert.deepEqual(await boards(), {
    A81001: 'QHM',
    A81002: 'Z9B2Z',
    A81003: 'D7T5G',
    A81004: null,
    A81005: null,
  })
  await setClock(Temporal.Instant.from('2026-03-31T22:59:59Z'))
  assert.deepEqual(await boards(), { A81001: 'QHM', A81002: 'QRV', A81003: 'QJG', A81004: 'QNQ', A81005: null })
  await setClock(Temporal.Instant.from('2026-11-23T12:00:00Z'))
})

it('carries a sample of the real list, with an open practice under every board', async () => {
  await empty()
  const sample = await readFile(join(import.meta.dirname, '../../../seed/reference/workplaces.csv'))
  const answer = await importWorkplaces(db, sample)
  assert.deepEqual(answer.kind === 'imported' && [answer.lines, answer.added, answer.offered], [300, 297, 294])
  const { rows } = await admin.query(`
    select b.code from board b where b.valid_from = '2022-07-01'
       and not exists (select from workplace w where w.board_code = b.code and w.status = 'active')`)
  assert.deepEqual(rows, [])
})

it('lays the sample itself, into a database without workplaces only', async () => {
  await empty()
  await layWorkplaces(admin)
  const many = async () => (await admin.query('select from workplace')).rowCount
  assert.equal(await many(), 297)
  await admin.query(`delete from workplace where code <> 'A81001'`)
  await layWorkplaces(admin)
  assert.equal(await many(), 1)
})

async function run(...args: string[]) {
  const [out, err, steps]: [string[], string[], number[]] = [[], [], []]
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    progress: (done: number, total: number) => void steps.push(done / total),
  }
  return { status: await organisationsVerb.run(args, io, { db }), out, err, steps }
}

it('is a command that says what it did and how far it has come', async () => {
  await empty()
  const path = join(import.meta.dirname, '../../../seed/reference/workplaces.csv')
  const { status, out, err, steps } = await run('import', path)
  assert.deepEqual([status, err], [0, []])
  assert.deepEqual([out[0], out[1], out.at(-1)], ['300 lines read', '297 added', '294 workplaces can be chosen now'])
  assert.deepEqual(steps, steps.toSorted())
  assert.equal(steps.at(-1), 1)
})

it('is a command that names twenty faults and counts the rest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lay-import-'))
  await writeFile(join(folder, 'bad.csv'), 'x\n'.repeat(1_025))
  const { status, out, err } = await run('import', join(folder, 'bad.csv'))
  await rm(folder, { recursive: true })
  assert.deepEqual([status, out, err.length], [1, [], 22])
  assert.deepEqual(err.slice(-2), ['and 1,005 more', 'Nothing was loaded.'])
})

it('is a command that says what is wrong with what it was asked', async () => {
  for (const args of [[], ['import'], ['export', 'x'], ['import', 'a', 'b'], ['import', '/no/such'], ['import', '/']]) {
    const { status, out, err } = await run(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
})
