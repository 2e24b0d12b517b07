import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { archiveSettings, restoreCommand } from './archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-archive-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const wal = join(folder, `it's 100%f "full"`)
mkdirSync(wal)
const piece = join(folder, 'piece')
const fetched = join(folder, 'fetched')
const name = '000000010000000000000001'

/** Runs a command as PostgreSQL does: the path for %p, the name for %f, and %% for a percent sign. */
function run(command: string, path: string): number | null {
  const words: Record<string, string> = { '%p': path, '%f': name, '%%': '%' }
  const line = command.replace(/%[pf%]/g, (mark) => words[mark]!)
  return spawnSync('/bin/sh', ['-c', line], { stdio: 'ignore' }).status
}
const archive = () => run(archiveSettings(wal).archive_command, piece)
const fetch = () => run(restoreCommand(wal), fetched)

describe('the archive of the log', { concurrency: false }, () => {
  it('takes a piece whole, for its owner alone, in a folder of whatever name', () => {
    writeFileSync(piece, 'what happened')
    assert.equal(archive(), 0)
    assert.deepEqual(readdirSync(wal), [`${name}.gz`])
    assert.equal(gunzipSync(readFileSync(join(wal, `${name}.gz`))).toString(), 'what happened')
    assert.equal(statSync(join(wal, `${name}.gz`)).mode & 0o777, 0o600)
  })

  it('says yes to the same piece again, as after a crash', () => assert.equal(archive(), 0))

  it('says no to another under the same name, and keeps what it has', () => {
    writeFileSync(piece, 'something else')
    assert.notEqual(archive(), 0)
    assert.equal(gunzipSync(readFileSync(join(wal, `${name}.gz`))).toString(), 'what happened')
  })

  it('gives a piece back', () => {
    assert.equal(fetch(), 0)
    assert.equal(readFileSync(fetched, 'utf8'), 'what happened')
  })

  it('takes what a crash left half written for nothing', () => {
    rmSync(join(wal, `${name}.gz`))
    writeFileSync(join(wal, `${name}.gz.part`), 'half')
    assert.notEqual(fetch(), 0)
    assert.equal(archive(), 0)
    assert.deepEqual(readdirSync(wal), [`${name}.gz`])
  })

  it('says no where its folder is gone, so that the server keeps the piece', () => {
    rmSync(wal, { recursive: true })
    assert.notEqual(archive(), 0)
    assert.notEqual(fetch(), 0)
  })
})
