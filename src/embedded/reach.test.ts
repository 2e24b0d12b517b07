import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import assert from 'node:assert/strict'
import { withinReach } from './reach.ts'
import { becoming } from './somebody.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-reach-'))
const nobody = { uid: 65_534, gid: 65_534 }
const who = { before: becoming(nobody), owner: nobody }
const skip = spawnSync(who.before[0]!, [...who.before.slice(1), 'true']).status === 0 ? false : 'nobody else to become'
const version = `test-${process.pid}`
const bin = join(folder, 'native', 'bin')
mkdirSync(bin, { recursive: true })
writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }))
for (const name of ['initdb', 'postgres']) writeFileSync(join(bin, name), '#!/bin/sh\necho ran\n', { mode: 0o755 })
const programs = { root: folder, initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
const copy = join(tmpdir(), `lay-postgresql-${version}`)

after(() => {
  for (const each of [folder, copy]) rmSync(each, { recursive: true, force: true })
})

it('leaves programs where they are when somebody can run them', { skip }, async () => {
  chmodSync(folder, 0o755)
  assert.deepEqual(await withinReach(programs, who), programs)
})

it('copies programs from where only root enters to where nobody else writes', { skip }, async () => {
  chmodSync(folder, 0o700)
  const { initdb } = await withinReach(programs, who)
  assert.equal(initdb, join(copy, 'native', 'bin', 'initdb'))
  assert.equal(execFileSync(who.before[0]!, [...who.before.slice(1), initdb], { encoding: 'utf8' }), 'ran\n')
  assert.equal(statSync(copy).mode & 0o022, 0)
})

it('does not run what somebody else has put in that place', { skip }, async () => {
  chmodSync(copy, 0o777)
  await assert.rejects(withinReach(programs, who), /somebody else's/)
})
