import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { anyone, codeOf, worker } from '#lib/door'
import { sender } from '#lib/sql'
import { freshDatabase } from '../../testing/database.ts'
import { eraseForGood } from './erasures.ts'
import { finishErasures, finishRestore, passGate } from './gate.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { heldErasures } from './queries.ts'

const { db, admin } = await freshDatabase()
const tx = sender(admin)
const folder = mkdtempSync(join(tmpdir(), 'lay-erasures-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const clock = () => Temporal.Instant.from('2026-11-25T09:00:00Z')
const amina = 'a0000000-0000-4000-8000-000000000001'
const mark = 'a0000000-0000-4000-8000-000000000002'
let ledger: Ledger
let place = ''
let erased: string[] = []
let rounds = 0
const ports = () => ({
  ledger,
  folder: place,
  keysLack: async () => null,
  erase: async (id: string) => void erased.push(id),
})
const held = async () => (await heldErasures(tx)).map(({ line }) => line)

beforeEach(async () => {
  await admin.query('truncate environment_stamp, erasure_done')
  place = join(folder, String(++rounds))
  ledger = openLedger(place, [], clock)
  erased = []
})

/** As the client's area does it, unless it comes to grief on the way. */
const erase = (id: string, grief?: Error) =>
  eraseForGood(ledger, id, clock, (alsoSay) =>
    db.withActor(worker, async (own) => {
      await alsoSay(own)
      if (grief) throw grief
      return 'a receipt'
    }),
  )

describe('an erasure', () => {
  it('is in the record before it happens, in the database when it has, and then known to be done', async () => {
    assert.equal(await erase(amina), 'a receipt')
    const [only] = ledger.read().erased
    assert.deepEqual(await held(), [only!.line])
    assert.deepEqual([...ledger.read().done], [only!.line])
  })

  it('that was cut short is finished before the database is opened, once', async () => {
    await assert.rejects(erase(amina, new Error('the power went')), /the power went/)
    assert.deepEqual(await held(), [])
    await passGate(tx, ports())
    await passGate(tx, ports())
    assert.deepEqual(erased, [amina])
    assert.deepEqual([...ledger.read().done], await held())
  })

  it('that was cut short is finished in an open database too, and others are left alone', async () => {
    await passGate(tx, ports())
    await erase(mark)
    await assert.rejects(erase(amina, new Error('the process ended')))
    assert.equal(await finishErasures(tx, ports()), 1)
    assert.deepEqual(erased, [amina])
  })

  it('that happened without word of it is not done again, and then there is word of it', async () => {
    await erase(amina)
    const { line } = ledger.read().erased[0]!
    ledger = openLedger(join(place, 'other'), [], clock)
    ledger.append({ kind: 'erased', clientId: amina, at: clock() })
    assert.equal(await finishErasures(tx, ports()), 0)
    assert.deepEqual([erased, [...ledger.read().done]], [[], [line]])
  })

  it('that fails keeps the database shut', async () => {
    ledger.append({ kind: 'erased', clientId: amina, at: clock() })
    const failing = { ...ports(), erase: async () => Promise.reject(new Error('it holds on')) }
    await assert.rejects(passGate(tx, failing), /it holds on/)
    assert.equal((await admin.query('select from environment_stamp')).rowCount, 0)
  })
})

describe('the gate of a database', () => {
  it('shuts one that is older than an erasure, and opens it once everybody is erased again', async () => {
    await passGate(tx, ports())
    await erase(amina)
    await erase(mark)
    const [, last] = await held()
    await admin.query('delete from erasure_done where line = $1', [last])
    await assert.rejects(passGate(tx, ports()), /does not know of 1 of the erasures/)
    assert.deepEqual(erased, [])
    assert.equal(await finishRestore(tx, ports()), 1)
    assert.deepEqual(erased, [mark])
    await passGate(tx, ports())
  })

  it('shuts one that was opened less often than is known beside it', async () => {
    await passGate(tx, ports())
    await passGate(tx, ports())
    await admin.query('update environment_stamp set opened = 1')
    await assert.rejects(passGate(tx, ports()), /is older than when it was last opened/)
    await finishRestore(tx, ports())
    await passGate(tx, ports())
  })

  it('shuts one without its record of erasures, also when finishing', async () => {
    await erase(amina)
    await passGate(tx, ports())
    ledger = openLedger(join(place, 'empty'), [], clock)
    for (const way of [passGate, finishRestore])
      await assert.rejects(Promise.resolve(way(tx, ports())), /is not whole in \S+: put its newest copy there/)
  })

  it('shuts one that lacks keys, also when finishing', async () => {
    const lacking = { ...ports(), keysLack: async () => 'The key file is missing' }
    for (const way of [passGate, finishRestore])
      await assert.rejects(
        Promise.resolve(way(tx, lacking)),
        /^Error: The key file is missing. If this database was restored/,
      )
  })

  it('is moved by nobody who is let in', async () => {
    for (const text of ['select * from environment_stamp', 'delete from erasure_done', 'select note_erasure(1)'])
      await assert.rejects(
        db.withActor(anyone, (own) => own.send('', text, [])),
        (error) => codeOf(error) === '42501',
      )
  })
})
