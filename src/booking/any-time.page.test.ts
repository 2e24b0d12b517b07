import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { accountPages } from '../../testing/account.ts'
import { checkedIn, idOf, work } from '../../testing/pages.ts'
import { mondayMorning } from '../../testing/world.ts'

const { world, atTimes, confirm, signedIn, passphrase, runJoins } = await accountPages()
const { admin } = world
beforeEach(() => world.setNow(mondayMorning))

/** Somebody who works nights and books a start at 8:15am. */
async function booked(form: Record<string, string | string[]>) {
  const someone = await atTimes()
  const { location } = await someone.post('/book/time', { start: '2026-11-25T08:15:00Z' })
  assert.equal(location, '/book/contact')
  const contact = { name: 'Amina', email: '', phone: '07700 900123', by: 'text', ...form }
  const sent = await someone.post('/book/contact', contact)
  assert.equal(sent.location, '/book/about-work')
  await someone.post('/book/about-work', work)
  const check = (await someone.get('/book/check')).html
  const path = (await confirm(someone)).location.replace(/\?.*/, '')
  return { someone, path, check }
}
const planned = async (path: string) =>
  (
    await admin.query<{ kind: string; due: string; anyTime: boolean }>(
      `select kind, to_char(due_at at time zone 'Europe/London', 'DD HH24:MI') as due, any_time as "anyTime" from message
        where subject_id = $1 and kind like 'reminder%' and state = 'waiting'
          and subject_sequence = (select sequence from booking where id = $1) order by due_at`,
      [idOf(path)],
    )
  ).rows.map(({ kind, due, anyTime }) => `${kind} ${due}${anyTime ? ' any' : ''}`)

const quiet = ['reminder-day 24 08:15', 'reminder-hours 24 20:45', 'reminder-soon 25 08:05']
const atNight = ['reminder-day 24 08:15 any', 'reminder-hours 25 06:15 any', 'reminder-soon 25 08:05 any']

describe('texts at any time', () => {
  it('are not sent unless somebody ticks it', async () => {
    const { path, check } = await booked({})
    assert.doesNotMatch(check, /also at night/)
    assert.deepEqual(await planned(path), quiet)
  })

  it('are sent to whoever ticks it, who reads so before they book and as often as they come back', async () => {
    const { path, check, someone } = await booked({ 'any-time': 'yes', phone: '07700 900124' })
    assert.match(check, /texts also at night/)
    assert.deepEqual(await planned(path), atNight)
    assert.ok(checkedIn((await someone.get(`${path}/contact`)).html).includes('yes'))
    const details = { name: 'Amina', email: '', phone: '07700 900124', by: 'text' }
    assert.equal((await someone.post(`${path}/contact`, details)).location, path)
    assert.ok(!checkedIn((await someone.get(`${path}/contact`)).html).includes('yes'))
    assert.deepEqual(await planned(path), quiet)
  })

  it('mean nothing where no text was asked for', async () => {
    const { path } = await booked({ 'any-time': 'yes', by: 'email', email: 'amina@gmail.com', phone: '' })
    const { rows } = await admin.query('select any_time from booking_person where booking_id = $1', [idOf(path)])
    assert.deepEqual(rows, [{ any_time: false }])
  })

  it('are chosen anew on one’s own page, for all that is ahead, on record', async () => {
    const { path, someone } = await booked({ phone: '07700 900125' })
    await signedIn('07700 900125', someone)
    await someone.post('/you/passphrase', { passphrase })
    await runJoins()
    const page = async () => (await someone.get('/you/contacts')).html
    assert.match(await page(), /Texts at night/)
    const choose = async (yes: boolean) =>
      assert.equal(
        (await someone.post('/you/contacts/night', yes ? { 'any-time': 'yes' } : {})).location,
        '/you/contacts',
      )
    await choose(true)
    assert.deepEqual(checkedIn(await page()), ['yes'])
    assert.deepEqual(
      await planned(path),
      atNight.map((one) => (one.startsWith('reminder-soon') ? one.replace(' any', '') : one)),
    )
    await choose(false)
    await choose(false)
    assert.deepEqual(checkedIn(await page()), [])
    assert.deepEqual(await planned(path), quiet)
    const { rowCount } = await admin.query(
      `select from audit_event where verb = 'reminders.night-chosen' and subject_id = $1`,
      [idOf(path)],
    )
    assert.equal(rowCount, 2)
  })

  it('lose no reminder that only its own time is left for, where they are chosen anew', async () => {
    await world.setNow(Temporal.Instant.from('2026-11-24T21:00:00Z'))
    const { path, someone } = await booked({ phone: '07700 900126', 'any-time': 'yes' })
    await signedIn('07700 900126', someone)
    await someone.post('/you/passphrase', { passphrase })
    await runJoins()
    const hours = async () => (await planned(path)).filter((one) => one.startsWith('reminder-hours'))
    assert.deepEqual(await hours(), ['reminder-hours 25 06:15 any'])
    await someone.post('/you/contacts/night', {})
    assert.deepEqual(await hours(), [])
    await someone.post('/you/contacts/night', { 'any-time': 'yes' })
    assert.deepEqual(await hours(), ['reminder-hours 25 06:15 any'])
  })
  it('bring the reminder that was never planned, as its evening had passed when they booked', async () => {
    await world.setNow(Temporal.Instant.from('2026-11-24T21:00:00Z'))
    const come = async (phone: string, form: { by?: string[]; email?: string }) => {
      const { path, someone } = await booked({ phone, ...form })
      await signedIn(form.email ?? phone, someone)
      await someone.post('/you/passphrase', { passphrase })
      await runJoins()
      const before = await planned(path)
      await someone.post('/you/contacts/night', { 'any-time': 'yes' })
      return [before, await planned(path)]
    }
    const soon = 'reminder-soon 25 08:05'
    assert.deepEqual(await come('07700 900127', {}), [[soon], ['reminder-hours 25 06:15 any', soon]])
    const byMail = ['reminder-hours 25 06:15', soon]
    assert.deepEqual(
      await come('07700 900128', { by: ['email', 'text'], email: 'amina@gmail.com' }),
      [byMail, byMail],
      'whose reminders go by mail has no second one',
    )
  })
})
