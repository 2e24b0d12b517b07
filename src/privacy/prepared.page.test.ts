import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accountPages } from '../../testing/account.ts'
import { idOf, type Someone } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'

const {
  world,
  booked,
  signedIn,
  anHourLater,
  passphrase,
  codeOfBrowser,
  noticesSince,
  waited,
  jobs,
  runJoins,
  clientOf,
  accountOf,
  proved,
} = await accountPages()
const stop = /Stop this change/

describe('an account that somebody prepared who reads the mailbox', () => {
  const prepared = async (email: string) => {
    await world.setNow(mondayMorning)
    await booked({ email })
    const partner = await signedIn(email)
    await partner.post('/you/passphrase', { passphrase })
    await world.setNow(mondayMorning.add({ hours: 73 }))
    await jobs['client-settle']()
    await signedIn(email, partner)
    assert.equal((await partner.post('/you/confirm', { passphrase })).location, '/you')
    return partner
  }
  const held = async (someone: Someone) => (await someone.get('/you/data')).html

  it('opens nothing of what is booked later, though its owner signs in where they booked it', async () => {
    const email = 'prepared@example.org'
    const partner = await prepared(email)
    const { someone: owner, path } = await booked({ email, name: 'CANARYLATER' })
    await signedIn(email, owner)
    await owner.get('/you')
    await runJoins()
    assert.notEqual(await clientOf(path), await accountOf(partner))
    assert.ok(!(await held(partner)).includes('CANARYLATER'))
    assert.ok((await owner.get('/you')).html.includes('We cannot tell whether you booked this'))
  })

  it('has to wait for it and to tell everybody, and gets it where nobody stops it', async () => {
    const email = 'patient@example.org'
    const partner = await prepared(email)
    const { someone: owner, path } = await booked({ email, name: 'CANARYPATIENT', phone: '07700 900612' })
    const told = await noticesSince(async () => {
      assert.equal((await partner.post(`/you/appointments/${idOf(path)}/mine`)).location, '/you?said=passes')
      await jobs['client-settle']()
    })
    assert.deepEqual(told, ['asked email', 'asked text'])
    await runJoins()
    assert.ok(!(await held(partner)).includes('CANARYPATIENT'))
    assert.match((await owner.get(path)).html, stop)
    await world.setNow(mondayMorning.add({ hours: 73 + 72 }))
    assert.deepEqual(await noticesSince(jobs['client-settle']), ['done email', 'done text'])
    await runJoins()
    assert.equal(await clientOf(path), await accountOf(partner))
  })

  it('does not get what the browser that booked kept back', async () => {
    const email = 'kept.back@example.org'
    const partner = await prepared(email)
    const { someone: owner, path } = await booked({ email, name: 'CANARYKEPT' })
    await partner.post(`/you/appointments/${idOf(path)}/mine`)
    await owner.post(`${path}/stop`)
    assert.equal((await partner.get('/you')).location, '/you/sign-in', 'and the partner is signed out')
    await world.setNow(mondayMorning.add({ hours: 73 + 80 }))
    await jobs['client-settle']()
    await runJoins()
    const { rows } = await world.admin.query(
      `select from client_change where kind = 'booking' and stopped_at is null
      and booking_id = $1`,
      [idOf(path)],
    )
    assert.equal(rows.length, 0)
    await signedIn(email, partner)
    assert.notEqual(await clientOf(path), await accountOf(partner))
  })

  it('takes in at once what somebody books who gave the passphrase in that browser', async () => {
    const email = 'known.here@example.org'
    const owner = await prepared(email)
    const { path } = await booked({ email }, 'video', owner)
    await owner.get('/you')
    await runJoins()
    assert.equal(await clientOf(path), await accountOf(owner))
  })
})

describe('no other way round the wait', () => {
  const mine = (someone: Someone, path: string) => someone.post(`/you/appointments/${idOf(path)}/mine`)
  const surely = async (someone: Someone) => {
    await world.admin.query(
      `update client_session set level = 2, strong_at = clock_now() where hash = sha256(convert_to($1, 'UTF8'))`,
      [someone.jar.get('lay-you')],
    )
  }

  it('is to give up what somebody signed in with and to stay signed in', async () => {
    await world.setNow(mondayMorning)
    const email = 'given.up@example.org'
    const { path } = await booked({ email })
    const partner = await signedIn(email)
    await surely(partner)
    assert.equal((await mine(partner, path)).location, '/you?said=passes')
  })

  it('is to have another account ask for the one that says so', async () => {
    await world.setNow(mondayMorning)
    const email = 'asked.for@example.org'
    const { path } = await booked({ email, phone: '07700 900614' })
    const reader = await signedIn(email)
    const { someone: other } = await booked({ email: 'reader@example.org' })
    await signedIn('reader@example.org', other)
    await surely(other)
    await other.post('/you/contacts', { contact: email })
    await other.post('/you/contacts/code', { code: await codeOfBrowser('contact', other) })
    const told = await noticesSince(async () => {
      assert.equal((await mine(reader, path)).location, '/you?said=passes')
      await jobs['client-settle']()
    })
    assert.ok(told.includes('asked text'), told.join())
  })

  it('is to find the appointment by its reference and a code', async () => {
    await world.setNow(mondayMorning)
    const email = 'found.it@example.org'
    const { someone: booker, path } = await booked({ email })
    const reader = await signedIn(email)
    const before = [await booker.get(path), await booker.get(`${path}/contact`)]
    await proved(path, email, reader)
    await runJoins()
    assert.deepEqual([await booker.get(path), await booker.get(`${path}/contact`)], before)
    assert.notEqual(await clientOf(path), await accountOf(reader))
    await reader.post('/you/passphrase', { passphrase })
    assert.doesNotMatch((await booker.get(path)).html, stop)
  })

  it('is to cancel it, or to wait until it is over: its page goes on to show what waits', async () => {
    await world.setNow(mondayMorning)
    const email = 'cancelled.first@example.org'
    const { someone: owner, path } = await booked({ email })
    const reader = await signedIn(email)
    await reader.post('/you/passphrase', { passphrase })
    await reader.post(`/you/appointments/${idOf(path)}`)
    await reader.post(`${path}/cancel`)
    await mine(reader, path)
    assert.match((await owner.get(path)).html, /is cancelled[^]*Stop this change/)
    await world.admin.query(
      `update booking set status = 'booked', cancelled_at = null, cancelled_by = null where id = $1`,
      [idOf(path)],
    )
    await world.setNow(mondayMorning.add({ hours: 40 }))
    assert.match((await owner.get(path)).html, /is over[^]*Stop this change/)
  })

  it('is an appointment of one’s own at the same time, which keeps the other from coming', async () => {
    await world.setNow(mondayMorning)
    const email = 'same.hour@example.org'
    const { someone: owner, path } = await booked({ email })
    const { someone: reader, path: own } = await booked({ email })
    await world.admin.query(
      `update booking set starts_at = $2::timestamptz, ends_at = $2::timestamptz + interval '45 minutes' where id = any($1)`,
      [[path, own].map(idOf), mondayMorning.add({ hours: 24 * 6 + 4 }).toString()],
    )
    await signedIn(email, reader)
    await mine(reader, path)
    await waited()
    await signedIn(email, reader)
    assert.notEqual(await clientOf(path), await accountOf(reader))
    await reader.post('/you/passphrase', { passphrase })
    assert.match((await owner.get(path)).html, stop)
    // It comes by itself once the other is not in its way.
    await reader.post(`${own}/cancel`)
    await jobs['client-settle']()
    assert.equal(await clientOf(path), await accountOf(reader))
  })

  it('is to be in time: whoever booked corrects what waits, and then it passes to nobody', async () => {
    await world.setNow(mondayMorning)
    const email = 'corrected@example.org'
    const { someone: owner, path } = await booked({ email })
    const reader = await signedIn(email)
    await mine(reader, path)
    await reader.post(`/you/appointments/${idOf(path)}`)
    assert.equal((await reader.get(path)).status, 200)
    const correction = { name: 'Amina', email: 'private@example.org', phone: '', choice: 'carry-on' }
    assert.equal((await owner.post(`${path}/contact`, correction)).location, path)
    assert.equal((await reader.get(path)).status, 404, 'and who opened it by the old contact is out')
    assert.doesNotMatch((await owner.get(path)).html, stop)
    await waited()
    assert.notEqual(await clientOf(path), await accountOf(reader))
  })

  it('is to ask for a passphrase in an account that comes to another meanwhile', async () => {
    await world.setNow(mondayMorning)
    const { someone: owner } = await booked({ email: 'taker@example.org' })
    await signedIn('taker@example.org', owner)
    await owner.post('/you/passphrase', { passphrase })
    const email = 'taken@example.org'
    const { someone: plain, path } = await booked({ email })
    await anHourLater(path)
    await signedIn(email, plain)
    await runJoins()
    await owner.post('/you/contacts', { contact: email })
    await owner.post('/you/contacts/code', { code: await codeOfBrowser('contact', owner) })
    await world.setNow(mondayMorning.add({ hours: 1 }))
    const reader = await signedIn(email)
    const theirs = 'nine loud red trains'
    await reader.post('/you/passphrase', { passphrase: theirs })
    for (const hours of [72, 74]) {
      await world.setNow(mondayMorning.add({ hours }))
      await jobs['client-settle']()
    }
    await signedIn(email, owner)
    assert.equal(await clientOf(path), await accountOf(owner))
    assert.equal((await owner.post('/you/confirm', { passphrase: theirs })).status, 422)
    assert.equal((await owner.post('/you/confirm', { passphrase })).location, '/you')
  })
})

it('whoever booked first chooses a passphrase at once, whoever books under their address after them, who does not', async () => {
  await world.setNow(mondayMorning)
  const email = 'first.to.book@example.org'
  const { someone: owner } = await booked({ email })
  await world.setNow(mondayMorning.add({ minutes: 1 }))
  const { someone: stranger } = await booked({ email })
  await signedIn(email, stranger)
  await signedIn(email, owner)
  const asked = await stranger.post('/you/passphrase', { passphrase })
  assert.match(asked.html, /Your passphrase will work in 3 days/)
  assert.equal((await owner.post('/you/passphrase', { passphrase })).location, '/you?said=set')
  assert.equal((await stranger.get('/you')).location, '/you/sign-in')
})
