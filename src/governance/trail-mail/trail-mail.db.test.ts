import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { auditVerb, keepCheckpoints, privateKeyOf, publicKeyOf, record } from '#audit'
import { anyone, worker } from '#lib/door'
import { freshDatabase } from '../../../testing/database.ts'
import { whenAllEnded } from '../../../testing/trail.ts'
import { mailCheckpoint, trailRenderers } from './trail-mail.ts'

const { db, admin } = await freshDatabase()
const folder = await mkdtemp(join(tmpdir(), 'lay-mailed-'))
after(() => rm(folder, { recursive: true, force: true }))
const key = privateKeyOf(Buffer.alloc(32, 7).toString('base64url'))
const clock = () => Temporal.Now.instant()
const to = 'governance@example.org'

async function verify(...words: string[]) {
  const said: string[] = []
  const io = { out: () => {}, err: (line: string) => void said.push(line), progress: () => {} }
  const status = await auditVerb({ publicKey: () => publicKeyOf(key), folder }).run(['verify', ...words], io, { db })
  return { status, said }
}

it('goes out once for each checkpoint, says nothing of anybody, and is compared later', async () => {
  const id = randomUUID()
  await db.withActor(anyone, (tx) =>
    record(tx, { verb: 'booking.booked', subjectKind: 'booking', subjectId: id, actorKind: 'client' }),
  )
  await whenAllEnded(admin)
  await keepCheckpoints({ db, key, folder })
  await mailCheckpoint({ db, clock }, null)
  await mailCheckpoint({ db, clock }, to)
  await mailCheckpoint({ db, clock }, to)
  const { rows } = await admin.query('select kind, recipient, channel, subject_sequence as seq from message')
  assert.deepEqual(rows, [{ kind: 'trail-checkpoint', recipient: 'address', channel: 'email', seq: 1 }])

  const message = { id, kind: 'trail-checkpoint', subjectId: id, subjectSequence: 1, dueAt: clock() } as const
  const mail = await db.withActor(worker, (tx) =>
    trailRenderers(to)['trail-checkpoint']!(tx, { ...message, recipient: 'address', channel: 'email' }),
  )
  assert.ok(mail?.channel === 'email' && mail.to === to)
  assert.ok(!mail.text.includes(id))
  const line = /1:[0-9a-f]{64}/.exec(mail.text)![0]
  assert.deepEqual(await verify('--mailed', line), { status: 0, said: [] })

  const other = `1:${'0'.repeat(64)}`
  assert.match((await verify('--mailed', other)).said[0]!, /^removed checkpoint: 1 is not the one that was mailed/)
  assert.match((await verify('--mailed', line.replace('1:', '9:'))).said[0]!, /^removed checkpoint: 9 /)
  assert.match((await verify('--mailed', 'x')).said[0]!, /usage/)
})
