import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { assertRefused, bookingPages, headingOf, idOf } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { booked, browser, codeFor, linkTo } = await bookingPages(world)
const missing = 'Enter the email address or phone number that you gave'
beforeEach(() => world.setNow(mondayMorning))

describe('from a message’s link to the appointment, on another device', () => {
  it('needs the contact and the code, and never shows the reference for which the link stands', async () => {
    const { path } = await booked({ email: 'link@example.org' })
    const other = browser()
    const { html } = await other.get(linkTo(path))
    const find = `${linkTo(path)}/find`
    assert.ok(html.includes(`href="${find}"`))
    const asked = await other.get(find)
    assert.equal(headingOf(asked.html), 'See your appointment')
    const { rows } = await world.admin.query<{ reference: string }>('select reference from booking where id = $1', [
      idOf(path),
    ])
    assert.ok(!(html + asked.html).includes(rows[0]!.reference))
    assertRefused(await other.post(find, { contact: 'nothing' }), missing)
    assert.equal((await other.post(find, { contact: 'link@example.org' })).location, '/booking/code')
    assert.equal((await other.get(path)).status, 404)
    const code = await codeFor(path, 'booking')
    assert.equal((await other.post('/booking/code', { code: code! })).location, path)
    assert.equal((await other.get(path)).status, 200)
    assert.equal((await other.get(find)).location, path)
  })

  it('answers the same to somebody else’s contact, and sends it nothing', async () => {
    const { path, someone } = await booked({ email: 'holder@example.org' })
    const find = `${linkTo(path)}/find`
    assert.equal((await browser().post(find, { contact: 'thief@example.org' })).location, '/booking/code')
    assert.equal(await codeFor(path, 'booking'), undefined)
    assert.equal((await someone.get(find)).location, path, 'who booked goes straight on')
  })

  it('is no page where the link leads nowhere', async () => {
    for (const token of ['x', 'x'.repeat(22)]) {
      assert.equal((await browser().get(`/visit/${token}/find`)).status, 404)
      assert.equal((await browser().post(`/visit/${token}/find`, { contact: 'a@example.org' })).status, 404)
    }
  })
})
