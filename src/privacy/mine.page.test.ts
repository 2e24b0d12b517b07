import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { proveDiary, reachedBy } from '#booking'
import { worker } from '#lib/door'
import { accountPages } from '../../testing/account.ts'
import { idOf, type Someone } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'

const { world, jobs, passphrase, noticesSince, waited, runJoins, clientOf, anHourLater, booked, browser, signedIn } =
  await accountPages()
beforeEach(async () => {
  await world.setNow(mondayMorning)
  await world.admin.query('truncate hold, booking, booking_person, booking_change, claim, client_contact cascade')
  await world.ports.availability.load()
})

const list = async (someone: Someone) => (await someone.get('/you')).html
const mine = 'It is mine'

describe('somebody who booked under the address of a colleague', () => {
  const email = 'colleague@example.org'

  for (const order of ['before', 'after', 'never'] as const)
    it(`sees nothing of it that the colleague, who booked ${order}, signs in elsewhere, and moves it as before`, async () => {
      const minute = (n: number) => world.setNow(mondayMorning.add({ minutes: n }))
      const own = order === 'before' ? await booked({ email }) : null
      await minute(1)
      const employer = browser()
      const { path: first } = await booked({ email, phone: '07700 900613' }, 'video', employer)
      const { path: further } = await booked({ email }, 'video', employer)
      for (const path of [first, further]) await anHourLater(path)
      await minute(2)
      const later = order === 'after' ? await booked({ email }) : null
      const sees = async () => {
        const pages = [first, further].flatMap((path) => [path, `${path}/contact`, `${path}/move`])
        return (await Promise.all(pages.map((path) => employer.get(path)))).map(({ status, html }) => [status, html])
      }
      const before = await sees()
      const theirs = own ?? later
      for (let n = 0; n < 2; n++) {
        const colleague = await signedIn(email)
        await runJoins()
        assert.deepEqual(await sees(), before)
        const told = await noticesSince(async () => {
          await colleague.post('/you/passphrase', { passphrase })
          await jobs['client-settle']()
        })
        assert.ok(
          told.every((one) => one === 'asked email'),
          'the number that the employer gave is told nothing',
        )
        assert.deepEqual(await sees(), before)
        if (theirs === null) continue
        await colleague.post(`/you/appointments/${idOf(theirs.path)}/mine`)
        await runJoins()
        assert.deepEqual(await sees(), before)
      }
      if (theirs === null) return
      // The time of the colleague's own appointment is like any other.
      await world.setNow(mondayMorning)
      const { rows } = await world.admin.query<{ at: string }>(
        `select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from booking where id = $1`,
        [idOf(theirs.path)],
      )
      const moved = await employer.post(`${first}/move`, { start: rows[0]!.at })
      assert.match(moved.location, /said=moved/)
      assert.equal((await world.db.withActor(worker, proveDiary)).clients, 0)
    })
})

it('an account hangs on nothing that another browser booked: it has a key of its own, and the contact sealed under it', async () => {
  const email = 'not.theirs@example.org'
  const stranger = browser()
  const { path } = await booked({ email }, 'video', stranger)
  const colleague = await signedIn(email)
  await runJoins()
  const { rows } = await world.admin.query<{ clientId: string; sealed: boolean; keys: number }>(
    `select k.client_id as "clientId", k.sealed is not null as sealed,
            (select count(*)::int from wrapped_key w where w.subject = k.client_id) as keys
       from client_contact k where k.verified_at is not null`,
  )
  assert.deepEqual(
    rows.map(({ sealed, keys }) => ({ sealed, keys })),
    [{ sealed: true, keys: 1 }],
  )
  assert.notEqual(await clientOf(path), rows[0]!.clientId)
  // The stranger corrects what they booked as before, and codes and notices go on to where they went.
  const correction = { name: 'Amina', email: 'stranger@example.org', phone: '', choice: 'carry-on' }
  await stranger.post(`${path}/contact`, correction)
  const reached = await world.db.withActor(worker, (tx) => reachedBy(tx, world.ports.vault, idOf(path), 'email'))
  assert.equal(reached?.to, 'stranger@example.org')
  assert.ok(!(await list(colleague)).includes(idOf(path)))
  await signedIn(email, colleague)
})

describe('an appointment that was booked in another browser', () => {
  const email = 'two.devices@example.org'

  it('is in the list, and passes to the account when its owner says that it is theirs', async () => {
    const { someone, path: own } = await booked({ email })
    await signedIn(email, someone)
    const { path } = await booked({ email })
    await anHourLater(path)
    await runJoins()
    assert.notEqual(await clientOf(path), await clientOf(own))
    assert.ok((await list(someone)).includes(mine))
    const said = await someone.post(`/you/appointments/${idOf(path)}/mine`)
    assert.equal(said.location, '/you?said=passes')
    assert.match((await someone.get(said.location)).html, /It passes to you in 3 days[^]*booked elsewhere/)
    assert.ok(!(await list(someone)).includes(mine))
    await waited()
    await signedIn(email, someone)
    assert.equal(await clientOf(path), await clientOf(own))
    assert.ok(!(await list(someone)).includes(mine))
    const { rows } = await world.admin.query(
      `select actor_kind from audit_event where verb = 'booking.claimed' and subject_id = $1`,
      [idOf(path)],
    )
    assert.deepEqual(rows, [{ actor_kind: 'client' }])
  })

  it('is asked about only where it is: not one of the browser that signed in, nor one that its code proved', async () => {
    const someone = browser()
    const { path: own } = await booked({ email }, 'video', someone)
    await signedIn(email, someone)
    const { path } = await booked({ email }, 'video', someone)
    await anHourLater(path)
    assert.ok(!(await list(someone)).includes(mine))
    await runJoins()
    assert.equal(await clientOf(path), await clientOf(own))
  })

  it('is nobody’s to claim who has not proved its contact', async () => {
    await booked({ email: 'other@example.org' })
    const other = await signedIn('other@example.org')
    const { path } = await booked({ email })
    for (const id of [idOf(path), 'x', crypto.randomUUID()])
      assert.equal((await other.post(`/you/appointments/${id}/mine`)).status, 404)
    assert.equal((await browser().post(`/you/appointments/${idOf(path)}/mine`)).location, '/you/sign-in')
  })
})
