import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookingPages, headingOf as heading, idOf, startsIn } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { atTen, booked, browser, linkTo, proved } = await bookingPages(world)

beforeEach(() => world.setNow(mondayMorning))

describe('the page behind a message’s link', () => {
  it('offers moving before the start only, and booking another once it is over or cancelled', async () => {
    const { path, fromStart } = await atTen('video')
    const reader = browser()
    const seen = async () => {
      const { html } = await reader.get(linkTo(path))
      return [heading(html), /Move or cancel it/.test(html), /Book another time/.test(html)]
    }
    assert.deepEqual(await seen(), ['Your appointment', true, false])
    await fromStart({ minutes: 1 })
    assert.deepEqual(await seen(), ['Your appointment', false, false])
    await fromStart({ minutes: 45 })
    assert.deepEqual(await seen(), ['This appointment is over', false, true])
    await world.admin.query(`update booking set status = 'cancelled' where id = $1`, [idOf(path)])
    assert.deepEqual(await seen(), ['This appointment is cancelled', false, true])
  })
})

describe('one’s own appointment', () => {
  it('names the coach as the coach is shown', async () => {
    const { someone, path } = await booked()
    assert.match((await someone.get(path)).html, /You will talk to Coach \d, Nurse\./)
  })

  it('says nothing of moving or the calendar while it goes on', async () => {
    const { someone, path, fromStart } = await atTen('video')
    assert.match((await someone.get(path)).html, /move or cancel as late as you like/)
    await fromStart({ minutes: 1 })
    const { html } = await someone.get(path)
    assert.equal(heading(html), 'Your appointment has started')
    assert.doesNotMatch(html, /move|calendar|nothing else you need to do|enter the code/i)
  })

  it('is over once its time is, in the browser that booked and in one that proved itself', async () => {
    const { someone, path, email, fromStart } = await atTen('video')
    const other = await proved(path, email)
    await fromStart({ minutes: 45 })
    for (const who of [someone, other]) {
      const { status, html } = await who.get(path)
      assert.deepEqual([status, heading(html)], [200, 'This appointment is over'])
      assert.match(html, /href="\/book"[^>]*>\s*Book again/)
      assert.doesNotMatch(html, /You are booked|calendar|Move|Coach|enter the code/)
      for (const rest of ['/move', '/cancel'])
        assert.equal((await who.post(path + rest, { start: '2026-11-24T10:00:00Z' })).status, 409, rest)
    }
  })

  it('that moved since its page of cancelling was opened is not cancelled before that says when it is now', async () => {
    const { someone, path } = await booked()
    const opened = (await someone.get(`${path}/cancel`)).html
    const [before] = startsIn(opened)
    const later = startsIn((await someone.get(`${path}/move`)).html).at(-1)!
    assert.equal((await someone.post(`${path}/move`, { start: later })).location, `${path}?said=moved`)
    const { status, html } = await someone.post(`${path}/cancel`, { start: before! })
    assert.equal(status, 409)
    assert.match(html, /moved since you opened this page, and is not cancelled/)
    assert.deepEqual(startsIn(html), [later])
    await someone.post(`${path}/cancel`, { start: later })
    assert.equal(heading((await someone.get(path)).html), 'This appointment is cancelled')
  })

  it('that is cancelled says by whom', async () => {
    const { someone, path } = await booked()
    await someone.post(`${path}/cancel`)
    assert.match((await someone.get(path)).html, /It was cancelled as you asked/)
    for (const by of ['coach', 'service']) {
      await world.admin.query('update booking set cancelled_by = $2 where id = $1', [idOf(path), by])
      assert.match((await someone.get(path)).html, /we had to cancel it/)
    }
  })
})
