import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { worker } from '#lib/door'
import { accountPages } from '../../../testing/account.ts'
import { erasingHere } from '../../../testing/erasing.ts'
import { idOf } from '../../../testing/pages.ts'
import { newStaff } from '../../../testing/staff.ts'
import { mondayMorning } from '../../../testing/world.ts'
import { eraseAgain } from '../queries.ts'
import { recordRoutes } from '../routes.ts'

const { erase, ledger } = erasingHere(() => mondayMorning)
const { world, booked, claimed, waited, signedIn, clientOf, accountOf } = await accountPages({
  more: ({ ports }) => recordRoutes({ ...ports, erase, freed: async () => {} }),
})
const { admin, db } = world
type Line = { kind: string; clientId?: string; of?: number }
const lines = () =>
  readFileSync(ledger, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
const erased = () => lines().flatMap(({ kind, clientId }) => (kind === 'erased' ? [clientId!] : []))
const surely = () => admin.query('update client_session set level = 2, strong_at = clock_now()')
const holds = async (clientId: string) =>
  admin.query(
    `insert into legal_hold (client_id, reason, owner_id, review_on) values ($1, 'asked for by a court of law', $2, '2027-06-01')`,
    [clientId, await newStaff(admin, 'governance')],
  )

/** Somebody to whom an appointment passed of which they said that it is theirs, and whose it was before. */
async function twoNames(email: string, held = false) {
  await world.setNow(mondayMorning)
  const { path } = await booked({ email, name: 'Amina Canary' })
  const before = await clientOf(path)
  const someone = await claimed(email, path)
  const account = await accountOf(someone)
  if (held) for (const id of [before, account]) await holds(id)
  await waited()
  await signedIn(email, someone)
  await surely()
  assert.equal(await clientOf(path), account)
  return { path, before, account, someone }
}

it('writes down each name that somebody had, so that a backup from before they were one brings neither back', async () => {
  const { before, account, someone } = await twoNames('older@example.org')
  assert.match((await someone.post('/you/delete', { sure: 'yes' })).html, /Everything is deleted/)
  assert.deepEqual(new Set(erased()), new Set([before, account]))
  const done = lines().filter(({ kind }) => kind === 'done')
  const { rows } = await admin.query('select line from erasure_done')
  assert.deepEqual([done.length, rows.length], [2, 2], 'each is carried out, and the database knows it')

  // What such a backup has: the appointment with the name under which it was made.
  const { path } = await booked({ email: 'again@example.org', name: 'Amina Canary' })
  await db.withActor(worker, async (tx) => eraseAgain(tx, await clientOf(path)))
  const left = await admin.query(
    `select cardinality(contact_hashes) as hashes, exists (select from booking_person where booking_id = id) as known
       from booking where id = $1`,
    [idOf(path)],
  )
  assert.deepEqual(left.rows, [{ hashes: 0, known: false }])
})

it('erases a name that a legal hold kept when the rest was handed over, once neither is held', async () => {
  const { before, account, someone } = await twoNames('held@example.org', true)
  const rows = async () =>
    (await admin.query('select from client where id = $1 and erased_at is null', [before])).rowCount
  assert.match((await someone.post('/you/delete', { sure: 'yes' })).html, /We cannot delete your record now/)
  await admin.query('update legal_hold set lifted_at = clock_now() where client_id = $1', [account])
  await admin.query('update legal_hold set lifted_at = clock_now() where client_id = $1', [before])
  assert.equal(await rows(), 1)
  assert.match((await someone.post('/you/delete', { sure: 'yes' })).html, /Everything is deleted/)
  assert.equal(await rows(), 0)
  assert.ok([before, account].every((id) => erased().includes(id)))
})
