import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, it } from 'node:test'
import { freshDatabase } from '../../testing/database.ts'
import { worker, type Actor } from '#lib/door'
import { browserNamed } from './browser.ts'
import { sender, type Tx } from '#lib/sql'
import { checkCode, codeOf, codeToSend, issueCode, type Purpose } from './codes.ts'
import { purgeIdentity } from './purge.ts'

const { db, admin, setClock } = await freshDatabase()
const key = Buffer.alloc(32, 3)
const start = Temporal.Instant.from('2026-11-23T23:40:00Z')
const later = (seconds: number) => setClock(start.add({ seconds }))
const browsers = new Map<Buffer, Actor>()
/** Somebody's browser, by its hash, which can be asked as. */
const newBrowser = () => {
  const { hash, actor } = browserNamed(randomBytes(16).toString('base64url'))
  browsers.set(hash, actor)
  return hash
}
const someone = () => ({ subject: randomUUID(), browser: newBrowser() })

beforeEach(() => setClock(start))

const issue = (ask: { subject: string; browser: Buffer; purpose?: Purpose }) =>
  db.withActor(browsers.get(ask.browser)!, (tx) => issueCode(tx, key, { purpose: 'team', ...ask }))

const check = (browser: Buffer, code: string, purpose: Purpose = 'team') =>
  db.withActor(browsers.get(browser)!, (tx) => checkCode(tx, key, { purpose, browser, code }))

/** Issues a code that is not refused and gives its digits. */
async function issued(ask: { subject: string; browser: Buffer }): Promise<string> {
  const answer = await issue(ask)
  assert.notEqual(answer, 'too-many')
  return codeOf(key, (answer as { codeId: string }).codeId)
}

const wrongFor = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0')

it('gives the subject of a right code, once', async () => {
  const dev = someone()
  const code = await issued(dev)
  assert.match(code, /^\d{8}$/)
  assert.equal(await check(dev.browser, code), dev.subject)
  assert.equal(await check(dev.browser, code), null)
})

it('lets exactly one of 200 simultaneous right tries in', async () => {
  const dev = someone()
  const code = await issued(dev)
  const answers = await Promise.all(Array.from({ length: 200 }, () => check(dev.browser, code)))
  assert.deepEqual(answers.filter(Boolean), [dev.subject])
})

it('looks at five of 200 simultaneous wrong tries, and then not even at the right one', async () => {
  const dev = someone()
  const code = await issued(dev)
  const answers = await Promise.all(Array.from({ length: 200 }, () => check(dev.browser, wrongFor(code))))
  assert.deepEqual(new Set(answers), new Set([null]))
  const { rows } = await admin.query('select tries, used_at from one_time_code where subject = $1', [dev.subject])
  assert.deepEqual(rows, [{ tries: 5, used_at: null }])
  const { rows: events } = await admin.query(
    `select count(*)::int as n from audit_event where verb = 'code.refused'
    and subject_id = (select id from one_time_code where subject = $1)`,
    [dev.subject],
  )
  assert.deepEqual(events, [{ n: 5 }])
  assert.equal(await check(dev.browser, code), null)
})

it('takes the right code at the fifth try', async () => {
  const dev = someone()
  const code = await issued(dev)
  for (let i = 0; i < 4; i++) assert.equal(await check(dev.browser, wrongFor(code)), null)
  assert.equal(await check(dev.browser, code), dev.subject)
})

it('takes a code for ten minutes and no longer', async () => {
  const [dev, ama] = [someone(), someone()]
  const [code, other] = [await issued(dev), await issued(ama)]
  await later(599)
  assert.equal(await check(dev.browser, code), dev.subject)
  await later(600)
  assert.equal(await check(ama.browser, other), null)
})

it('takes a code only from the browser that asked, and only for what it was asked for', async () => {
  const dev = someone()
  const code = await issued(dev)
  assert.equal(await check(newBrowser(), code), null)
  assert.equal(await check(dev.browser, code, 'booking'), null)
  assert.equal(await check(dev.browser, code), dev.subject)
})

it('still takes the first code after a second was asked for', async () => {
  const dev = someone()
  const [first, second] = [await issued(dev), await issued(dev)]
  assert.equal(await check(dev.browser, first), dev.subject)
  assert.equal(await check(dev.browser, second), dev.subject)
})

it('issues three codes to a browser in 15 minutes, also when asked for many at once', async () => {
  const { browser } = someone()
  const asks = Array.from({ length: 20 }, () => issue({ subject: randomUUID(), browser }))
  const answers = await Promise.all(asks)
  assert.equal(answers.filter((answer) => answer !== 'too-many').length, 3)
  await later(900)
  assert.notEqual(await issue({ subject: randomUUID(), browser }), 'too-many')
})

it('sends three codes for a subject in 15 minutes, and answers a fourth browser as if it did', async () => {
  const { subject } = someone()
  const asks = Array.from({ length: 20 }, () => issue({ subject, browser: newBrowser() }))
  const answers = await Promise.all(asks)
  const ids = answers.map((answer) => (answer as { codeId: string }).codeId)
  const sent = await db.withActor(worker, async (tx) => {
    const found = []
    for (const id of ids) found.push(await codeToSend(tx, key, id))
    return found
  })
  assert.equal(sent.filter(Boolean).length, 3)
})

it('treats a decoy as it treats a code: same statements, same answers, and nothing to send', async () => {
  const statements = { real: 0, decoy: 0 }
  const counting = (kind: keyof typeof statements, tx: Tx): Tx => ({
    send: (...all) => (statements[kind]++, tx.send(...all)),
  })
  const tries = { real: someone(), decoy: { ...someone(), subject: '' } }
  const seen: unknown[] = []
  for (const kind of ['real', 'decoy'] as const)
    await db.withActor(browsers.get(tries[kind].browser)!, async (plain) => {
      const tx = counting(kind, plain)
      const answer = await issueCode(tx, key, { purpose: 'team', ...tries[kind] })
      const { codeId } = answer as { codeId: string }
      const wrong = await checkCode(tx, key, {
        purpose: 'team',
        browser: tries[kind].browser,
        code: wrongFor(codeOf(key, codeId)),
      })
      seen.push([Object.keys(answer), wrong])
      if (kind === 'decoy') {
        assert.equal(
          await checkCode(plain, key, { purpose: 'team', browser: tries.decoy.browser, code: codeOf(key, codeId) }),
          null,
        )
        assert.equal(await codeToSend(sender(admin), key, codeId), null)
      }
    })
  assert.deepEqual(seen[0], seen[1])
  assert.deepEqual(statements, { real: 4, decoy: 4 })
})

it('says the digits to the worker while the code can be used', async () => {
  const dev = someone()
  const { codeId } = (await issue(dev)) as { codeId: string }
  const asked = () => db.withActor(worker, (tx) => codeToSend(tx, key, codeId))
  assert.deepEqual(await asked(), { purpose: 'team', subject: dev.subject, code: codeOf(key, codeId) })
  await later(600)
  assert.equal(await asked(), null)
  await later(0)
  await check(dev.browser, codeOf(key, codeId))
  assert.equal(await asked(), null)
})

it('keeps nothing in the table from which the digits follow without the key', async () => {
  const dev = someone()
  const code = await issued(dev)
  const { rows } = await admin.query('select c::text as whole from one_time_code c where subject = $1', [dev.subject])
  assert.ok(!rows[0].whole.includes(code))
  assert.notEqual(codeOf(Buffer.alloc(32, 4), rows[0].whole.slice(1, 37)), code)
})

it('forgets codes after an hour', async () => {
  await issue(someone())
  await later(10_000)
  await db.withActor(worker, purgeIdentity)
  assert.equal((await admin.query('select 1 from one_time_code')).rowCount, 0)
})
