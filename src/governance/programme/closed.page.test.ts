import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { coachId, mondayMorning } from '../../../testing/world.ts'
import {
  world,
  admin,
  ports,
  browser,
  sam,
  home,
  during,
  at,
  query,
  changes,
  booked,
} from '../../../testing/programme-pages.ts'

describe('a closure', () => {
  const path = `${home}/closures`

  it('says before it is kept how many bookings are inside, and they stand', async () => {
    await booked('lay-too', '2026-11-25T10:00:00Z')
    await booked('lay-career', '2026-11-25T14:00:00Z')
    const lead = await browser(sam)
    const look = async (form: Record<string, string>) => (await lead.get(`${path}/check?${query(form)}`)).html
    assert.match(await look(during('2026-11-25')), /2 bookings are inside[^]*They stand/)
    assert.match(await look(during('2026-11-25', '', { service: 'lay-career' })), /1 booking is inside[^]*It stands/)
    assert.match(
      await look(during('2026-11-25', '', { 'from-time': '10:45am', 'until-time': '2pm' })),
      /No booking is inside/,
    )
    assert.equal((await changes('closure')).length, 0)
    const kept = await lead.post(path, { ...during('2026-11-25'), words: 'Training' })
    assert.equal(kept.to, path)
    assert.match((await lead.get(path)).html, /All services[^]*Training[^]*2 bookings are inside[^]*Take it back/)
    const { rows } = await admin.query(`select count(*)::int as n from booking where status = 'booked'`)
    assert.equal(rows[0].n, 2)
    await ports.availability.renewIfStamped()
    const wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false } as const
    assert.equal(ports.availability.free(wish, at('2026-11-25T17:00:00Z')).size, 0)
    await admin.query(`update booking set status = 'cancelled', cancelled_at = clock_now(), cancelled_by = 'client'`)
  })

  it('is taken back, on record with what it was', async () => {
    const lead = await browser(sam)
    await lead.post(path, { ...during('2026-11-25'), words: 'Training' })
    const { rows } = await admin.query<{ id: string }>('select id from closure')
    assert.equal((await lead.post(`${path}/${rows[0]!.id}/end`)).to, path)
    assert.equal((await admin.query('select from closure')).rowCount, 0)
    assert.match((await lead.get(path)).html, /Closure: All services[^]*Words: .*Training[^]*–/)
    assert.equal((await lead.post(`${path}/${rows[0]!.id}/end`)).to, path)
    assert.equal((await changes('closure')).length, 2)
    for (const id of [coachId(1), 'x']) assert.equal((await lead.post(`${path}/${id}/end`)).status, 404)
  })

  it('posted twice is one; for another reason it is refused', async () => {
    const lead = await browser(sam)
    const form = { ...during('2026-11-25'), words: 'Training' }
    const pressed = await Promise.all([lead.post(path, form), lead.post(path, form)])
    assert.deepEqual(
      [...pressed, await lead.post(path, form)].map(({ to }) => to),
      [path, path, path],
    )
    const other = await lead.post(path, { ...form, words: 'Snow' })
    assert.equal(other.status, 422)
    assert.match(other.html, /closed already, for another reason[^]*value="Snow"/)
    assert.equal((await admin.query('select from closure')).rowCount, 1)
    assert.equal((await changes('closure')).length, 1)
  })

  it('that runs is ended though the database has the later clock, as it always has', async () => {
    const lead = await browser(sam)
    await lead.post(path, { ...during('2026-11-23'), words: 'Snow' })
    await world.setClock(mondayMorning.add({ seconds: 1 }))
    const { rows } = await admin.query<{ id: string }>('select id from closure')
    for (let press = 0; press < 2; press++) assert.equal((await lead.post(`${path}/${rows[0]!.id}/end`)).to, path)
    const { rows: cut } = await admin.query('select upper(during)::text as until from closure')
    assert.deepEqual(cut, [{ until: '2026-11-23 08:00:01+00' }])
    assert.equal((await changes('closure')).length, 2)
  })

  it('comes back as typed where something is wrong, on the page where it was typed', async () => {
    const lead = await browser(sam)
    const late = await lead.get(`${path}/check?${query(during('2026-11-20'))}`)
    assert.equal(late.status, 422)
    assert.match(late.html, /The closure is over already[^]*value="20"/)
    const noReason = await lead.post(path, { ...during('2026-11-25'), words: ' ' })
    assert.equal(noReason.status, 422)
    assert.match(noReason.html, /Check this closure[^]*The reason must be 1 to 200 characters/)
    const back = /href="(\/team\/operations\/programme\/closures\?[^"]+)"/.exec(noReason.html)![1]!
    assert.match((await lead.get(back.replaceAll('&amp;', '&'))).html, /value="25"/)
  })
})

describe('bank holidays', () => {
  const path = `${home}/bank-holidays`

  it('change nothing until one press makes a closure of one, with how many bookings are inside beside it', async () => {
    await world.setNow(Temporal.Instant.from('2026-12-20T09:00:00Z'))
    await ports.availability.load()
    const wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false } as const
    assert.equal(ports.availability.free(wish, at('2026-12-25T10:00:00Z')).size, 1)
    await booked('lay-too', '2026-12-25T12:00:00Z')
    const lead = await browser(sam)
    assert.match(
      (await lead.get(path)).html,
      /Friday 25 December 2026[^]*Christmas Day[^]*1 booking is inside[^]*Close this day/,
    )
    for (let press = 0; press < 2; press++) assert.equal((await lead.post(`${path}/2026-12-25/close`)).to, path)
    const { rows } = await admin.query(
      `select reason, lower(during)::text as from, upper(during)::text as until from closure`,
    )
    assert.deepEqual(rows, [
      { reason: 'Christmas Day', from: '2026-12-25 00:00:00+00', until: '2026-12-26 00:00:00+00' },
    ])
    await ports.availability.renewIfStamped()
    assert.equal(ports.availability.free(wish, at('2026-12-25T10:00:00Z')).size, 0)
    assert.match((await lead.get(path)).html, /Christmas Day[^]*Closed\./)
    assert.equal((await changes('closure')).length, 1)
  })

  it('are closed by the clock of the programme, and only those to come', async () => {
    const lead = await browser(sam)
    await lead.post(`${path}/2027-05-03/close`)
    const { rows } = await admin.query(`select lower(during)::text as from from closure`)
    assert.deepEqual(rows, [{ from: '2027-05-02 23:00:00+00' }])
    for (const day of ['2026-04-03', '2026-12-24', 'x'])
      assert.equal((await lead.post(`${path}/${day}/close`)).status, 404, day)
  })
})

describe('a pause', () => {
  const path = `${home}/pauses`
  const words = 'Our coaches meet this morning.\r\nCall us instead.'
  const until = during('', '2026-11-24', { 'until-time': '1pm', words })

  it('begins now, in the words that clients read, and ends by a press', async () => {
    const lead = await browser(sam)
    assert.equal((await lead.post(path, until)).to, path)
    const { html } = await lead.get(path)
    assert.match(
      html,
      /All services[^]*Today, 8am[^]*Tomorrow, 1pm[^]*Our coaches meet this morning\. Call us instead\./,
    )
    assert.match((await lead.get(home)).html, /New bookings are paused[^]*Paused/)
    assert.equal((await lead.post(path, until)).to, path)
    assert.equal((await lead.post(path, { ...until, words: 'Other words.' })).status, 422)
    await world.setNow(mondayMorning.add({ minutes: 10 }))
    const { rows } = await admin.query<{ id: string }>('select id from pause')
    const later = await browser(sam)
    // The transaction begins after the clock of the request was read.
    await world.setClock(mondayMorning.add({ minutes: 10, milliseconds: 3 }))
    for (let press = 0; press < 2; press++) assert.equal((await later.post(`${path}/${rows[0]!.id}/end`)).to, path)
    const { rows: cut } = await admin.query('select upper(during)::text as until from pause')
    assert.deepEqual(cut, [{ until: '2026-11-23 08:10:00.003+00' }])
    assert.deepEqual(
      (await changes('pause')).map(({ fields }) => (fields as { name: string }[]).map(({ name }) => name)),
      [['from', 'until', 'words'], ['until']],
    )
  })

  it('says what is wrong and keeps what was typed', async () => {
    const { status, html } = await (await browser(sam)).post(path, { ...until, 'until-day': '32', service: '' })
    assert.equal(status, 422)
    assert.match(html, /Select a service, or all of them[^]*Call us instead\./)
    assert.ok(html.includes('value="32"'))
  })

  it('of one service comes from the page of that service', async () => {
    const lead = await browser(sam)
    assert.ok((await lead.get(`${home}/services/lay-too`)).html.includes(`${path}?service=lay-too`))
    assert.match((await lead.get(`${path}?service=lay-too`)).html, /<option value="lay-too" selected/)
  })
})
