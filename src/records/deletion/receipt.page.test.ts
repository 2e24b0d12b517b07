import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { keepCheckpoints, verifierPath, type Entry, type Proof } from '#audit'
import { accountPages, checkpointKey } from '../../../testing/account.ts'
import { erasingHere } from '../../../testing/erasing.ts'
import { idOf } from '../../../testing/pages.ts'
import { whenAllEnded } from '../../../testing/trail.ts'
import { mondayMorning } from '../../../testing/world.ts'
import { destroyPast } from '../retention.ts'
import { recordRoutes } from '../routes.ts'

const { erase } = erasingHere(() => mondayMorning)
const { world, booked, browser, signedIn, claimed, passphrase } = await accountPages({
  more: ({ ports }) => recordRoutes({ ...ports, erase, freed: async () => {} }),
})
/** Lets whoever is signed in be surely known. */
const surely = () => world.admin.query('update client_session set level = 2, strong_at = clock_now()')
const folder = mkdtempSync(join(tmpdir(), 'lay-receipt-'))
after(() => rmSync(folder, { recursive: true, force: true }))

it('is the end of the trail, which whoever has the proof sees without us', async () => {
  await world.setNow(mondayMorning)
  const email = 'receipt@example.org'
  const { someone } = await booked({ email })
  await signedIn(email, someone)
  await someone.post('/you/passphrase', { passphrase })
  await whenAllEnded(world.admin)
  await keepCheckpoints({ db: world.db, key: checkpointKey, folder: join(folder, 'second') })
  const proof = JSON.parse((await someone.get('/you/opened/proof')).html) as Proof
  await someone.get('/you/data/download.json')

  const { html } = await someone.post('/you/delete', { sure: 'yes' })
  const receipt = /Receipt: <code[^>]*>([0-9a-f]{64})</.exec(html)![1]
  const end = JSON.parse(/<pre[^>]*>([^<]*)</.exec(html)![1]!.replaceAll('&quot;', '"')) as Entry[]
  const last = end.at(-1)!
  assert.deepEqual([last.verb, last.hash], ['record.deleted', receipt])

  const chain = proof.chains.find(({ subjectId }) => subjectId === last.subjectId)!
  const known = chain.entries.length
  assert.ok(end.length > 2 && known > 2, 'each has entries that the other lacks')
  const check = (entries: Entry[]) => {
    const file = join(folder, 'whole.json')
    writeFileSync(
      file,
      JSON.stringify({
        ...proof,
        chains: proof.chains.map((each) => (each === chain ? { ...chain, entries } : each)),
      }),
    )
    return execFileSync(process.execPath, [verifierPath, file], { encoding: 'utf8', stdio: 'pipe' })
  }
  const whole = [...chain.entries, ...end.filter(({ n }) => n > known)]
  assert.match(check(whole), /What is proved is as it was written/)
  assert.throws(() => check(whole.toSpliced(-2, 1)), 'an entry between is missed')

  await destroyPast({ db: world.db, log: () => {}, erase })
  const { rows } = await world.admin.query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from audit_event where subject_id = $1 order by n desc limit 1`,
    [last.subjectId],
  )
  assert.equal(rows[0]!.hash, receipt, 'nothing comes after it')
})

it('says before that what was booked elsewhere stays, until it has passed to whom it is', async () => {
  await world.setNow(mondayMorning)
  const email = 'elsewhere@example.org'
  const { someone } = await booked({ email })
  await signedIn(email, someone)
  await someone.post('/you/passphrase', { passphrase })
  const sentence = /Something was booked under your email address or number/
  const says = async () => sentence.test((await someone.get('/you/delete')).html)
  assert.equal(await says(), false)
  const { path } = await booked({ email })
  assert.equal(await says(), true)
  assert.equal((await someone.post(`/you/appointments/${idOf(path)}/mine`)).location, '/you?said=passes')
  assert.equal(await says(), true)
  await world.setNow(mondayMorning.add({ hours: 73 }))
  await signedIn(email, someone)
  await someone.post('/you/confirm', { passphrase })
  await someone.get('/you')
  assert.equal(await says(), false)
})

it('takes along what passed just before, though nothing has put it with the rest yet', async () => {
  await world.setNow(mondayMorning)
  const email = 'claimed@example.org'
  const { someone: first, path: signedInThere } = await booked({ email })
  const { path: said } = await booked({ email })
  await signedIn(email, first)
  const someone = await claimed(email, said)
  await world.admin.query(`update client_change set done_at = clock_now() where kind = 'booking' and booking_id = $1`, [
    idOf(said),
  ])
  await surely()
  assert.match((await someone.post('/you/delete', { sure: 'yes' })).html, /Everything is deleted/)
  const { rows } = await world.admin.query(
    `select status, exists (select from booking_person where booking_id = id) as known from booking where id = any($1)`,
    [[signedInThere, said].map(idOf)],
  )
  const gone = { status: 'cancelled', known: false }
  assert.deepEqual(rows, [gone, gone])
})

it('leaves what a stranger booked under the address as it was, where its owner never said that it is theirs', async () => {
  await world.setNow(mondayMorning)
  const email = 'not.mine@example.org'
  const { someone: stranger, path } = await booked({ email })
  const before = await stranger.get(path)
  const owner = await signedIn(email)
  await surely()
  assert.match((await owner.post('/you/delete', { sure: 'yes' })).html, /Everything is deleted/)
  assert.deepEqual(await stranger.get(path), before)
})

it('is given again to whoever pressed twice without a script, and to nobody else', async () => {
  await world.setNow(mondayMorning)
  const email = 'twice@example.org'
  const { someone } = await booked({ email })
  await signedIn(email, someone)
  await surely()
  const same = () => {
    const window = browser()
    for (const [name, value] of someone.jar) window.jar.set(name, value)
    return window
  }
  const [first, second, later] = [same(), same(), same()]
  const receiptOf = ({ html }: { html: string }) => /Receipt: <code[^>]*>([0-9a-f]{64})</.exec(html)?.[1]
  const pressed = await Promise.all([first, second].map((window) => window.post('/you/delete', { sure: 'yes' })))
  const receipts = new Set([...pressed, await later.post('/you/delete', { sure: 'yes' })].map(receiptOf))
  assert.equal(receipts.size, 1)
  assert.match([...receipts][0]!, /^[0-9a-f]{64}$/)
  assert.equal((await later.post('/you/delete', { sure: 'yes' })).location, '/you/sign-in', 'its cookie is forgotten')
  assert.equal((await browser().post('/you/delete', { sure: 'yes' })).location, '/you/sign-in')
  const deletions = await world.admin.query(
    `select count(*)::int as n from audit_event where verb = 'record.deleted'
        and subject_id = (select subject_id from audit_event where hash = decode($1, 'hex'))`,
    [[...receipts][0]],
  )
  assert.deepEqual(deletions.rows, [{ n: 1 }])
})
