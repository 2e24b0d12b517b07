import assert from 'node:assert/strict'
import { it } from 'node:test'
import { query, boolean } from '#lib/sql'
import { accountPages } from '../../testing/account.ts'
import { idOf, type Someone } from '../../testing/pages.ts'
import { coachActor } from '../../testing/staff.ts'
import { coachId } from '../../testing/world.ts'

const sayKnown = query({ said: boolean }, 'select i_know($1) as said')
const { world, booked, browser, signedIn, sayContact, clientOf } = await accountPages()
const { db, admin, ports } = world
const email = 'amina@example.org'

async function isOffered(someone: Someone): Promise<boolean> {
  await someone.post('/book/topic', { topic: 'wellbeing' })
  await someone.post('/book/coach', { who: 'choose' })
  return (await someone.get('/book/choose-coach?filter=yes')).html.includes(coachId(1))
}
const apartFrom = async (path: string) =>
  (
    await admin.query<{ id: string }>('select coach_id as id from kept_apart where client_id = $1', [
      await clientOf(path),
    ])
  ).rows

it('whoever signs in, in whatever browser, is not offered a coach who knows them, and what they book there is kept apart', async () => {
  const { path, someone } = await booked({ email })
  await signedIn(email, someone)
  await admin.query(`update booking set coach_id = $2, matched_on = '{}' where id = $1`, [idOf(path), coachId(1)])
  await db.withActor(await coachActor(admin, coachId(1)), (tx) => sayKnown.one(tx, idOf(path)))
  await ports.availability.load()

  const other = browser()
  await other.post('/you/sign-in', { contact: email })
  assert.equal(await isOffered(other), true, 'nothing is proved before the code')
  await sayContact(other, { email })
  assert.equal(await isOffered(other), true)
  await signedIn(email, other)
  assert.equal(await isOffered(other), false)
  const mine = await booked({ email }, 'video', other)
  assert.deepEqual(await apartFrom(mine.path), [{ id: coachId(1) }])
  const friends = await booked({ email: 'friend@example.org' }, 'video', other)
  assert.deepEqual(await apartFrom(friends.path), [], 'what they book for somebody else is not')
})

it('an account to which a contact comes keeps apart whom whoever proved it is kept apart from', async () => {
  const known = await booked({ email: 'second@example.org' })
  await admin.query(`update booking set verified_at = clock_now() where id = $1`, [idOf(known.path)])
  await admin.query('insert into kept_apart (client_id, coach_id) select client_id, $2 from booking where id = $1', [
    idOf(known.path),
    coachId(3),
  ])
  const own = await booked({ email: 'first@example.org' })
  const owner = await signedIn('first@example.org', own.someone)
  assert.deepEqual(await apartFrom(own.path), [])
  await admin.query(
    `insert into client_contact (client_id, kind, contact_hash)
       select $1, 'email', contact_hashes[1] from booking where id = $2`,
    [await clientOf(own.path), idOf(known.path)],
  )
  assert.deepEqual(await apartFrom(own.path), [], 'not as long as it was only typed')
  await admin.query('update client_contact set verified_at = clock_now() where verified_at is null')
  assert.deepEqual(await apartFrom(own.path), [{ id: coachId(3) }])
  assert.ok(owner)
})
