import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { releaseUnverified } from '../jobs.ts'

const world = await bookingWorld([1, 2, 3, 4].map((number) => ({ id: coachId(number) })))
const { booked, codeFor, proved } = await bookingPages(world)
const sentence =
  /You have another appointment under this address\. Enter the code we sent by (\d+:30am) to keep this one too/
const minutesOn = (minutes: number) => world.setNow(mondayMorning.add({ minutes }))

beforeEach(() => minutesOn(0))

const stateOf = async (path: string) =>
  (
    await world.admin.query<{ status: string; verified: boolean; releasing: boolean }>(
      `select status, verified_at is not null as verified, release_at is not null as releasing from booking where id = $1`,
      [idOf(path)],
    )
  ).rows[0]!

const further = async (email: string) => {
  const { someone } = await booked({ email })
  return booked({ email }, 'video', someone)
}

describe('a further appointment', () => {
  it('says openly until when and how it is kept, and a first one asks for nothing', async () => {
    const first = await booked({ email: 'same@example.org' })
    const second = await booked({ email: 'same@example.org' }, 'video', first.someone)
    const [one, two] = [await first.someone.get(first.path), await first.someone.get(second.path)]
    assert.equal(sentence.exec(two.html)?.[1], '8:30am')
    assert.ok(!two.html.includes('<details'), 'nothing of it is hidden')
    assert.doesNotMatch(one.html, sentence)
    assert.match(one.html, /There is nothing else you need to do/)
    for (const act of ['keep', 'code'])
      assert.equal((await first.someone.post(`${first.path}/${act}`, { code: '12345678' })).location, first.path)
    assert.equal(await codeFor(first.path, 'keep'), undefined)
  })

  it('is kept by its code, and stays when the half hour is over', async () => {
    const { someone, path } = await further('keeps@example.org')
    const code = await codeFor(path, 'keep')
    assert.equal((await someone.post(`${path}/keep`, { code: code! })).location, path)
    await minutesOn(31)
    await releaseUnverified(world.ports)
    assert.deepEqual(await stateOf(path), { status: 'booked', verified: true, releasing: false })
    assert.doesNotMatch((await someone.get(path)).html, sentence, 'a kept one asks for nothing')
  })

  it('has a new code for the asking through the whole half hour', async () => {
    const { someone, path } = await further('late@example.org')
    const old = await codeFor(path, 'keep')
    await minutesOn(14)
    assert.equal((await someone.post(`${path}/keep`, { code: old! })).status, 422)
    await minutesOn(29)
    const { location } = await someone.post(`${path}/code`)
    assert.match((await someone.get(location)).html, /A new code is on its way/)
    const code = await codeFor(path, 'keep')
    assert.notEqual(code, old)
    assert.equal((await someone.post(`${path}/keep`, { code: code! })).location, path)
  })

  it('is told when its browser has had three codes in a quarter of an hour', async () => {
    const { someone, path } = await further('often@example.org')
    for (let n = 0; n < 2; n++) assert.equal((await someone.post(`${path}/code`)).status, 303)
    const { status, html } = await someone.post(`${path}/code`)
    assert.equal(status, 429)
    assert.match(html, /Three codes were asked for here\. You can ask for another in 15 minutes/)
  })

  it('says that a corrected contact was sent no code, and when one can be had', async () => {
    const { someone, path } = await further('third@example.com')
    const elsewhere = await booked({ email: 'typed@example.com' }, 'video', someone)
    for (let n = 0; n < 2; n++) await someone.post(`${path}/code`)
    await minutesOn(4)
    const { location } = await someone.post(`${elsewhere.path}/contact`, {
      name: 'Amina',
      email: 'third@example.com',
      phone: '',
      choice: 'carry-on',
    })
    const limit =
      /We could not send a code this time\.\s+Three codes were asked for here\. You can ask for another in 11 minutes/
    assert.match((await someone.get(location)).html, limit)
    assert.doesNotMatch((await someone.get(elsewhere.path)).html, /We could not send/)
    assert.match((await someone.get(elsewhere.path)).html, /You can ask for another in 11 minutes/)
    await minutesOn(15)
    assert.doesNotMatch((await someone.get(location)).html, /codes were asked for here|could not send/)
    assert.match((await someone.post(`${elsewhere.path}/code`)).location, /said=code-sent/)
  })

  it('says when booking that it was sent no code', async () => {
    const { someone, path } = await further('full@example.org')
    for (let n = 0; n < 2; n++) await someone.post(`${path}/code`)
    const next = await booked({ email: 'full@example.org' }, 'video', someone)
    assert.match((await someone.get(next.said)).html, /We could not send a code this time\./)
  })

  it('is kept by a code that is entered on the page of another appointment of the same browser', async () => {
    const { someone, path } = await further('mixed@example.org')
    const code = await codeFor(path, 'keep')
    const other = await booked({ email: 'mixed@example.org' }, 'video', someone)
    assert.equal((await someone.post(`${other.path}/keep`, { code: code! })).location, path)
    assert.equal((await stateOf(path)).verified, true)
  })

  it('is so no more once the other is cancelled: it asks for nothing and stays', async () => {
    const { someone, path: first } = await booked({ email: 'one-of-two@example.org' })
    const { path } = await booked({ email: 'one-of-two@example.org' }, 'video', someone)
    assert.match((await someone.get(path)).html, sentence)
    await someone.post(`${first}/cancel`)
    assert.doesNotMatch((await someone.get(path)).html, sentence)
    await minutesOn(31)
    await releaseUnverified(world.ports)
    assert.equal((await stateOf(path)).status, 'booked')
  })

  it('is told from those made before it, also once the first is cancelled', async () => {
    const email = 'three@example.org'
    const { someone, path: first } = await booked({ email })
    await minutesOn(1)
    const { path: second } = await booked({ email }, 'video', someone)
    await someone.post(`${first}/cancel`)
    await minutesOn(2)
    const { path: third } = await booked({ email }, 'video', someone)
    assert.doesNotMatch((await someone.get(second)).html, /You have another appointment/)
    assert.match((await someone.get(third)).html, /Enter the code we sent by 8:32am to keep this one too/)
  })

  it('is let go without its code, and its page says why', async () => {
    const { someone, path } = await further('gone@example.org')
    await minutesOn(30)
    await releaseUnverified(world.ports)
    const { html } = await someone.get(path)
    assert.match(html, /<h1[^>]*>This appointment is cancelled/)
    assert.match(html, /because the code that we sent to keep it was not entered within 30 minutes/)
  })
})

describe('a contact that is proved', () => {
  it('is on record, once, whichever code proved it', async () => {
    const provings = async (path: string) =>
      (
        await world.admin.query(
          `select from audit_event where verb = 'booking.contact-verified' and actor_kind = 'client' and request_id is not null
              and subject_id = $1`,
          [idOf(path)],
        )
      ).rowCount
    const { someone, path } = await further('record@example.org')
    assert.equal(await provings(path), 0)
    await someone.post(`${path}/keep`, { code: (await codeFor(path, 'keep'))! })
    assert.equal(await provings(path), 1)
    await proved(path, 'record@example.org')
    assert.equal(await provings(path), 1, 'proved already')
    const first = await booked({ email: 'record-found@example.org' })
    await proved(first.path, 'record-found@example.org', first.someone)
    assert.equal(await provings(first.path), 1)
  })
})

describe('finding a booking by its code', () => {
  it('proves the contact in the browser that booked: a further appointment is kept by it', async () => {
    const { path, someone } = await further('found@example.org')
    await proved(path, 'found@example.org', someone)
    assert.deepEqual(await stateOf(path), { status: 'booked', verified: true, releasing: false })
  })

  it('changes nothing in it elsewhere, where it is kept by its own code', async () => {
    const { path, someone } = await further('found.elsewhere@example.org')
    const before = (await someone.get(path)).html
    const other = await proved(path, 'found.elsewhere@example.org')
    assert.deepEqual(await stateOf(path), { status: 'booked', verified: false, releasing: true })
    assert.equal((await someone.get(path)).html, before)
    assert.match((await other.get(path)).html, /To keep it, enter the code/)
    assert.equal((await other.post(`${path}/code`)).location, `${path}?said=code-sent`)
    await other.post(`${path}/keep`, { code: (await codeFor(path, 'keep'))! })
    assert.deepEqual(await stateOf(path), { status: 'booked', verified: false, releasing: false })
  })
})
