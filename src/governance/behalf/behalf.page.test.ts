import assert from 'node:assert/strict'
import { it } from 'node:test'
import { callDesk, heldIn, slotsIn } from '../../../testing/desk.ts'
import { sentenceOf } from '#audit'
import { assertRefused, bookingPages, idOf } from '../../../testing/pages.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { home } from './paths.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { admin, ports } = world
const { sam, kim, browser, samId, kimId } = await callDesk(world)

const amina = { name: 'Amina', phone: '07700 900123', email: '', agreed: 'yes' }
const asked = { service: 'lay-too', mode: 'phone' }
type Page = Awaited<ReturnType<typeof sam.get>>

/** A time kept by its number. */
async function keep(by = sam, more: Record<string, string | string[]> = {}, number = '1'): Promise<Page> {
  const { html } = await by.post(home, { ...asked, ...more, act: 'times' })
  return by.post(home, { ...asked, ...more, act: 'enter', number, slots: slotsIn(html) })
}
async function book(
  given: Record<string, string | string[]> = {},
  by = sam,
  more: Record<string, string | string[]> = {},
) {
  const hold = heldIn((await keep(by, more)).html)
  const done = await by.post(home, { ...asked, ...more, ...amina, ...given, hold, act: 'book' })
  return { ...done, hold, id: idOf(done.to.split('?')[0]!) }
}
const rows = async <T extends object>(sql: string, ...values: unknown[]) => (await admin.query<T>(sql, values)).rows
const trail = async (id: string) =>
  (
    await rows<{ did: string }>(
      `select concat_ws(' ', verb, actor_kind, case when actor_id = $2 then 'Sam' end, reason) as did from audit_event
        where subject_id = $1 order by n`,
      id,
      samId,
    )
  ).map(({ did }) => did)

it('a time whose number is typed is kept for ten minutes, and nobody else is offered it', async () => {
  const { html, status } = await keep()
  assert.equal(status, 200)
  assert.match(html, /Nobody else can take it until 8:10am/)
  const [held] = await rows<{ coach: string; at: number }>(
    `select coach_id as coach, (extract(epoch from starts_at) * 1000)::float8 as at from hold where id = $1`,
    heldIn(html),
  )
  const wish = { service: world.service('lay-too'), mode: 'phone' as const, longer: false, interpreter: false }
  assert.ok(!ports.availability.first({ ...wish, coachId: held!.coach }, held!.at, held!.at + 1, 1).length)
  assert.equal(
    (await kim.post(home, { ...asked, start: Temporal.Instant.fromEpochMilliseconds(held!.at).toString() })).status,
    200,
  )
  const late = await (
    await browser(kimId)
  ).post(home, { ...asked, start: Temporal.Instant.fromEpochMilliseconds(held!.at).toString() })
  assert.equal(late.status, 409, 'two coaches, two holds, no third')
})

it('booked, it is the caller’s: confirmed by their channel, read out by its reference, and seen by nobody on staff', async () => {
  const { to, id, hold } = await book()
  assert.equal(to, `${home}/${hold}?by=text`)
  const { html } = await sam.get(to)
  const [kept] = await rows<{ reference: string; browser: null; by_whom: string }>(
    `select b.reference, b.browser, c.by_whom from booking b join booking_change c on c.booking_id = b.id where b.id = $1`,
    id,
  )
  assert.deepEqual([kept!.browser, kept!.by_whom], [null, 'lead_ops'])
  assert.ok(html.includes(`${kept!.reference.slice(0, 4)} ${kept!.reference.slice(4)}`))
  assert.match(html, /A text with the details/)
  assert.doesNotMatch(html, /Amina|900123/)
  assert.deepEqual(
    await rows(
      `select kind, channel from message where subject_id = $1 and recipient = 'client' and kind = 'booking-confirmation'`,
      id,
    ),
    [{ kind: 'booking-confirmation', channel: 'text' }],
  )
  assert.deepEqual(await trail(id), ['booking.booked-by-phone lead_ops Sam consent 2026-11-27'])
  assert.deepEqual(await rows('select source, service_key from request_record limit 1'), [
    { source: 'phone', service_key: 'lay-too' },
  ])
})

it('whoever booked it finds nothing to change: only the caller’s two facts lead back to it', async () => {
  const { id } = await book()
  assert.equal((await sam.get(`${home}/${id}/move`)).status, 404)
  assert.equal((await sam.post(`${home}/${id}/cancel`)).status, 404)
  assert.doesNotMatch((await sam.get(`${home}/${id}`)).html, /Cancel the appointment/)
})

it('the caller proves it by a code in any browser of theirs, and reads in plain words that it was asked for by telephone', async () => {
  const { id } = await book({ email: 'amina@example.org' })
  const { proved } = await bookingPages(world)
  const theirs = await proved(`/booking/${id}`, 'amina@example.org')
  assert.match((await theirs.get(`/booking/${id}`)).html, /You are booked/)
  assert.deepEqual(await rows('select verified_at is not null as proved from booking where id = $1', id), [
    { proved: true },
  ])
  const told = {
    actorKind: 'lead_ops',
    ownCoach: null,
    organisation: 'Kestrel',
    at: mondayMorning,
    late: false,
    delayed: false,
  }
  assert.equal(
    sentenceOf({ ...told, verb: 'booking.booked-by-phone' }),
    'A member of the team that runs the programme at Kestrel was asked on the telephone and booked the session on Monday 23 November 2026 at 8am.',
  )
})

it('pressed twice, also at once, it is one booking with one confirmation', async () => {
  const hold = heldIn((await keep()).html)
  const press = () => sam.post(home, { ...asked, ...amina, hold, act: 'book' })
  const both = [...(await Promise.all([press(), press()])), await press()]
  assert.deepEqual(new Set(both.map(({ to }) => to.split('?')[0])), new Set([`${home}/${hold}`]))
  assert.deepEqual(await rows(`select count(*)::int as n from booking where id = $1`, hold), [{ n: 1 }])
  assert.deepEqual(
    await rows(`select count(*)::int as n from message where subject_id = $1 and kind = 'booking-confirmation'`, hold),
    [{ n: 1 }],
  )
})

it('what is wrong is said beside its field, the time stays kept, and everything typed comes back', async () => {
  const hold = heldIn((await keep()).html)
  const typed = { name: '', phone: '12', email: 'not an address', area: 'nowhere' }
  const reply = await sam.post(home, { ...asked, ...typed, adjustments: ['captions'], hold, act: 'book' })
  assertRefused(reply, 'Read it out, and tick the box once they agree', 'Select an area from the list')
  for (const said of ['value="12"', 'value="not an address"', `name="hold" value="${hold}"`])
    assert.ok(reply.html.includes(said), said)
  assert.match(reply.html, /value="captions"[^>]* checked/)
  assert.equal((await sam.post(home, { ...asked, ...amina, hold, act: 'book' })).status, 303)
  assertRefused(await sam.post(home, { ...asked, ...amina, act: 'book' }), 'Choose a time')
  const { html } = await sam.get(home)
  const wrong = await sam.post(home, { ...asked, ...amina, act: 'enter', number: '0', slots: slotsIn(html) })
  assertRefused(wrong, 'Enter the number of a time, 1 to 9')
  assert.ok(wrong.html.includes('value="Amina"'))
  assertRefused(
    await sam.post(home, { ...asked, ...amina, act: 'enter', number: '1', slots: 'x y' }),
    'Enter the number of a time',
  )
})

it('a time that somebody else was quicker to take is said to have gone, with others, and nothing typed is lost', async () => {
  const { html } = await sam.get(home)
  const slots = slotsIn(html)
  const [first] = slots.split(' ')
  // As many as there are coaches free for it.
  const others = [await browser(samId), await browser(samId), await browser(samId)]
  const taken = await Promise.all(others.map(async (one) => (await one.post(home, { ...asked, start: first! })).status))
  assert.ok(taken.includes(200) && taken.includes(409), String(taken))
  const late = await kim.post(home, { ...asked, ...amina, act: 'enter', number: '1', slots })
  assert.equal(late.status, 409)
  assert.match(late.html, /That time has just gone/)
  assert.ok(late.html.includes('value="Amina"') && late.html.includes('value="07700 900123"'))
  assert.ok(!slotsIn(late.html).split(' ').includes(first!))
})

it('a time that ran out is booked all the same while it is free, and said to have gone once it is not', async () => {
  const [late, lost] = [heldIn((await keep()).html), heldIn((await keep(kim)).html)]
  await world.setNow(mondayMorning.add({ minutes: 11 }))
  assert.equal((await sam.post(home, { ...asked, ...amina, hold: late, act: 'book' })).status, 303)
  await admin.query(`update hold set state = 'released' where id = $1`, [lost])
  const gone = await kim.post(home, { ...asked, ...amina, hold: lost, act: 'book' })
  assert.equal(gone.status, 409)
  assert.ok(gone.html.includes('value="Amina"') && heldIn(gone.html) === '')
})

it('what they ask for has to be what was kept: another way of talking, or an interpreter, asks for the time again', async () => {
  for (const more of [{ mode: 'video' }, { adjustments: ['interpreter'] }, { adjustments: ['longer'] }]) {
    const hold = heldIn((await keep()).html)
    const reply = await sam.post(home, { ...asked, ...amina, ...more, hold, act: 'book' })
    assert.equal(reply.status, 409, JSON.stringify(more))
    assert.match(reply.html, /has changed since a time was kept/)
    assert.deepEqual(await rows(`select state from hold where id = $1`, hold), [{ state: 'released' }])
  }
})

it('somebody with a landline alone is booked by telephone and told there; by video they need a way to be written to', async () => {
  const landline = { phone: '01632 960 123' }
  const { to, id } = await book(landline)
  assert.match(to, /by=nothing$/)
  assert.match((await sam.get(to)).html, /No message can reach them/)
  assert.deepEqual(await rows(`select from message where subject_id = $1 and recipient = 'client'`, id), [])
  assertRefused(await book(landline, sam, { mode: 'video' }), 'Texts cannot reach this number')
})

it('moves and cancels only what was found by reference and contact together', async () => {
  const { id } = await book()
  const [{ reference } = { reference: '' }] = await rows<{ reference: string }>(
    'select reference from booking where id = $1',
    id,
  )
  const wrong = await sam.post(`${home}/find`, { reference, contact: '07700 900999' })
  assertRefused(wrong, 'No appointment has this reference and this contact together')
  assert.ok(wrong.html.includes(`value="${reference}"`))
  assertRefused(await sam.post(`${home}/find`, { reference: 'AAAA2222', contact: '07700 900123' }), 'No appointment')
  assertRefused(await sam.post(`${home}/find`, { reference: '', contact: 'x' }), 'Enter the reference')
  assert.equal(
    (await sam.post(`${home}/find`, { reference: reference.toLowerCase(), contact: '+44 7700 900123' })).to,
    `${home}/${id}`,
  )
  assert.match((await sam.get(`${home}/${id}`)).html, /Cancel the appointment/)
  // Another member of operations was told nothing.
  assert.equal((await kim.get(`${home}/${id}/move`)).status, 404)
  const { html } = await sam.get(`${home}/${id}/move`)
  assertRefused(
    await sam.post(`${home}/${id}/move`, { number: '11', slots: slotsIn(html) }),
    'Enter the number of a time',
  )
  const moved = await sam.post(`${home}/${id}/move`, { number: '2', slots: slotsIn(html) })
  assert.equal(moved.to, `${home}/${id}?said=moved`)
  assert.match((await sam.get(moved.to)).html, /Moved/)
  assert.equal((await sam.post(`${home}/${id}/cancel`)).to, `${home}/${id}?said=cancelled`)
  assert.equal((await sam.post(`${home}/${id}/cancel`)).to, `${home}/${id}?said=cancelled`)
  assert.deepEqual(await trail(id), [
    'booking.booked-by-phone lead_ops Sam consent 2026-11-27',
    'booking.not-found-by-phone lead_ops Sam',
    'booking.found-by-phone lead_ops Sam',
    'booking.moved-by-phone lead_ops Sam',
    'booking.cancelled-by-phone lead_ops Sam',
  ])
  assert.deepEqual(await rows('select status, cancelled_by, sequence from booking where id = $1', id), [
    { status: 'cancelled', cancelled_by: 'client', sequence: 2 },
  ])
})

it('a quarter of an hour after it was found, it is to be found again', async () => {
  const { id } = await book()
  const [{ reference } = { reference: '' }] = await rows<{ reference: string }>(
    'select reference from booking where id = $1',
    id,
  )
  await sam.post(`${home}/find`, { reference, contact: '07700 900123' })
  assert.equal((await sam.get(`${home}/${id}/move`)).status, 200)
  await world.setNow(ports.clock().add({ minutes: 15 }))
  assert.equal((await sam.get(`${home}/${id}/move`)).status, 404)
})

it('five wrong tries at a reference, or ten of one person, are all that is looked at in a quarter of an hour', async () => {
  await world.setNow(mondayMorning.add({ hours: 1 }))
  const [sam, kim] = [await browser(samId), await browser(kimId)]
  const { id } = await book({}, sam)
  const [{ reference } = { reference: '' }] = await rows<{ reference: string }>(
    'select reference from booking where id = $1',
    id,
  )
  const tryIt = (by: typeof sam, number: string) => by.post(`${home}/find`, { reference, contact: number })
  for (let n = 0; n < 5; n++) assert.equal((await tryIt(sam, `07700 90080${n}`)).status, 422)
  assert.equal((await tryIt(sam, '07700 900123')).status, 429)
  assert.equal((await tryIt(kim, '07700 900123')).status, 429, 'nor by somebody else')
  for (let n = 0; n < 5; n++)
    assert.equal(
      (await sam.post(`${home}/find`, { reference: `AAAA222${n + 2}`, contact: '07700 900123' })).status,
      422,
    )
  assert.equal((await sam.post(`${home}/find`, { reference: 'AAAA2229', contact: '07700 900123' })).status, 429)
  await world.setNow(mondayMorning.add({ hours: 1, minutes: 15 }))
  assert.equal((await tryIt(sam, '07700 900123')).to, `${home}/${id}`)
})

it('tries made all at once are looked at no further than tries made one after another, and right ones use none up', async () => {
  await world.setNow(mondayMorning.add({ hours: 2 }))
  const [sam, kim] = [await browser(samId), await browser(kimId)]
  const { id } = await book({}, sam)
  const [{ reference } = { reference: '' }] = await rows<{ reference: string }>(
    'select reference from booking where id = $1',
    id,
  )
  const statuses = async (all: readonly [typeof sam, string, string][]) => {
    const answers = await Promise.all(
      all.map(([by, asked, contact]) => by.post(`${home}/find`, { reference: asked, contact })),
    )
    return answers.map(({ status }) => status)
  }
  const right = await statuses(Array.from({ length: 12 }, () => [sam, reference, '07700 900123']))
  assert.deepEqual(new Set(right), new Set([303]))
  const ofOne = await statuses(Array.from({ length: 30 }, (_, n) => [kim, reference, `07700 900${200 + n}`]))
  assert.equal(ofOne.filter((status) => status === 422).length, 5)
  const ofMany = await statuses(Array.from({ length: 30 }, (_, n) => [sam, `AAAA22${n + 22}`, '07700 900123']))
  assert.equal(ofMany.filter((status) => status === 422).length, 10)
  assert.equal((await statuses([[sam, reference, '07700 900123']]))[0], 429)
})

it('leaves the diary whole', async () => assert.deepEqual(await wrongInDiary(admin), nothingWrong))
