import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { freshDatabase } from '../../../testing/database.ts'
import { bookingsByList, newClientActor } from '../../../testing/clients.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { whenAllEnded } from '../../../testing/trail.ts'
import { anyone, codeOf, operator, worker, type Actor } from '#lib/door'
import {
  auditOf,
  integrity,
  keepCheckpoints,
  openedOf,
  privateKeyOf,
  proofOf,
  publicKeyOf,
  record,
  sentenceOf,
  type AuditEvent,
  type Proof,
} from '../index.ts'

const { db, admin } = await freshDatabase()
const key = privateKeyOf(Buffer.alloc(32, 9).toString('base64url'))
const folder = await mkdtemp(join(tmpdir(), 'lay-proof-'))
after(() => rm(folder, { recursive: true, force: true }))
const checkpoint = async () => {
  await whenAllEnded(admin)
  await keepCheckpoints({ db, key, folder: join(folder, 'second') })
}
const belongs = await bookingsByList(admin)

/** A client with a booking that is theirs, and them as an actor. */
async function newClient() {
  const [{ id, actor }, booking] = [await newClientActor(admin), randomUUID()]
  await belongs(id, booking)
  return { id, booking, actor }
}

const amina = await newClient()
const mark = await newClient()
const dev = await newStaff(admin, 'coach')
const grace = await newStaff(admin, 'governance')
const asDev = await actorOf(admin, dev, 'coach')
const asGrace = await actorOf(admin, grace, 'governance')
const about = (subjectId: string, verb: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  verb,
  subjectKind: 'booking',
  subjectId,
  actorKind: 'client',
  ...more,
})
const opened = (subjectId: string) => about(subjectId, 'booking.opened', { actorKind: 'coach', actorId: dev })

before(async () => {
  for (const { booking } of [amina, mark]) {
    await db.withActor(anyone, (tx) => record(tx, about(booking, 'booking.booked')))
    await db.withActor(asDev, (tx) => record(tx, opened(booking)))
  }
  await db.withActor(asGrace, (tx) =>
    record(tx, about(amina.id, 'key.opened', { subjectKind: 'client', actorKind: 'governance', actorId: grace })),
  )
  await checkpoint()
  await db.withActor(worker, (tx) => record(tx, about(amina.booking, 'booking.cancelled', { actorKind: 'worker' })))
})

const all = { who: 'everybody', since: null, page: 1 } as const
const seen = async (asked: Parameters<typeof openedOf>[1] = all, by = amina.actor) =>
  (await db.withActor(by, (tx) => openedOf(tx, asked))).entries.map((each) => sentenceOf(each).split(' on ')[0])

describe('a client', () => {
  it('reads what was done with their own record, newest first, by role and organisation', async () =>
    assert.deepEqual(await seen(), [
      'This service by itself, with no person, cancelled the session',
      'A member of clinical governance at Kestrel opened sealed details of your record',
      'A coach at Kestrel opened your session',
      'You booked the session',
    ]))

  it('chooses whose acts, and since when', async () => {
    assert.deepEqual(await seen({ ...all, who: 'me' }), ['You booked the session'])
    assert.deepEqual(await seen({ ...all, who: 'coach' }), ['A coach at Kestrel opened your session'])
    assert.equal((await seen({ ...all, who: 'staff' })).length, 1)
    assert.equal((await seen({ ...all, who: 'service' })).length, 1)
    assert.deepEqual(await seen({ ...all, since: Temporal.Now.instant().add({ hours: 1 }) }), [])
    assert.deepEqual(await seen({ ...all, page: 2 }), [])
  })

  it('reads nothing of anybody else’s', async () => {
    assert.equal((await seen(all, mark.actor)).length, 2)
    const rows = await db.withActor(mark.actor, (tx) => tx.send('', 'select subject_id as id from audit_event', []))
    assert.deepEqual(new Set((rows as { id: string }[]).map(({ id }) => id)), new Set([mark.booking]))
    const leaves = await db.withActor(mark.actor, (tx) => tx.send('', 'select subject_id as id from audit_leaf', []))
    assert.deepEqual(leaves, [{ id: mark.booking }])
  })

  it('reads nothing of it by a code alone', async () => {
    const byCode = await newClientActor(admin, 1)
    await belongs(byCode.id, amina.booking)
    assert.deepEqual(await seen(all, byCode.actor), [])
    assert.deepEqual((await db.withActor(byCode.actor, (tx) => proofOf(tx, publicKeyOf(key)))).chains, [])
  })

  it('writes in no name but their own', async () => {
    for (const feigned of [{ actorKind: 'coach', actorId: dev } as const, { actorId: mark.id }])
      await assert.rejects(
        db.withActor(amina.actor, (tx) => record(tx, about(amina.booking, 'booking.moved', feigned))),
        (error) => codeOf(error) === '42501',
      )
  })
})

describe('the trail shows', () => {
  const count = async (actor: Actor) => (await db.withActor(actor, (tx) => auditOf(tx, {}))).length

  it('governance all, the lead their own acts, others nothing', async () => {
    assert.equal(await count(asGrace), 6)
    const lead = await newStaff(admin, 'lead_ops')
    const asLead = await actorOf(admin, lead, 'lead_ops')
    await db.withActor(asLead, (tx) =>
      record(tx, about(randomUUID(), 'booking.opened', { actorKind: 'lead_ops', actorId: lead })),
    )
    assert.equal(await count(asLead), 1)
    assert.equal(await count(asGrace), 7)
    for (const role of ['supervisor', 'partner_rota', 'duty_lead', 'commissioner', 'evaluator', 'sysadmin'] as const)
      await assert.rejects(
        count(await actorOf(admin, await newStaff(admin, role), role)),
        (error) => codeOf(error) === '42501',
        role,
      )
    await assert.rejects(count(asDev), (error) => codeOf(error) === '42501')
  })

  it('governance what it looks for', async () => {
    const found = await db.withActor(asGrace, (tx) => auditOf(tx, { subjectId: amina.id, verb: 'key.' }))
    assert.deepEqual(
      found.map(({ verb, actorId }) => [verb, actorId]),
      [['key.opened', grace]],
    )
    assert.equal((await db.withActor(asGrace, (tx) => auditOf(tx, { actorId: dev }))).length, 2)
  })

  it('a system administrator figures alone', async () => {
    const asAdmin = await actorOf(admin, await newStaff(admin, 'sysadmin'), 'sysadmin')
    const figures = await db.withActor(asAdmin, integrity)
    assert.deepEqual([figures.checkpoints, figures.lateWaiting], [1, 0])
    assert.ok(figures.entries >= 6 && figures.unsealed >= 1 && figures.unsealed < figures.entries)
    assert.ok((await db.withActor(operator, integrity)).newest)
  })
})

describe('the download', () => {
  const proof = () => db.withActor(amina.actor, (tx) => proofOf(tx, publicKeyOf(key)))
  const file = join(folder, 'proof.json')
  /** What the client's own verifier says of a download, run as the client runs it. */
  async function check(given: unknown, ...older: string[]): Promise<{ code: number; said: string }> {
    await writeFile(file, JSON.stringify(given))
    const { promise, resolve } = Promise.withResolvers<{ code: number; said: string }>()
    const verifier = join(import.meta.dirname, 'verify.mjs')
    execFile(process.execPath, [verifier, file, ...older], { env: {} }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    )
    return promise
  }
  const changedAs = async <As>(change: (proof: As) => void) => {
    const copy: unknown = structuredClone(await proof())
    change(copy as As)
    return check(copy)
  }
  const changed = (change: (proof: Proof) => void) => changedAs(change)

  it('is proved by the verifier that comes with it, what is younger than the checkpoint by its chain alone', async () => {
    const { code, said } = await check(await proof())
    assert.match(said, /^3 entries of 2 chains are proved by the checkpoint of 20\d\d-/)
    assert.match(said, /\n1 entries are newer and not yet sealed, of 2 chains in all\n/)
    assert.match(said, /What is proved is as it was written/)
    assert.equal(code, 0)
  })

  it('holds nothing of anybody else’s', async () => {
    const text = JSON.stringify(await proof())
    for (const id of [mark.id, mark.booking]) assert.ok(!text.includes(id))
  })

  it('is found out when an entry was changed, taken out or computed anew, and when the checkpoint was', async () => {
    const chain = ({ chains }: Proof) => chains.find(({ subjectId }) => subjectId === amina.booking)!
    const said = async (change: (proof: Proof) => void, words: RegExp) => {
      const checked = await changed(change)
      assert.equal(checked.code, 1, checked.said)
      assert.match(checked.said, words)
    }
    await said((p) => (chain(p).entries[1]!.actorId = grace), /Entry 2 .* was changed/)
    await said((p) => chain(p).entries.splice(1, 1), /is missing/)
    await said((p) => chain(p).entries.splice(1), /is not under the checkpoint/)
    await said((p) => (chain(p).sealed!.path[0]!.hash = '00'.repeat(32)), /is not under the checkpoint/)
    await said((p) => (p.checkpoint!.size = 99), /not signed/)
    await said(
      (p) => (p.publicKey = publicKeyOf(privateKeyOf(Buffer.alloc(32, 1).toString('base64url')))),
      /not signed/,
    )
  })

  it('is refused in one line when a part of it is missing, empty or not known', async () => {
    type Loose = Record<string, unknown> & { chains: Record<string, unknown>[] }
    const refused = async (change: (proof: Loose) => void) => {
      const { code, said } = await changedAs(change)
      assert.deepEqual([code, said.split('\n').length], [1, 2], said)
      assert.doesNotMatch(said, /as it was written|node:|verify\.mjs:/)
    }
    await refused((p) => (p.chains = []))
    await refused((p) => (p['checkpoint'] = null))
    await refused((p) => (p['publicKey'] = ''))
    await refused((p) => (p['publicKey'] = 'no key'))
    for (const name of ['publicKey', 'checkpoint', 'chains', 'count']) await refused((p) => delete p[name])
    await refused((p) => (p['more'] = 'words'))
    await refused((p) => ((p['checkpoint'] as Loose)['more'] = 'words'))
    await refused((p) => (p.chains[0]!['more'] = 'words'))
    await refused((p) => ((p.chains[0]!['entries'] as Loose[])[0]!['more'] = 'words'))
    await refused((p) => ((p.chains[0]!['sealed'] as { path: Loose[] }).path[0]!['more'] = 'words'))
    await refused((p) => (p.chains[0]!['sealed'] = { n: 1 }))
    await refused((p) => (p.chains[0] = null!))
  })

  it('tells when the end of a chain or a whole chain is missing', async () => {
    const end = await changed((p) => p.chains.find(({ subjectId }) => subjectId === amina.booking)!.entries.pop())
    assert.deepEqual([end.code, /The end of .* is missing: 2 of 3/.test(end.said)], [1, true], end.said)
    const chain = await changed((p) => p.chains.pop())
    assert.deepEqual([chain.code, /There are 1 chains of 2/.test(chain.said)], [1, true], chain.said)
  })

  it('says of what is not sealed that it is not', async () => {
    const { said } = await changed((p) => p.chains.forEach((each) => (each.sealed = null)))
    assert.match(said, /^0 entries of 0 chains are proved/)
    assert.match(said, /4 entries are newer and not yet sealed/)
  })

  it('shows against an older one what was taken back since', async () => {
    const older = join(folder, 'older.json')
    const now = await proof()
    await writeFile(older, JSON.stringify(now))
    assert.equal((await check(now, older)).code, 0)
    const chains = now.chains.map((each) => {
      const entries = each.entries.slice(0, each.sealed!.n)
      return { ...each, count: entries.length, entries }
    })
    const without = { ...now, chains }
    assert.equal((await check(without)).code, 0, 'who has only this one cannot know')
    assert.match((await check(without, older)).said, /was in your older download/)
  })
})

describe('what the client is not to be told yet', () => {
  it('is neither read nor in the download, until it may be', async () => {
    const glass = randomUUID()
    // The glass is another room's: of it only this is known here.
    await admin.query(`drop table if exists break_glass cascade`)
    await admin.query(
      `create table break_glass (id uuid primary key, client_id uuid, opened_at timestamptz default now(), delay_reason text, delay_reviewed_at timestamptz)`,
    )
    await admin.query(`grant select on break_glass to lay_owner`)
    await admin.query(
      `insert into break_glass (id, client_id, delay_reason) values ($1, $2, 'at risk from somebody who reads this')`,
      [glass, amina.id],
    )
    const event = about(amina.id, 'key.opened', {
      subjectKind: 'client',
      actorKind: 'governance',
      actorId: grace,
      objectId: glass,
    })
    await db.withActor(asGrace, (tx) => record(tx, event))
    await db.withActor(asGrace, (tx) => record(tx, { ...event, objectId: null }))
    const breaking = about(glass, 'glass.opened', { subjectKind: 'glass', actorKind: 'governance', actorId: grace })
    await db.withActor(asGrace, (tx) => record(tx, breaking))
    await checkpoint()
    assert.equal((await seen()).length, 5)
    const proof = () => db.withActor(amina.actor, (tx) => proofOf(tx, publicKeyOf(key)))
    const chain = async () => (await proof()).chains.find(({ subjectId }) => subjectId === amina.id)!
    assert.deepEqual([(await chain()).entries.length, (await chain()).sealed?.n], [1, 1])
    await admin.query(`update break_glass set delay_reviewed_at = now() where id = $1`, [glass])
    assert.equal((await seen()).length, 7)
    assert.match((await seen())[0]!, /^A member of clinical governance at Kestrel opened/)
    assert.equal((await chain()).entries.length, 3)
    const { entries } = await db.withActor(amina.actor, (tx) => openedOf(tx, all))
    assert.match(sentenceOf(entries[0]!), /You are told later than usual/)
  })
})
