import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { holding } from '#lib/door'
import { keyVerb } from './key-verb.ts'
import { keyOf } from './keys.ts'

const { db, admin } = await freshDatabase()

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), progress() {} }
  return { status: await keyVerb.run(args, io, { db }), out, err }
}

it('makes a key whose text is all of the output', async () => {
  const { status, out } = await run('create', '--name', 'Leeds hub', '--scope', 'booking')
  assert.deepEqual([status, out.length], [0, 1])
  const key = await db.withActor(holding(`key:${out[0]!}`), (tx) => keyOf(tx, out[0]!))
  assert.equal(key?.scope, 'booking')
})

it('lists keys without their text and revokes one by its id', async () => {
  const { rows } = await admin.query('select id from api_key')
  const listed = await run('list')
  assert.match(listed.out.join('\n'), new RegExp(`^${rows[0].id}\tLeeds hub\tbooking\tmade \\S+\tin use$`))
  assert.deepEqual((await run('revoke', rows[0].id)).status, 0)
  assert.match((await run('list')).out[0]!, /\trevoked \S+$/)
})

it('says what is wrong on the error output alone, with status 1, and does nothing', async () => {
  const before = (await admin.query('select * from api_key')).rows
  const wrong = [[], ['make'], ['create'], ['create', '--name', 'x'], ['create', '--name', '', '--scope', 'booking']]
  const more = [
    ['create', '--name', 'x', '--scope', 'owner'],
    ['create', '--name', 'x', '--scope', 'booking', '--admin'],
    ['list', 'x'],
  ]
  const ids = [['revoke'], ['revoke', 'x'], ['revoke', randomUUID()], ['revoke', before[0].id]]
  for (const args of [...wrong, ...more, ...ids]) {
    const { status, out, err } = await run(...args)
    assert.deepEqual([status, out, err.length], [1, [], 1], args.join(' '))
  }
  assert.deepEqual((await admin.query('select * from api_key')).rows, before)
})
