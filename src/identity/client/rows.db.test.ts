import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { anyone, type Actor } from '#lib/door'
import { count, query } from '#lib/sql'
import { clientActor, newClientActor } from '../../../testing/clients.ts'
import { freshDatabase } from '../../../testing/database.ts'

const { db, admin } = await freshDatabase()
const [amina, mark] = [await newClientActor(admin, 2), await newClientActor(admin, 2)]
const { id: byCodeId } = await newClientActor(admin, 1)
const tables = [
  'client_contact',
  'client_passphrase',
  'client_passkey',
  'client_change',
  'plan_access',
  'client_session',
]
for (const id of [amina.id, mark.id, byCodeId]) {
  await admin.query(
    `insert into client_contact (client_id, kind, contact_hash, verified_at) values ($1, 'email', $2, now())`,
    [id, randomBytes(32)],
  )
  await admin.query('insert into client_passphrase (client_id, salt, hash) values ($1, $2, $3)', [
    id,
    randomBytes(16),
    randomBytes(32),
  ])
  await admin.query(
    `insert into client_passkey (client_id, credential_id, public_key, counter, device) values ($1, $2, $3, 0, 'x')`,
    [id, randomBytes(16), randomBytes(64)],
  )
  await admin.query(
    `insert into client_change (client_id, kind, contact_id, due_at) values ($1, 'add-contact', gen_random_uuid(), now() + interval '72 hours')`,
    [id],
  )
  await admin.query(`insert into plan_access (client_id, mode) values ($1, 'code')`, [id])
}
// The first passphrase signed out who had come by a code: they come in again.
const byCode = { actor: await clientActor(admin, byCodeId, 1) }
const run = (actor: Actor, text: string) => db.withActor(actor, (tx) => query({}, text)(tx))
const countOf = async (actor: Actor, table: string) =>
  (await db.withActor(actor, (tx) => query({ n: count }, `select count(*) as n from ${table}`).one(tx)))!.n

describe('the rows of accounts', () => {
  it('are one’s own, whatever a statement forgets to ask', async () => {
    for (const table of tables) assert.equal(await countOf(amina.actor, table), 1, table)
  })

  it('are nobody’s who has not signed in', async () => {
    for (const table of tables) await assert.rejects(countOf(anyone, table), /permission denied/, table)
  })

  it('change only for who gave more than a code, and never another’s', async () => {
    const own = `(select id from client where id = me())`
    const acts = [
      `update client_passphrase set hash = sha256('x')`,
      `insert into client_contact (client_id, kind, contact_hash) values (${own}, 'email', sha256('x'))`,
      `insert into client_passkey (client_id, credential_id, public_key, counter, device) values (${own}, '\\x01', '\\x01', 0, 'x')`,
    ]
    for (const act of acts) await assert.rejects(run(byCode.actor, act), /row-level security/, act)
    const foreign = acts[1]!.replace(own, `'${mark.id}'`)
    await assert.rejects(run(amina.actor, foreign), /row-level security/)
    for (const change of ['codes = false', 'removed_at = now()'])
      await run(byCode.actor, `update client_contact set ${change}`)
    await run(byCode.actor, 'update client_passkey set ended_at = now()')
    const { rowCount } = await admin.query(
      `select from client_contact k full join client_passkey p on p.client_id = k.client_id
        where not k.codes or k.removed_at is not null or p.ended_at is not null`,
    )
    assert.equal(rowCount, 0)
  })

  it('let nobody write that a contact is proved, nor a change that is due before three days', async () => {
    for (const actor of [amina.actor, byCode.actor]) {
      await assert.rejects(run(actor, 'update client_contact set verified_at = now()'), /permission denied/)
      // Nor one of a contact, however late.
      for (const due of [`now()`, `now() + interval '71 hours'`, `now() + interval '80 hours'`])
        await assert.rejects(
          run(
            actor,
            `insert into client_change (client_id, kind, contact_id, due_at) values (me(), 'add-contact', gen_random_uuid(), ${due})`,
          ),
          /row-level security/,
        )
      await assert.rejects(run(actor, 'update client_change set due_at = now()'), /permission denied/)
    }
  })
})
