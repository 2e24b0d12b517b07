import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isPassphrase, keepPassphrase } from './passphrase.ts'

const said = 'four small green boats é'

it('A passphrase is known again, however it is composed, and nothing else is', async () => {
  const kept = await keepPassphrase(said)
  for (const same of [said, said.normalize('NFD'), ` ${said} `]) assert.equal(await isPassphrase(same, kept), true)
  for (const other of ['', 'four small green boats', said.toUpperCase()])
    assert.equal(await isPassphrase(other, kept), false)
  assert.equal(await isPassphrase(said, null), false)
  assert.equal(await isPassphrase('', null), false)
})

it('The same passphrase is kept differently for each person', async () => {
  const [one, other] = [await keepPassphrase(said), await keepPassphrase(said)]
  assert.notDeepEqual(one.hash, other.hash)
  assert.equal(await isPassphrase(said, { salt: other.salt, hash: one.hash }), false)
})
