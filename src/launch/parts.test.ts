import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { loginFromUrl } from './address.ts'
import { lockFolder } from './lock.ts'
import { checkPort } from './port.ts'
import { readRun, writeRun } from './run-file.ts'
import { keepSecrets } from './secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'lay-parts-'))
after(() => rmSync(folder, { recursive: true, force: true }))

describe('the lock on a data folder', () => {
  it('is for one holder until that lets go', () => {
    const first = lockFolder(join(folder, 'a'))
    assert.ok(first)
    assert.equal(lockFolder(join(folder, 'a')), null)
    first.release()
    const second = lockFolder(join(folder, 'a'))
    assert.ok(second)
    second.release()
  })

  it('keeps others from what only its owner may enter', () => {
    assert.equal(statSync(join(folder, 'a')).mode & 0o077, 0)
  })

  it('ends with its holder, however that ends, and not before', async (t) => {
    const program = `const { lockFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'lock.ts'))});
      lockFolder(${JSON.stringify(join(folder, 'b'))}); gc(); console.log('held'); setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    t.after(() => holder.kill('SIGKILL'))
    await once(holder.stdout, 'data')
    assert.equal(lockFolder(join(folder, 'b')), null)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    const mine = lockFolder(join(folder, 'b'))
    assert.ok(mine)
    mine.release()
  })
})

describe('secrets', () => {
  const home = join(folder, 'secrets-of')

  it('are made once, different from each other, and kept for their owner alone', () => {
    const kept = keepSecrets(home)
    const { passwords, keys, holder, checkpoint } = kept
    const all = [...Object.values(passwords), ...Object.values(keys), ...Object.values(holder), checkpoint]
    assert.equal(new Set(all).size, all.length)
    for (const key of all) assert.equal(Buffer.from(key, 'base64url').length, 32)
    assert.equal(statSync(join(home, 'secrets', 'answers-key')).mode & 0o777, 0o400)
    assert.deepEqual(keepSecrets(home), kept)
  })

  it('are refused once everybody can read them', () => {
    chmodSync(join(home, 'secrets', 'links-key'), 0o444)
    assert.throws(() => keepSecrets(home), /links-key can be read by everybody/)
  })

  it('are refused when they are too short', () => {
    const short = join(folder, 'short')
    keepSecrets(short)
    chmodSync(join(short, 'secrets', 'codes-key'), 0o600)
    writeFileSync(join(short, 'secrets', 'codes-key'), 'secret')
    assert.throws(() => keepSecrets(short), /codes-key is too short/)
  })
})

describe('a secret that somebody made up', () => {
  for (const [what, text] of [
    ['one letter over and over', 'A'.repeat(43)],
    ['a word over and over', Buffer.from('changeme'.repeat(8)).toString('base64url')],
    ['nothing but zeros', Buffer.alloc(64).toString('base64url')],
  ] as const)
    it(`is refused when it is ${what}, and not repeated`, () => {
      const regular = join(folder, what)
      keepSecrets(regular)
      chmodSync(join(regular, 'secrets', 'care-password'), 0o600)
      writeFileSync(join(regular, 'secrets', 'care-password'), text)
      assert.throws(
        () => keepSecrets(regular),
        (error: Error) => /care-password is too regular/.test(error.message) && !error.message.includes(text),
      )
    })
})

describe('what a launcher says of itself', () => {
  it('is read back as it was written, and is nothing where nothing was', () => {
    const run = { pid: 12, address: 'http://localhost:3000', database: { host: '/tmp/x', port: 5432, database: 'lay' } }
    writeRun(folder, run)
    assert.deepEqual(readRun(folder), run)
    assert.equal(readRun(join(folder, 'nobody')), null)
  })
})

describe('the port', () => {
  it('may be free', () => assert.doesNotReject(checkPort('127.0.0.1', 0)))

  it('says in a line what to do when it is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await assert.rejects(checkPort('127.0.0.1', port), /^Error: Port \d+ on 127.0.0.1 is in use .* PORT=\d+ npm start$/)
    server.close()
  })

  it('says so when the address is not one of this machine', () =>
    assert.rejects(checkPort('203.0.113.7', 3000), /not an address of this machine/))
})

describe('a DATABASE_URL', () => {
  it('is a login, with the words in it decoded', () =>
    assert.deepEqual(loginFromUrl('postgres://ad%40min:p%2Fw@db.example.org:6432/coaching'), {
      host: 'db.example.org',
      port: 6432,
      database: 'coaching',
      user: 'ad@min',
      password: 'p/w',
    }))

  it('may name a socket, ask for encryption, and leave the rest to us', () =>
    assert.deepEqual(loginFromUrl('postgresql://admin:pw@localhost?host=/run/pg&sslmode=require'), {
      host: '/run/pg',
      port: 5432,
      database: 'lay',
      user: 'admin',
      password: 'pw',
      ssl: true,
    }))
})
