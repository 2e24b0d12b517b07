import assert from 'node:assert/strict'
import { it } from 'node:test'
import { contactHash } from '#identity'
import { textFrom } from '../../../testing/answered.ts'
import { accountPages } from '../../../testing/account.ts'
import { contactKey } from '../../../testing/booking.ts'
import { idOf } from '../../../testing/pages.ts'
import { mondayMorning } from '../../../testing/world.ts'
import { recordRoutes } from '../routes.ts'
import { titles } from './words.ts'

const { world, booked, signedIn } = await accountPages({
  more: ({ ports }) => recordRoutes({ ...ports, erase: () => assert.fail('nobody is erased'), freed: async () => {} }),
})
const { admin, ports } = world

/** Somebody signed in, surely known, whose booking has this number, proved or not; and what was answered from it. */
async function answered(email: string, phone: string, proved: boolean) {
  await world.setNow(mondayMorning)
  const { someone, path } = await booked({ email, phone })
  await signedIn(email, someone)
  await admin.query('update client_session set level = 2, strong_at = clock_now()')
  if (proved)
    await admin.query(
      `insert into client_contact (client_id, kind, contact_hash, verified_at) select client_id, 'phone', $2, clock_now() from booking where id = $1`,
      [idOf(path), contactHash(contactKey, phone)],
    )
  await textFrom(ports, phone, 'Canary: I cannot')
  const { rows } = await admin.query('select booking_id as id from reply where booking_id = $1', [idOf(path)])
  assert.equal(rows.length, 1)
  return { someone, id: idOf(path) }
}

it('is what somebody answered to our texts, in their words, where they proved the number', async () => {
  const { someone } = await answered('proved@example.org', '+447700900201', true)
  for (const path of ['/you/data', '/you/data/download.html', '/you/data/download.json'])
    assert.match((await someone.get(path)).html, /Canary: I cannot/)
})

it('is not what was answered from a number that they only gave: it may be somebody else’s', async () => {
  const { someone } = await answered('given@example.org', '+447700900202', false)
  for (const path of ['/you/data', '/you/data/download.json']) {
    const { html } = await someone.get(path)
    assert.doesNotMatch(html, /Canary|"reply"/)
  }
})

it('is all else of an appointment, too: no table that is about one is left out', async () => {
  const about = (
    await admin.query(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'booking_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
    )
  ).rows
  const { someone, id } = await answered('about@example.org', '+447700900203', true)
  await admin.query(`insert into waiting_alert (booking_id, passed) values ($1, '{}')`, [id])
  await admin.query(`insert into task (kind, booking_id, due_at) values ('call', $1, clock_now())`, [id])
  const { held } = JSON.parse((await someone.get('/you/data/download.json')).html) as { held: { table: string }[] }
  for (const table of ['waiting_alert', 'task'])
    assert.ok(
      held.some((part) => part.table === table),
      table,
    )
  // An alert to operations is of what the acknowledgement says; openings of a name have a page of their own.
  const elsewhere = ['acknowledgement_alert', 'opening', 'reveal_task']
  const missing = about.map(({ name }) => String(name)).filter((name) => !titles[name] && !elsewhere.includes(name))
  assert.deepEqual(missing, [])
})
