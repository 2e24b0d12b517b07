import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import type { Proof } from '#audit'
import { readGoals, readOwnGoals, writeGoal } from '#coaching'
import { accountPages } from '../../testing/account.ts'
import { clientActor, engage } from '../../testing/engaged.ts'
import { idOf, type Someone } from '../../testing/pages.ts'
import { actorOf, newStaff } from '../../testing/staff.ts'
import { coachId, mondayMorning } from '../../testing/world.ts'

const { world, booked, passphrase, waited, claimed, signedIn, runJoins, anHourLater, clientOf, accountOf } =
  await accountPages()
const { admin } = world
beforeEach(() => world.setNow(mondayMorning))

const write = async (clientId: string, text: string) =>
  writeGoal(
    { db: world.db, vault: world.ports.vault },
    { actor: await clientActor(admin, clientId), clientId, text, shared: false },
  )
const goals = async (clientId: string) =>
  (
    await readOwnGoals(
      { db: world.db, vault: world.ports.vault },
      { actor: await clientActor(admin, clientId), clientId },
    )
  ).goals.map(({ text }) => text)
const holds = async (clientId: string) =>
  admin.query(
    `insert into legal_hold (client_id, reason, owner_id, review_on) values ($1, 'asked for by a court of law', $2, '2027-06-01')`,
    [clientId, await newStaff(admin, 'governance')],
  )
describe('an account whose booking is of somebody with words of their own', () => {
  it('comes to them, with its contact and its session, and opens them', async () => {
    const email = 'words@example.org'
    const { path } = await booked({ email })
    const coached = await clientOf(path)
    await engage(admin, coached, coachId(1))
    await write(coached, 'Sleep before nights')
    const someone = await claimed(email, path)
    const account = await accountOf(someone)
    assert.notEqual(account, coached)
    await waited()
    await signedIn(email, someone)
    assert.deepEqual([await accountOf(someone), await clientOf(path)], [coached, coached])
    const { html } = await someone.get('/you')
    assert.ok(html.includes('Earlier') && !html.includes('It is mine'))
    assert.deepEqual(await goals(coached), ['Sleep before nights'])
    const { rowCount } = await admin.query('select from client where id = $1', [account])
    assert.equal(rowCount, 0)
    assert.equal(await accountOf(await signedIn(email)), coached, 'and a code goes to it')
    await runJoins()
  })

  it('brings what else it has, and its passphrase', async () => {
    const email = 'more@example.org'
    const { someone, path: own } = await booked({ email })
    await signedIn(email, someone)
    await someone.post('/you/passphrase', { passphrase })
    await runJoins()
    const { path } = await booked({ email })
    const coached = await clientOf(path)
    await admin.query(
      `update booking set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' where id = $1`,
      [idOf(path)],
    )
    await write(coached, 'Leave on time')
    await someone.post(`/you/appointments/${idOf(path)}/mine`)
    await waited()
    await signedIn(email, someone)
    assert.equal((await someone.post('/you/confirm', { passphrase })).location, '/you')
    assert.deepEqual([await clientOf(own), await clientOf(path), await accountOf(someone)], [coached, coached, coached])
  })

  it('stays apart where both have some', async () => {
    const email = 'both@example.org'
    const { someone, path: own } = await booked({ email })
    await signedIn(email, someone)
    await runJoins()
    const { path } = await booked({ email })
    await write(await clientOf(own), 'One')
    await write(await clientOf(path), 'Other')
    await someone.post(`/you/appointments/${idOf(path)}/mine`)
    await waited()
    assert.notEqual(await clientOf(own), await clientOf(path))
  })
})

describe('what names whoever turned out to be the same person', () => {
  it('goes along: a hold, a concern, an objection, whom they talk to', async () => {
    const email = 'named@example.org'
    const { path } = await booked({ email })
    const before = await clientOf(path)
    await holds(before)
    await engage(admin, before, coachId(1))
    await admin.query('insert into evaluation_objection (client_id) values ($1)', [before])
    await admin.query(
      `insert into concern (id, level, theme, client_id, sealed_words) values ($1, 2, 'other', $2, '')`,
      [randomUUID(), before],
    )
    const someone = await claimed(email, path)
    await waited()
    const account = await accountOf(someone)
    assert.equal(await clientOf(path), account)
    for (const table of ['legal_hold', 'engagement', 'evaluation_objection', 'concern'])
      assert.equal((await admin.query(`select from ${table} where client_id = $1`, [account])).rowCount, 1, table)
  })
})

describe('who has opened the record of somebody who was known by two names', () => {
  const openedBy = async (someone: Someone) => {
    await admin.query('update client_session set level = 2, strong_at = clock_now()')
    const proof = JSON.parse((await someone.get('/you/opened/proof')).html) as Proof
    return { page: (await someone.get('/you/opened')).html, subjects: proof.chains.map(({ subjectId }) => subjectId) }
  }
  const readByCoach = async (clientId: string) => {
    await engage(admin, clientId, coachId(1))
    const actor = await actorOf(admin, coachId(1), 'coach')
    await admin.query('update staff_session set strong_at = clock_now()')
    const ports = { db: world.db, vault: world.ports.vault }
    assert.equal((await readGoals(ports, { actor, clientId, requestId: null })).kind, 'open')
  }

  it('is told to whom the appointment passed, and to whom that account came later', async () => {
    const email = 'opened.twice@example.org'
    const { path } = await booked({ email })
    const before = await clientOf(path)
    await readByCoach(before)
    const someone = await claimed(email, path)
    const account = await accountOf(someone)
    const waiting = await openedBy(someone)
    assert.doesNotMatch(waiting.page, /read the goals and actions|You<\/strong> booked/)
    assert.ok(![before, idOf(path)].some((id) => waiting.subjects.includes(id)), 'what waits is not theirs yet')
    await waited()
    await signedIn(email, someone)
    const passed = await openedBy(someone)
    assert.match(passed.page, /read the goals and actions/)
    assert.ok([before, account].every((id) => passed.subjects.includes(id)))

    const { path: further } = await booked({ email })
    await anHourLater(further)
    const coached = await clientOf(further)
    await write(coached, 'Sleep before nights')
    await someone.post(`/you/appointments/${idOf(further)}/mine`)
    await waited()
    await signedIn(email, someone)
    assert.equal(await accountOf(someone), coached)
    const brought = await openedBy(someone)
    assert.match(brought.page, /read the goals and actions/)
    assert.ok([before, account, coached].every((id) => brought.subjects.includes(id)))
  })
})

it('is said of every table that names a client whether it goes along, comes with an account, or stays', async () => {
  const { rows } = await admin.query<{ name: string }>(
    `select c.relname::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where a.attname = 'client_id' and not a.attisdropped and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  )
  const goesAlong = [
    'break_glass',
    'client_change',
    'concern',
    'engagement',
    'evaluation_objection',
    'former_client',
    'kept_apart',
    'legal_hold',
    'record_opening',
  ]
  const sealedAnew = ['booking', 'booking_person', 'client_contact']
  const ofAnAccount = ['client_notice', 'client_passkey', 'client_passphrase', 'client_session', 'passphrase_try']
  const withTheirWords = ['action_step', 'coach_note', 'goal', 'goal_rating', 'plan_access']
  const named = rows.map(({ name }) => name).sort()
  assert.deepEqual(named, [...goesAlong, ...sealedAnew, ...ofAnAccount, ...withTheirWords].sort())
})
