import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { ownEntries, rehoming } from '#booking'
import { serve } from '#web'
import { bookedWith } from '../../../testing/booked.ts'
import { calendarOf, eventOf, utcEvent } from '../../../testing/calendars.ts'
import { assertValidHtml } from '../../../testing/html.ts'
import { calendarKey, failFor, readFor, sourceFor } from '../../../testing/own-calendars.ts'
import { coachGuard, guardsWith } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { coachRoutes } from '../routes.ts'
import { openAddress } from './sealed.ts'

const dev = coachId(1)
const world = await bookingWorld([{ id: dev }])
const { db, admin, ports } = world
const baseUrl = 'http://localhost:3000'
const app = await serve({
  routes: coachRoutes({
    db,
    baseUrl,
    rehoming,
    phone: () => null,
    ownEntries,
    calendarKey,
    vault: ports.vault,
    textSender: true,
  }),
  ports: { clock: ports.clock, baseUrl },
  guards: guardsWith({ coach: coachGuard(admin, dev) }),
})
after(() => app.close())
beforeEach(async () => {
  await admin.query('delete from own_calendar')
  await world.setNow(mondayMorning)
})

const headers = { host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }
const path = '/team/times/calendar'
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const get = async (url: string) => {
  const { statusCode, body } = await app.inject({ url, headers })
  assert.equal(statusCode, 200)
  await assertValidHtml(body)
  return plain(body)
}
const post = async (to: string, form: Record<string, string> = {}) => {
  const answer = await app.inject({
    method: 'POST',
    url: `${path}/${to}`,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
  if (answer.statusCode === 422) await assertValidHtml(answer.body)
  return answer
}
/** As a browser sends a file; none where nothing was chosen. */
const upload = async (file: Buffer | null) => {
  const form = new FormData()
  form.set('file', new Blob(file ? [new Uint8Array(file)] : []), file ? 'mine.ics' : '')
  const sent = new Request('http://localhost/', { method: 'POST', body: form })
  const answer = await app.inject({
    method: 'POST',
    url: `${path}/file`,
    headers: { ...headers, 'content-type': sent.headers.get('content-type')! },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  if (answer.statusCode === 422) await assertValidHtml(answer.body)
  return answer
}
const assertSaid = (text: string, ...sentences: RegExp[]) => sentences.forEach((one) => assert.match(text, one))
const heard = async (verb: string) => (await admin.query('select from audit_event where verb = $1', [verb])).rowCount

describe('a coach without a calendar of their own', () => {
  it('is led to the page on which to add one', async () => {
    assertSaid(await get('/team/times'), /Add your own calendar/)
    assertSaid(await get(path), /Address of your calendar/, /Or a file of your calendar/, /no titles, places or people/)
  })

  it('removes nothing, and has nothing read again', async () => {
    assert.equal((await post('remove')).headers.location, '/team/times')
    assert.equal(await heard('calendar.removed'), 0)
    assert.equal((await post('again')).statusCode, 303)
  })
})

describe('the address of a calendar', () => {
  const secret = 'https://calendar.example.org/private-0a1b2c/basic.ics'

  it('is kept sealed, and shown to nobody again', async () => {
    const before = await heard('calendar.added')
    assert.equal((await post('address', { address: ` ${secret.replace('https', 'webcal')} ` })).statusCode, 303)
    const page = await get(path)
    assertSaid(page, /From an address that you added on Monday 23 November 2026/, /We are reading your calendar/)
    assert.ok(!page.includes('0a1b2c') && !page.includes('calendar.example.org'))
    assertSaid(await get('/team/times'), /We are reading your calendar/, /Put your own calendar right/)
    const { rows } = await admin.query<{ id: string; sealed: Buffer }>(
      'select id, sealed_address as sealed from own_calendar',
    )
    assert.ok(!rows[0]!.sealed.toString('latin1').includes('calendar.example'))
    assert.equal(openAddress(calendarKey, rows[0]!.id, rows[0]!.sealed)!.href, secret)
    assert.equal(openAddress(calendarKey, dev, rows[0]!.sealed), null, 'it opens nowhere else')
    assert.equal(await heard('calendar.added'), before! + 1)
  })

  it('that cannot be one is refused beside the field, with what was typed and without a password', async () => {
    for (const [typed, why] of [
      ['', /Enter the address of your calendar/],
      ['calendar.example.org', /Enter the whole address/],
      ['http://calendar.example.org/', /begins with https:\/\/ or webcal:\/\//],
      ['https://127.0.0.1/', /the name of a host, not its number/],
      ['https://localhost/', /we cannot read one on your own network/],
      ['https://calendar.example.org:22/', /without a number after/],
      ['https://dev:hunter2@calendar.example.org/', /without a name or password/],
    ] as const) {
      const { statusCode, body } = await post('address', { address: typed })
      assert.equal(statusCode, 422)
      assertSaid(body, why, /<a href="#address">/, /id="address-error"/)
      assert.ok(!body.includes('hunter2'))
      if (!typed.includes('hunter2')) assert.ok(body.includes(`value="${typed}"`) || typed === '')
      else assert.ok(body.includes('value="https://calendar.example.org/"'))
    }
    assert.equal((await admin.query('select from own_calendar')).rowCount, 0)
  })

  it('says how fresh it is, what is wrong with it and since when, and until when it counts', async () => {
    const source = await sourceFor(world, dev)
    const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
    await readFor(world, source, [
      { startsAt: at('2026-11-23T14:00Z'), endsAt: at('2026-11-23T15:30Z') },
      { startsAt: at('2026-11-23T18:00Z'), endsAt: at('2026-11-25T00:00Z') },
    ])
    assertSaid(
      await get(path),
      /Read today, 8am. We read it again every 15 minutes/,
      /Monday 23 November: 2pm to 3:30pm, 6pm to midnight/,
      /Tuesday 24 November: all day/,
    )
    assertSaid(await get('/team/times'), /Read today, 8am\./, /See or change your own calendar/)
    await world.setNow(mondayMorning.add({ hours: 2 }))
    await failFor(world, source)
    const failing =
      /We cannot read your calendar The address did not answer. What we read last \(today, 8am\) counts until tomorrow, 8am/
    for (const url of [path, '/team/times']) assertSaid(await get(url), failing)
    assertSaid(await get(path), /We try again today, 10:15am/)
    await world.setNow(mondayMorning.add({ hours: 24 }))
    for (const url of [path, '/team/times'])
      assertSaid(
        await get(url),
        /Nobody new can book you We last read your calendar Monday 23 November, 8am. The address did not answer/,
      )
  })

  it('is read at once when that is asked, unless it was just now', async () => {
    const source = await sourceFor(world, dev)
    await failFor(world, source)
    const due = async () => (await admin.query('select from own_calendar where next_at <= clock_now()')).rowCount
    await post('again')
    assert.equal(await due(), 0)
    await world.setNow(mondayMorning.add({ minutes: 2 }))
    await post('again')
    assert.equal(await due(), 1)
  })
})

describe('the file of a calendar', () => {
  const file = calendarOf(utcEvent('20261124T140000Z', '20261124T150000Z'))

  it('closes its times at once, for 28 days, and is not kept', async () => {
    assert.equal((await upload(file)).statusCode, 303)
    assertSaid(
      await get(path),
      /From a file that you uploaded on Monday 23 November 2026/,
      /Tuesday 24 November: 2pm to 3pm/,
    )
    assertSaid(await get('/team/times'), /Read today, 8am, from a file/)
    await ports.availability.load()
    const wish = { service: world.service('lay-too'), mode: 'video' as const, longer: false, interpreter: false }
    const why = (start: string) => ports.availability.why(wish, dev, Temporal.Instant.from(start).epochMilliseconds)
    assert.equal(why('2026-11-24T14:15:00Z'), 'busy elsewhere')
    assert.equal(why('2026-11-24T15:00:00Z'), null)
    await world.setNow(mondayMorning.add({ hours: 24 * 21 }))
    assertSaid(await get('/team/times'), /Your calendar file is getting old It counts until Monday 21 December, 8am/)
    await ports.availability.load()
    assert.ok(ports.availability.first(wish, 0, Infinity, 1).length > 0)
    await world.setNow(mondayMorning.add({ hours: 24 * 28 }))
    assertSaid(
      await get('/team/times'),
      /Nobody new can book you The file of your calendar is from Monday 23 November, 8am, which is too old/,
    )
    await ports.availability.load()
    assert.equal(ports.availability.first(wish, 0, Infinity, 1).length, 0)
  })

  it('that cannot be read is refused, and the calendar before it stays', async () => {
    await upload(file)
    for (const [bad, why] of [
      [null, /Choose the file of your calendar/],
      [Buffer.alloc(0), /This file is empty/],
      [Buffer.from('PK'), /We cannot read this file. What we got is not a whole calendar/],
      [
        calendarOf(eventOf('DTSTART;TZID=Nowhere:20261127T100000', 'DURATION:PT1H')),
        /in a time zone that we do not know/,
      ],
      [calendarOf(eventOf('DTSTART:20261399', 'DURATION:PT1H')), /One of its entries cannot be read/],
      [Buffer.alloc(10_000_001, 'x'), /Choose a file of 10 MB at most/],
    ] as const) {
      const { statusCode, body } = await upload(bad)
      assert.equal(statusCode, 422)
      assertSaid(body, why, /<a href="#file">/, /id="file-error"/)
    }
    assertSaid(await get(path), /Tuesday 24 November: 2pm to 3pm/)
  })

  it('that is larger than the server reads is refused with how large it may be, and the way back', async () => {
    const { statusCode, body } = await upload(Buffer.alloc(11_000_001, 'x'))
    assert.equal(statusCode, 413)
    assertSaid(body, /too large[^]*10 MB at most/, /<a href="\/team\/times\/calendar">/)
  })

  it('does not have its coach busy in sessions that are our own', async () => {
    await ports.availability.load()
    const id = await bookedWith(world, dev, '2026-11-25T10:00:00Z')
    await upload(
      calendarOf(
        eventOf(`UID:${id}@appointments`, 'DTSTART:20261125T100000Z', 'DURATION:PT45M'),
        utcEvent('20261126T100000Z', '20261126T110000Z'),
      ),
    )
    const page = await get(path)
    assertSaid(page, /Thursday 26 November: 10am to 11am/)
    assert.ok(!page.includes('Wednesday 25 November'))
  })
})

it('is removed by its coach with all that was read, who can be booked again', async () => {
  const { id } = await sourceFor(world, dev)
  await readFor(world, { id, coachId: dev }, [
    { startsAt: mondayMorning.epochMilliseconds, endsAt: mondayMorning.epochMilliseconds + 900_000 },
  ])
  const removed = await heard('calendar.removed')
  const answer = await post('remove')
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/team/times'])
  assert.equal((await admin.query('select from busy_time')).rowCount, 0)
  assert.equal(await heard('calendar.removed'), removed! + 1)
  assertSaid(await get('/team/times'), /Add your own calendar/)
})
