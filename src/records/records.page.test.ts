import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, it } from 'node:test'
import { complaintsWaiting } from '#governance'
import { operator, worker } from '#lib/door'
import { unapproved, type Renderer } from '#notifications'
import { accountPages } from '../../testing/account.ts'
import { erasingHere } from '../../testing/erasing.ts'
import { headingOf, idOf, type Someone } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'
import { titles } from './held/words.ts'
import { destroyPast } from './retention.ts'
import { recordRenderers } from './complaint/render.ts'
import { recordRoutes } from './routes.ts'

const { erase, ledger } = erasingHere(() => mondayMorning)
const freed: string[] = []
const { world, booked, signedIn, passphrase } = await accountPages({
  more: ({ ports }) => recordRoutes({ ...ports, erase, freed: async (ids) => void freed.push(...ids) }),
})
const { admin, db } = world
const told = ['break_glass', 'record_opening', 'reveal_task', 'kept_apart']
beforeEach(() => world.setNow(mondayMorning))

/** Somebody who has booked and is signed in, surely known. */
async function surely(email: string): Promise<{ someone: Someone; id: string; clientId: string }> {
  const { someone, path } = await booked({ name: 'Amina Canary', email, phone: '07700 900123' })
  await signedIn(email, someone)
  await someone.post('/you/passphrase', { passphrase })
  const { rows } = await admin.query<{ id: string }>('select client_id as id from booking where id = $1', [idOf(path)])
  return { someone, id: idOf(path), clientId: rows[0]!.id }
}

const rowsOf = async (text: string, ...values: unknown[]) => (await admin.query(text, values)).rows

describe('what is held about somebody', () => {
  it('is all of it, opened with their own keys, to look at and to take along', async () => {
    const { someone, id } = await surely('all@example.org')
    const { status, html } = await someone.get('/you/data')
    assert.equal(status, 200)
    for (const held of ['Amina Canary', 'all@example.org', '+447700900123', id]) assert.ok(html.includes(held), held)
    assert.ok(!html.includes('\\x'), 'nothing is shown as the table keeps it')
    const file = JSON.parse((await someone.get('/you/data/download.json')).html) as { held: { table: string }[] }
    assert.ok(file.held.some(({ table }) => table === 'booking_person'))
    assert.match((await someone.get('/you/data/download.html')).html, /Amina Canary/)
  })

  it('says nothing of an opening that is to be told later', async () => {
    const { someone, clientId } = await surely('glass@example.org')
    const [one, other] = await rowsOf(
      `insert into staff (email, name) values ('noor@example.org', 'Noor'), ('tom@example.org', 'Tom') returning id`,
    )
    await admin.query(
      `insert into break_glass (client_id, reference, reason, minutes, asked_by, delay_reason, approved_by, approved_at, until, opened_at)
       values ($1, 'ABCDEFGH', 'Canary reason of the one who asks', 30, $2, 'Canary: it is not safe to tell them now', $3,
         clock_now(), clock_now() + interval '30 minutes', clock_now())`,
      [clientId, one.id, other.id],
    )
    for (const path of ['/you/data', '/you/data/download.json']) {
      const { html } = await someone.get(path)
      for (const hidden of [...told, 'Canary reason', 'not safe', one.id, other.id])
        assert.ok(!html.includes(hidden), `${path} ${hidden}`)
    }
  })

  it('tells no worry before its time, and no reason of a hold', async () => {
    const { someone, clientId } = await surely('untold@example.org')
    const [owner] = await rowsOf(`insert into staff (email, name) values ('ada@example.org', 'Ada') returning id`)
    await admin.query(
      `insert into concern (id, level, theme, client_id, sealed_words) values (gen_random_uuid(), 3, 'abuse', $1, 'x')`,
      [clientId],
    )
    await admin.query(
      `insert into legal_hold (client_id, reason, owner_id, review_on) values ($1, 'Canary reason in law', $2, '2027-03-01')`,
      [clientId, owner.id],
    )
    const tables = async () => {
      const { html } = await someone.get('/you/data/download.json')
      for (const hidden of ['Canary reason', 'abuse', owner.id]) assert.ok(!html.includes(hidden), hidden)
      const { held } = JSON.parse(html) as { held: { table: string }[] }
      return held.map(({ table }) => table).filter((table) => ['concern', 'legal_hold'].includes(table))
    }
    assert.deepEqual(await tables(), ['legal_hold'])
    await admin.query('update concern set told_at = clock_now() where client_id = $1', [clientId])
    assert.deepEqual(await tables(), ['concern', 'legal_hold'])
  })

  it('is asked for by more than a code', async () => {
    await surely('weak@example.org')
    const other = await signedIn('weak@example.org')
    for (const path of ['/you/data', '/you/data/download.json', '/you/delete']) {
      const { status, html } = await other.get(path)
      assert.notEqual(status, 200, path)
      assert.ok(!html.includes('Canary'), path)
    }
  })

  it('leaves out no table that names a client, and has words for each', async () => {
    const named = await rowsOf(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
    )
    assert.deepEqual(
      // Who opened a record has a page of its own, which knows what may be told yet.
      named.map(({ name }) => String(name)).filter((name) => !titles[name] && !told.includes(name)),
      [],
    )
  })
})

describe('deleting everything', () => {
  it('leaves a time without a person, and keys that are gone', async () => {
    const { someone, id, clientId } = await surely('gone@example.org')
    assert.equal((await someone.post('/you/delete', {})).status, 422)
    const done = await someone.post('/you/delete', { sure: 'yes' })
    assert.equal(headingOf(done.html), 'Everything is deleted')
    assert.match(done.html, /Receipt: <code[^>]*>[0-9a-f]{64}</)
    assert.deepEqual(await rowsOf('select from wrapped_key where subject = $1', clientId), [])
    assert.deepEqual(await rowsOf('select from booking_person where booking_id = $1', id), [])
    const [left] = await rowsOf('select client_id, status, contact_hashes, browser from booking where id = $1', id)
    assert.notEqual(left.client_id, clientId)
    assert.deepEqual([left.status, left.contact_hashes, left.browser], ['cancelled', [], null])
    assert.match(readFileSync(ledger, 'utf8'), new RegExp(clientId))
    assert.ok(freed.length > 0)
    assert.equal((await someone.get('/you/data')).status, 303)
  })

  it('tells the coach that the time is free, and the client nothing more', async () => {
    const { someone, id } = await surely('quiet@example.org')
    await someone.post('/you/delete', { sure: 'yes' })
    assert.deepEqual(
      await rowsOf(`select distinct recipient from message where subject_id = $1 and state = 'waiting'`, id),
      [{ recipient: 'coach' }],
    )
  })

  it('empties every table that names a client, whoever made it', async () => {
    await admin.query(
      `create table later_thing (id uuid primary key default gen_random_uuid(), client_id uuid not null references client)`,
    )
    await admin.query('alter table later_thing owner to lay_owner')
    const { someone, clientId } = await surely('later@example.org')
    await admin.query('insert into later_thing (client_id) values ($1)', [clientId])
    await someone.post('/you/delete', { sure: 'yes' })
    assert.deepEqual(await rowsOf('select from later_thing'), [])
    await admin.query('drop table later_thing')
  })

  it('waits while there is a legal hold, and says until when', async () => {
    const { someone, clientId } = await surely('held@example.org')
    const [owner] = await rowsOf(
      `insert into staff (email, name) values ('okafor@example.org', 'Dr Okafor') returning id`,
    )
    await admin.query(
      `insert into legal_hold (client_id, reason, owner_id, review_on) values ($1, 'A court has asked for this record', $2, '2027-03-01')`,
      [clientId, owner.id],
    )
    const refused = await someone.post('/you/delete', { sure: 'yes' })
    assert.equal(refused.status, 409)
    assert.match(refused.html, /Monday 1 March 2027/)
    assert.doesNotMatch(readFileSync(ledger, 'utf8'), new RegExp(clientId))
    assert.equal((await rowsOf('select from wrapped_key where subject = $1', clientId)).length > 0, true)
  })
})

describe('staying out of the evaluation', () => {
  it('can be said and taken back, by a code alone', async () => {
    const { clientId } = await surely('out@example.org')
    const someone = await signedIn('out@example.org')
    const objects = async () =>
      (await rowsOf('select from evaluation_objection where client_id = $1', clientId)).length === 1
    await someone.post('/you/evaluation', { part: 'out' })
    assert.equal(await objects(), true)
    await someone.post('/you/evaluation', { part: 'in' })
    assert.equal(await objects(), false)
  })
})

describe('a complaint about data', () => {
  it('is kept sealed, with a reference and its clock', async () => {
    const someone = (await booked({ email: 'angry@example.org' })).someone
    const words = 'Canary words about what happened'
    const refused = await someone.post('/data-complaint', { words: '', email: 'not an address' })
    assert.equal(refused.status, 422)
    const done = await someone.post('/data-complaint', { words, email: 'angry@example.org' })
    assert.match(done.html, /By Thursday 26 November 2026 we confirm/)
    assert.match(done.html, /By (Monday 28|Tuesday 29|Wednesday 30) December 2026 you have an answer/)
    const rows = await rowsOf('select c::text as whole, acknowledge_by::text as day from data_complaint c')
    assert.equal(rows.at(-1).day, '2026-11-26')
    for (const { whole } of rows) assert.ok(!whole.includes('Canary') && !whole.includes('angry'))
  })

  it('is answered at once that it has come, in neutral words, where an address was given', async () => {
    const { someone } = await booked({ email: 'complains@example.org' })
    await someone.post('/data-complaint', { words: 'Somebody at work knew', email: 'complains@example.org' })
    const planned = await rowsOf(
      `select m.subject_id as id, c.reference from message m join data_complaint c on c.id = m.subject_id
        where m.kind = 'complaint-received' order by c.received_at, c.id`,
    )
    const { vault } = world.ports
    const mails = await Promise.all(
      planned.map(({ id }) =>
        db.withActor(worker, (tx) =>
          recordRenderers({ vault })['complaint-received']!(tx, {
            subjectId: String(id),
            subjectSequence: 0,
          } as Parameters<Renderer>[1]),
        ),
      ),
    )
    const mail = mails.find((each) => each?.to === 'complains@example.org')
    assert.ok(mail?.channel === 'email')
    const { reference } = planned[mails.indexOf(mail)] as { reference: string }
    assert.match(
      mail.text,
      new RegExp(`We have what you sent us. Reference ${reference}.\\s+You have an answer by .*December 2026`),
    )
    assert.deepEqual(unapproved(`${mail.subject}\n${mail.text}`, [reference]), [])
    const silent = await someone.post('/data-complaint', { words: 'Somebody at work knew', email: '' })
    assert.equal(silent.status, 200)
    assert.equal((await rowsOf(`select from message where kind = 'complaint-received'`)).length, planned.length)
  })

  it('is counted while it waits, and named once its day has passed', async () => {
    const { someone } = await booked({ email: 'waits@example.org' })
    const { html } = await someone.post('/data-complaint', { words: 'Nobody says anything', email: '' })
    const reference = /Reference <strong>([^<]+)</.exec(html)![1]!
    const waiting = async () => (await db.withActor(operator, (tx) => complaintsWaiting.one(tx)))!
    const before = await waiting()
    assert.ok(before.waiting > 0)
    assert.deepEqual(before.late, [])
    await world.setNow(Temporal.Instant.from('2026-11-26T20:00:00Z'))
    assert.deepEqual((await waiting()).late, [])
    await world.setNow(Temporal.Instant.from('2026-11-27T00:00:00Z'))
    assert.ok((await waiting()).late.includes(reference))
    await admin.query('update data_complaint set acknowledged_at = clock_now() where reference = $1', [reference])
    assert.ok(!(await waiting()).late.includes(reference))
    await world.setNow(Temporal.Instant.from('2027-02-01T00:00:00Z'))
    assert.ok((await waiting()).late.includes(reference))
    await admin.query('update data_complaint set answered_at = clock_now() where reference = $1', [reference])
    const after = await waiting()
    assert.ok(!after.late.includes(reference) && after.waiting === before.waiting - 1)
  })

  it('is kept once, however often the same form is sent, and says the same each time', async () => {
    const { someone } = await booked({ email: 'twice@example.org' })
    const id = /name="id" value="([0-9a-f-]{36})"/.exec((await someone.get('/data-complaint')).html)![1]!
    const press = (words = 'Pressed twice') => someone.post('/data-complaint', { id, words, email: '' })
    const count = async () => (await rowsOf('select from data_complaint')).length
    const before = await count()
    const [one, other, later] = [...(await Promise.all([press(), press()])), await press()]
    assert.deepEqual([one.status, other.status, later.status], [200, 200, 200])
    const said = (html: string) => /Reference <strong>([^<]+)</.exec(html)![1]
    assert.deepEqual([said(other.html), said(later.html)], [said(one.html), said(one.html)])
    assert.equal(await count(), before + 1)
    assert.notEqual(said((await press('Pressed twice, and there is more to say')).html), said(one.html))
    assert.equal(await count(), before + 2, 'what was added is another')
    const keys = await rowsOf(
      'select from wrapped_key w join data_complaint c on c.id = w.subject where w.purpose = $$case$$',
    )
    assert.equal(keys.length, await count())
  })
})

describe('what nobody has asked for in two years', () => {
  it('is deleted as if they had, and counted', async () => {
    const { id, clientId } = await surely('old@example.org')
    const kept = await surely('kept@example.org')
    await world.setNow(Temporal.Instant.from('2028-12-01T03:00:00Z'))
    await admin.query(
      "update booking set starts_at = clock_now(), ends_at = clock_now() + interval '45 minutes' where id = $1",
      [kept.id],
    )
    const log = () => {}
    assert.ok((await destroyPast({ db, log, erase })) > 0)
    assert.deepEqual(await rowsOf('select from booking_person where booking_id = $1', id), [])
    assert.equal((await rowsOf('select from booking_person where booking_id = $1', kept.id)).length, 1)
    assert.deepEqual(await rowsOf('select from wrapped_key where subject = $1', clientId), [])
    assert.ok((await rowsOf(`select from destruction where kind = 'clients'`)).length > 0)
    assert.equal(await destroyPast({ db, log, erase }), 0)
    await db.withActor(worker, async () => {})
  })
})
