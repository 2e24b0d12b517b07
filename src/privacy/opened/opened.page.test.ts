import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { keepCheckpoints, privateKeyOf, publicKeyOf, record, recordAll, type AuditEvent } from '#audit'
import { anyone } from '#lib/door'
import { serve } from '#web'
import { bookingsByList, newClientActor } from '../../../testing/clients.ts'
import { freshDatabase } from '../../../testing/database.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { coachActor, guardsWith, newStaff } from '../../../testing/staff.ts'
import { whenAllEnded } from '../../../testing/trail.ts'
import { openedRoutes } from './routes.ts'

const { db, admin, setClock } = await freshDatabase()
const folder = mkdtempSync(join(tmpdir(), 'lay-opened-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const now = Temporal.Instant.from('2026-12-04T09:00:00Z')
const key = privateKeyOf(Buffer.alloc(32, 3).toString('base64url'))
await setClock(now)
const belongs = await bookingsByList(admin)
const [amina, mark] = [await newClientActor(admin), await newClientActor(admin)]
let viewer = amina
const app = await serve({
  routes: openedRoutes({ db, publicKey: publicKeyOf(key) }),
  ports: { clock: () => now, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({
    client: async () => ({ kind: 'client', id: viewer.id, actor: viewer.actor, level: 'strong' }),
  }),
})
after(() => app.close())

const booking = randomUUID()
await belongs(amina.id, booking)
const about = (more: Partial<AuditEvent>): AuditEvent => ({
  verb: 'booking.moved',
  subjectKind: 'booking',
  subjectId: booking,
  actorKind: 'client',
  ...more,
})
const dev = await newStaff(admin, 'coach')
const at = async (time: string, event: AuditEvent, by = anyone) => {
  await setClock(Temporal.Instant.from(time))
  await db.withActor(by, (tx) => record(tx, event))
  await setClock(now)
}
await at('2026-06-01T09:00:00Z', about({ verb: 'booking.booked' }))
await setClock(Temporal.Instant.from('2026-11-01T09:00:00Z'))
await db.withActor(anyone, (tx) =>
  recordAll(
    tx,
    Array.from({ length: 60 }, () => about({})),
  ),
)
const asDev = async (time: string) => {
  await setClock(Temporal.Instant.from(time))
  return coachActor(admin, dev)
}
const opened = about({ verb: 'booking.opened', actorKind: 'coach', actorId: dev })
await at('2026-12-03T18:02:00Z', opened, await asDev('2026-12-03T18:00:00Z'))
await whenAllEnded(admin)
await keepCheckpoints({ db, key, folder })

const get = async (path: string) => {
  const { statusCode, body, headers } = await app.inject({ url: path, headers: { host: 'localhost:3000' } })
  if (body.startsWith('<!doctype')) await assertValidHtml(body)
  return { status: statusCode, body, headers }
}
const sentences = (body: string) =>
  Array.from(body.matchAll(/<li><strong>([^<]*)<\/strong>([^<]*)<\/li>/g), ([, who, rest]) => `${who}${rest}`)

describe('who has opened my record', () => {
  it('says it in sentences, newest first, a page at a time, each once', async () => {
    const pages = [await get('/you/opened'), await get('/you/opened?page=2'), await get('/you/opened?page=3')]
    const all = pages.flatMap(({ body }) => sentences(body))
    assert.equal(all[0], 'A coach at Kestrel opened your session on Thursday 3 December 2026 at 6:02pm.')
    assert.equal(all.at(-1), 'You booked the session on Monday 1 June 2026 at 10am.')
    assert.deepEqual(
      pages.map(({ body }) => sentences(body).length),
      [25, 25, 12],
    )
    assert.match(pages[0]!.body, /62 entries, page 1 of 3/)
    assert.equal(sentences((await get('/you/opened?all=yes')).body).length, 62)
  })

  it('is chosen by who and when, and keeps that from page to page', async () => {
    assert.equal(sentences((await get('/you/opened?who=coach')).body).length, 1)
    assert.equal(sentences((await get('/you/opened?since=week')).body).length, 1)
    assert.match((await get('/you/opened?who=staff')).body, /Nothing was done/)
    const { body } = await get('/you/opened?who=me&since=year')
    assert.match(body, /href="\/you\/opened\?who=me&amp;since=year&amp;page=2"/)
    assert.match(body, /<option value="me" selected>/)
  })

  it('takes nonsense in the address as nothing said', async () => {
    for (const odd of ['who=__proto__&since=toString', 'page=0', 'page=-1', 'page=1e9', 'who=coach&who=me%00'])
      assert.equal((await get(`/you/opened?${odd}`)).status, 200, odd)
    assert.match((await get('/you/opened?page=99999')).body, /nothing on this page|Nothing was done/)
  })

  it('holds nothing of anybody else’s', async () => {
    viewer = mark
    const [{ body }, proof] = [await get('/you/opened'), await get('/you/opened/proof')]
    viewer = amina
    assert.deepEqual(sentences(body), [])
    assert.ok(!proof.body.includes(booking))
  })

  it('says why the glass was broken, once that may be told', async () => {
    const [grant, reason, why] = [
      randomUUID(),
      'A complaint about <what> was written down',
      'Telling them then was not safe for them',
    ]
    const asker = await newStaff(admin, 'governance')
    await admin.query(
      `insert into break_glass (id, client_id, reference, reason, minutes, asked_by, approved_by, approved_at, until, opened_at, delay_reason)
         values ($1, $2, 'ABCDEFGH', $3, 15, $4, $5, clock_now(), clock_now(), clock_now(), $6)`,
      [grant, amina.id, reason, asker, await newStaff(admin, 'governance'), why],
    )
    await admin.query(`select audit_append('glass.opened', 'client', $1, 'governance', $2, $3, null, null)`, [
      amina.id,
      asker,
      grant,
    ])
    const shown = async () => {
      const { body } = await get('/you/opened')
      return ['A complaint about &lt;what&gt; was written down', why].map((words) => body.includes(words))
    }
    assert.deepEqual(await shown(), [false, false])
    await admin.query('update break_glass set delay_reviewed_at = clock_now() where id = $1', [grant])
    assert.deepEqual(await shown(), [true, true])
    viewer = mark
    const marks = await shown()
    viewer = amina
    assert.deepEqual(marks, [false, false])
    await admin.query('delete from break_glass')
  })

  it('gives a proof, which the program that is given with it checks, and each download is an entry', async () => {
    const [proof, program] = [await get('/you/opened/proof'), await get('/you/opened/verify.mjs')]
    assert.match(String(proof.headers['content-disposition']), /attachment; filename="?proof\.json/)
    const [file, verifier] = [join(folder, 'proof.json'), join(folder, 'verify.mjs')]
    writeFileSync(file, proof.body)
    writeFileSync(verifier, program.body)
    const said = execFileSync(process.execPath, [verifier, file], { env: {}, encoding: 'utf8' })
    assert.match(said, /62 entries of 1 chains are proved by the checkpoint/)
    assert.match(said, /\nWhat is proved is as it was written/)
    const page = (await get('/you/opened')).body
    assert.match(page, /now holds <strong>64<\/strong> entries in <strong>2<\/strong> chains/)
    assert.ok(page.includes(/Key: ([0-9a-f]{64})/.exec(said)![1]!), 'the key is named by both')
    writeFileSync(file, proof.body.replace('"booking.booked"', '"booking.moved"'))
    assert.throws(() => execFileSync(process.execPath, [verifier, file], { env: {}, stdio: 'pipe' }))
    assert.match(sentences((await get('/you/opened')).body)[0]!, /^You downloaded the proof of your record/)
  })
})
