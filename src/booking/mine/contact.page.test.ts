import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { assertRefused, bookingPages, idOf } from '../../../testing/pages.ts'
import { visitToken } from '../links.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { personBehind, becomes } from '../../../testing/keys.ts'

const world = await bookingWorld([1, 2, 3, 4].map((number) => ({ id: coachId(number) })))
const { booked, codeFor, proved } = await bookingPages(world)
const right = { name: 'Amina', email: 'right@example.com', phone: '07700 900456' }
const carryOn = { ...right, choice: 'carry-on' }

beforeEach(() => world.setNow(mondayMorning))

async function personOf(path: string): Promise<Record<string, unknown>> {
  const { rows } = await world.admin.query<{ sequence: number; further: boolean }>(
    'select sequence, release_at is not null as further from booking where id = $1',
    [idOf(path)],
  )
  const { name, email, phone, sessionPhone } = (await personBehind(world.admin, world.ports.vault, idOf(path)))!
  return { name, email, phone, sessionPhone, ...rows[0] }
}

/** Sees to it that nothing of the person has changed meanwhile. */
async function unchanged(path: string, during: () => Promise<void>) {
  const before = await personOf(path)
  await during()
  assert.deepEqual(await personOf(path), before)
}

describe('correcting a contact in the browser that booked', () => {
  it('saves the name too, fills the number to ring, and sends the details to the new contact once', async () => {
    const { someone, path } = await booked({ email: 'wrogn@example.com' })
    assert.equal((await someone.post(`${path}/contact`, { ...carryOn, name: 'Amina B' })).location, path)
    assert.deepEqual(await personOf(path), {
      name: 'Amina B',
      email: right.email,
      phone: '+447700900456',
      sessionPhone: '+447700900456',
      sequence: 1,
      further: false,
    })
    const { rows } = await world.admin.query<{ kind: string }>(
      'select kind from message where subject_id = $1 and subject_sequence = 1 order by kind',
      [idOf(path)],
    )
    assert.ok(rows.some(({ kind }) => kind === 'booking-confirmation'))
    const { html } = await someone.get(`${path}/contact`)
    assert.match(html, /value="07700 900456"/)
    assert.ok(!html.includes('+44'), 'the number stands there as people write it')
  })

  it('asks about an address that looks like work, once, and loses nothing typed', async () => {
    const { someone, path } = await booked({ email: 'wrong@example.net' })
    const asked = await someone.post(`${path}/contact`, { ...right, email: 'amina@nhs.net' })
    assert.equal(asked.status, 200)
    assert.match(asked.html, /<h1[^>]*>This looks like a work address/)
    const carried = Object.fromEntries(
      [...asked.html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
    assert.deepEqual(carried, { ...right, email: 'amina@nhs.net' })
    const again = await someone.post(`${path}/contact`, { ...carried, choice: 'another' })
    assert.match(again.html, /value="07700 900456"/)
    assert.ok(!again.html.includes('amina@nhs.net'))
    assert.equal((await someone.post(`${path}/contact`, { ...carried, choice: 'carry-on' })).location, path)
    assert.equal((await personOf(path))['email'], 'amina@nhs.net')
  })

  it('says by which way the details went: the one that was chosen', async () => {
    const { someone, path } = await booked({ email: 'ways@example.com', phone: '07700 900789' })
    assert.match((await someone.get(path)).html, /We sent the details by email/)
    await becomes(world.admin, world.ports.vault, idOf(path), { phone: '+447700900789', channel: 'text' })
    assert.match((await someone.get(path)).html, /We sent the details by text/)
  })

  it('ends the link that went astray: only the one that is sent now leads there', async () => {
    const { someone, path } = await booked({ email: 'astray@example.com' })
    const links = [0, 1].map((number) => `/visit/${visitToken(world.ports.linkKey, idOf(path), number)}`)
    const answers = async () => Promise.all(links.map(async (link) => (await someone.get(link)).status))
    assert.deepEqual(await answers(), [200, 404])
    await someone.post(`${path}/contact`, carryOn)
    assert.deepEqual(await answers(), [404, 200])
  })

  it('changes the name alone without a new message', async () => {
    const { someone, path } = await booked({ email: 'name@example.com' })
    assert.equal(
      (await someone.post(`${path}/contact`, { name: 'Zed', email: 'name@example.com', phone: '' })).location,
      path,
    )
    assert.deepEqual(
      { ...(await personOf(path)) },
      {
        name: 'Zed',
        email: 'name@example.com',
        phone: null,
        sessionPhone: null,
        sequence: 0,
        further: false,
      },
    )
  })

  it('makes it a further appointment where the new contact has one, with half an hour and a code', async () => {
    const { someone } = await booked({ email: 'taken@example.com' })
    const { path } = await booked({ email: 'mistyped@example.com' }, 'video', someone)
    assert.equal((await someone.post(`${path}/contact`, { ...carryOn, email: 'taken@example.com' })).status, 303)
    assert.equal((await personOf(path))['further'], true)
    assert.equal((await someone.post(`${path}/keep`, { code: (await codeFor(path, 'keep'))! })).location, path)
    assert.equal((await personOf(path))['further'], false)
  })

  it('makes one of two further that are corrected to the same contact at once', async () => {
    const { someone, path: first } = await booked({ email: 'left@example.com' })
    const { path: second } = await booked({ email: 'right@example.com' }, 'video', someone)
    const both = await Promise.all(
      [first, second].map((path) => someone.post(`${path}/contact`, { ...carryOn, email: 'both@example.com' })),
    )
    assert.deepEqual(
      both.map(({ status }) => status),
      [303, 303],
    )
    const further = [(await personOf(first))['further'], (await personOf(second))['further']]
    assert.deepEqual(further.sort(), [false, true])
  })

  it('takes the half hour away where the new contact has none', async () => {
    const { someone } = await booked({ email: 'two@example.com' })
    const { path } = await booked({ email: 'two@example.com' }, 'video', someone)
    const old = await codeFor(path, 'keep')
    await someone.post(`${path}/contact`, { ...carryOn, email: 'free@example.com' })
    assert.equal((await personOf(path))['further'], false)
    await someone.post(`${path}/contact`, { ...carryOn, email: 'two@example.com' })
    assert.equal(
      (await someone.post(`${path}/keep`, { code: old! })).status,
      422,
      'what the old contact was sent proves nothing',
    )
  })

  it('says what is wrong beside the field, with everything typed', async () => {
    const { someone, path } = await booked({ email: 'typed@example.com' })
    await unchanged(path, async () => {
      const sent = { name: 'Amina', email: 'no address', phone: '0770' }
      assertRefused(await someone.post(`${path}/contact`, sent), 'no address', '0770')
    })
  })
})

describe('correcting a contact is refused', () => {
  it('to a browser that only proved itself with a code: it is not even shown', async () => {
    const { path } = await booked({ email: 'victim@example.com', phone: '07700 900123' })
    const other = await proved(path, 'victim@example.com')
    await unchanged(path, async () => {
      assert.equal((await other.get(`${path}/contact`)).status, 404)
      assert.equal((await other.post(`${path}/contact`, carryOn)).status, 404)
    })
    const { html } = await other.get(path)
    assert.ok(!html.includes(`${path}/contact`) && !html.includes('victim@'))
    assert.ok(html.includes(`${path}/move`) && html.includes(`${path}/cancel`))
  })

  it('once the contact is proved', async () => {
    const { someone, path } = await booked({ email: 'proved@example.com' })
    assert.ok((await someone.get(path)).html.includes(`${path}/contact`))
    await proved(path, 'proved@example.com', someone)
    await unchanged(path, async () => {
      assert.equal((await someone.get(`${path}/contact`)).location, path)
      assert.equal((await someone.post(`${path}/contact`, carryOn)).location, path)
    })
    assert.ok(!(await someone.get(path)).html.includes(`${path}/contact`))
  })

  it('once it has started', async () => {
    const { someone, path } = await booked({ email: 'started@example.com' })
    await world.setNow(mondayMorning.add({ hours: 24 }))
    await world.admin.query(
      `update booking set starts_at = clock_now(), ends_at = clock_now() + interval '45 minutes' where id = $1`,
      [idOf(path)],
    )
    await unchanged(path, async () => {
      assert.equal((await someone.get(`${path}/contact`)).status, 409)
      assert.equal((await someone.post(`${path}/contact`, carryOn)).status, 409)
    })
  })

  it('once it is cancelled', async () => {
    const { someone, path } = await booked({ email: 'cancelled@example.com' })
    await someone.post(`${path}/cancel`)
    await unchanged(path, async () => {
      assert.equal((await someone.post(`${path}/contact`, carryOn)).location, path)
    })
  })
})
