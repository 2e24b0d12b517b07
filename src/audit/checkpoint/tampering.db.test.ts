import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { freshDatabase } from '../../../testing/database.ts'
import { whenAllEnded } from '../../../testing/trail.ts'
import { anyone } from '#lib/door'
import { auditVerb, keepCheckpoints, privateKeyOf, publicKeyOf, recordAll } from '../index.ts'

const { db, admin, setClock } = await freshDatabase()
const base = await mkdtemp(join(tmpdir(), 'lay-trail-'))
after(() => rm(base, { recursive: true, force: true }))
const key = privateKeyOf(Buffer.alloc(32, 7).toString('base64url'))
const ids = Array.from({ length: 5 }, (_, at) => `b0000000-0000-4000-8000-00000000000${at}`)
const [amina] = ids as [string, ...string[]]
let folder = ''

const act = (id: string, times = 3) =>
  db.withActor(anyone, (tx) =>
    recordAll(
      tx,
      Array.from({ length: times }, () => ({
        verb: 'booking.moved',
        subjectKind: 'booking',
        subjectId: id,
        actorKind: 'client' as const,
      })),
    ),
  )
const checkpoint = async () => {
  await whenAllEnded(admin)
  await keepCheckpoints({ db, key, folder })
}
/** The command's exit status, and the faults that it says, each by its first words. */
async function verify({ from = folder, publicKey = publicKeyOf(key) } = {}) {
  const faults: string[] = []
  const io = { out: () => {}, err: (line: string) => void faults.push(line), progress: () => {} }
  const verb = auditVerb({ publicKey: () => publicKey, folder: from })
  const status = await verb.run(['verify'], io, { db })
  return { status, faults, kinds: [...new Set(faults.map((line) => line.split(':')[0]))] }
}
const nowhere = join(base, 'nowhere')

/** Computes a chain anew from an entry on, as somebody with the database in hand would. */
const recompute = (id: string) =>
  admin.query(
    `do $$ declare e audit_event; p bytea; begin
       for e in select * from audit_event where subject_id = '${id}' order by n loop
         e.prev := p; p := sha256(convert_to(audit_text(e), 'UTF8'));
         update audit_event set prev = e.prev, hash = p where id = e.id;
       end loop; end $$`,
  )

beforeEach(async () => {
  await setClock(Temporal.Now.instant())
  await admin.query('truncate audit_event, audit_checkpoint, audit_leaf, audit_node, trail_expired')
  folder = await mkdtemp(join(base, 'second-'))
  for (const id of ids.slice(0, 4)) await act(id)
  await checkpoint()
  for (const id of ids.slice(2)) await act(id, 2)
  await checkpoint()
  await act(amina, 1)
})

describe('a trail that nobody touched', () => {
  it('is found as it was written, with the second place and without', async () => {
    assert.deepEqual(await verify(), { status: 0, faults: [], kinds: [] })
    assert.deepEqual(await verify({ from: nowhere }), { status: 0, faults: [], kinds: [] })
  })

  it('is found so while people go on', async () => {
    const [seen] = await Promise.all([verify(), ...ids.map((id) => act(id, 5)), checkpoint()])
    assert.deepEqual(seen.faults, [])
  })

  it('is looked at in pages: long chains and many', async () => {
    await act(randomUUID(), 6000)
    await db.withActor(anyone, (tx) => tx.send('', 'select 1', []))
    await admin.query(
      `select audit_append('booking.booked', 'booking', gen_random_uuid(), 'client', null, null, null, null)
         from generate_series(1, 12000)`,
    )
    await checkpoint()
    assert.deepEqual(await verify(), { status: 0, faults: [], kinds: [] })
    const { rows } = await admin.query('select count(*)::int as made, max(size)::int as size from audit_checkpoint')
    assert.deepEqual(rows, [{ made: 4, size: 7 + 1 + 1 + 12_000 }])
  })
})

describe('a trail whose time is over', () => {
  const expire = (id: string) =>
    admin.query(
      `with old as (delete from audit_event where subject_id = $1 returning n, hash)
       insert into trail_expired (subject_id, entries, last_hash) select $1, n, hash from old order by n desc limit 1`,
      [id],
    )

  it('has gone by its rule, and whatever comes later goes on from its end', async () => {
    await setClock(Temporal.Now.instant().add({ hours: 24 * 365 * 7 }))
    await admin.query('begin')
    await admin.query('select expire_trail()')
    await admin.query('commit')
    const { rows } = await admin.query('select count(*)::int as left from audit_event')
    assert.deepEqual(rows, [{ left: 0 }])
    assert.deepEqual(await verify(), { status: 0, faults: [], kinds: [] })
    await act(ids[1]!, 2)
    await checkpoint()
    assert.deepEqual(await verify(), { status: 0, faults: [], kinds: [] })
    await admin.query(`update audit_event set actor_kind = 'key' where subject_id = $1`, [ids[1]])
    assert.deepEqual((await verify()).kinds, ['edited entry'])
  })

  it('is not one of which that is only said', async () => {
    await expire(ids[1]!)
    assert.deepEqual((await verify()).kinds, ['removed chain'])
  })

  it('is not one whose end was another', async () => {
    await setClock(Temporal.Now.instant().add({ hours: 24 * 365 * 7 }))
    await expire(ids[1]!)
    await admin.query(`update trail_expired set last_hash = sha256('x')`)
    assert.deepEqual((await verify()).kinds, ['removed chain'])
    await admin.query(`update trail_expired set entries = 2`)
    assert.deepEqual((await verify()).kinds, ['removed chain'])
  })
})

describe('a trail that somebody touched', () => {
  const found = (name: string, touch: () => Promise<unknown>, kinds: string[], without = kinds) =>
    void it(`says ${name}`, async () => {
      await touch()
      const seen = await verify()
      assert.deepEqual([seen.status, seen.kinds], [1, kinds], seen.faults.join('\n'))
      assert.ok(seen.faults.length <= 4, seen.faults.join('\n'))
      const alone = await verify({ from: nowhere })
      assert.deepEqual([alone.status, alone.kinds], [without.length > 0 ? 1 : 0, without])
    })

  found('that a tail was cut', () => admin.query(`delete from audit_event where subject_id = $1 and n = 3`, [ids[1]]), [
    'cut tail',
  ])
  found('that a chain is gone', () => admin.query(`delete from audit_event where subject_id = $1`, [amina]), [
    'removed chain',
  ])
  found(
    'that hashes were computed anew',
    async () => {
      await admin.query(`update audit_event set actor_kind = 'key' where subject_id = $1 and n = 2`, [ids[1]])
      await recompute(ids[1]!)
    },
    ['recomputed hashes'],
  )
  found(
    'that an entry was edited',
    () =>
      admin.query(`update audit_event set at = at + interval '1 microsecond' where subject_id = $1 and n = 2`, [
        ids[1],
      ]),
    ['edited entry'],
  )
  found(
    'that an entry is missing',
    () => admin.query(`delete from audit_event where subject_id = $1 and n = 2`, [ids[1]]),
    ['missing entry'],
  )
  found(
    'that an entry was added behind a checkpoint',
    async () => {
      await act(ids[1]!, 1)
      await admin.query(`update audit_event set xid = '3' where subject_id = $1 and n = 4`, [ids[1]])
    },
    ['added entry'],
  )
  found(
    'that a checkpoint was forged',
    () => admin.query(`update audit_checkpoint set at = at - interval '1 hour' where seq = 2`),
    ['forged', 'removed checkpoint'],
    ['forged'],
  )
  found(
    'that the heads under a checkpoint were altered',
    async () => {
      await admin.query(`update audit_event set actor_kind = 'key' where subject_id = $1 and n = 5`, [ids[3]])
      await recompute(ids[3]!)
      await admin.query(
        `update audit_leaf set hash = (select hash from audit_event e where e.subject_id = $1 and e.n = 5)
                          where subject_id = $1 and n = 5`,
        [ids[3]],
      )
    },
    ['altered heads', 'recomputed hashes'],
    ['altered heads'],
  )
  found(
    'that everything since the first checkpoint is gone, which only the second place knows',
    async () => {
      await admin.query(`delete from audit_checkpoint where seq = 2`)
      await admin.query(`delete from audit_leaf where position >= 4`)
      await admin.query(`delete from audit_event where subject_id = $1 and n > 3`, [ids[3]])
      await admin.query(`delete from audit_event where subject_id <> all ($1)`, [[amina, ids[1], ids[2], ids[3]]])
      await admin.query(`delete from audit_event where subject_id = $1 and n > 3`, [ids[2]])
    },
    ['removed checkpoint', 'cut tail', 'removed chain'],
    [],
  )

  it('says that the copy in the second place was forged', async () => {
    const month = (await readdir(folder))[0]!
    const [file] = await readdir(join(folder, month))
    const path = join(folder, month, file!)
    const text = await readFile(path, 'utf8')
    await chmod(path, 0o600)
    await writeFile(path, text.replace(/"size":\d+/, '"size":3'))
    const { status, kinds } = await verify()
    assert.deepEqual([status, kinds], [1, ['forged', 'removed checkpoint', 'altered heads']])
  })

  it('believes no other key', async () => {
    const other = publicKeyOf(privateKeyOf(Buffer.alloc(32, 8).toString('base64url')))
    assert.ok((await verify({ publicKey: other })).kinds.includes('forged'))
  })
})
