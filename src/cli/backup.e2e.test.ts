import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, it } from 'node:test'
import { ledgerName, openLedger } from '#backup'
import { systemClock } from '#lib/clock'
import { operatorsServer } from '../../testing/operators-server.ts'

const { folder, theirs, own, begin, lay } = await operatorsServer()

describe('with a PostgreSQL server of the operator', { concurrency: false }, () => {
  it('a backup is of what is ours, and says what is theirs to back up', async () => {
    await begin()
    assert.equal((await lay('service', 'show')).status, 0)
    const dumped = await lay('keys', 'dump')
    assert.equal(dumped.status, 0, dumped.err)
    const dump = basename(dumped.out.split('\t')[0]!)
    openLedger(join(own, 'ledger'), [], systemClock).append({ kind: 'done', of: 1 })
    const made = await lay('backup')
    assert.equal(made.status, 0, made.err)
    assert.match(made.out, /^secret\tcontacts-key\t[0-9a-f]{16}$/m)
    assert.match(made.out, /Back up PostgreSQL yourself: a base backup each night and\nits WAL/)
    for (const copy of [join('backups', 'ledger', ledgerName), join('copies', 'keys-dumps', dump)])
      assert.ok(existsSync(join(own, copy)), copy)
    assert.equal(existsSync(join(own, 'backups', 'base')), false)
  })

  it('nothing opens it after it was restored, until the rest is', async () => {
    await rm(join(own, 'ledger', ledgerName))
    await rm(join(own, 'backups', 'ledger'), { recursive: true })
    await rm(join(own, 'copies', 'ledger'), { recursive: true })
    await writeFile(join(theirs, 'pg', 'recovery.signal'), '')
    await begin({ restore_command: 'false', hot_standby: 'off' })
    const refused = await lay('service', 'show')
    assert.equal(refused.status, 1)
    assert.match(
      refused.err,
      /^This database went on from a backup \(timeline 2, not 1\), so it was restored: before .* finish\n$/,
    )
    assert.match((await lay('restore', folder)).err, /is a server of yours: restore it by its own means/)
    const finished = await lay('restore', 'finish')
    assert.equal(finished.status, 0, finished.err)
    assert.match(finished.out, /^erased again\t0$/m)
    assert.equal((await lay('service', 'show')).status, 0)
  })

  it('a wrong word is one line that says how it is written', async () => {
    for (const words of [
      ['restore'],
      ['restore', folder, '--to'],
      ['backup', 'everything'],
      ['restore', '--to', 'now'],
    ]) {
      const { status, err, out } = await lay(...words)
      assert.deepEqual([status, out], [1, ''])
      assert.match(err, /^usage: (backup|restore) .*\n$/)
    }
  })
})
