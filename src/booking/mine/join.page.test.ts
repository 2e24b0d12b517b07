import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { bookingPages, idOf, type Someone } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { atTen, browser, linkTo } = await bookingPages(world)

beforeEach(() => world.setNow(mondayMorning))

const joinsOf = async (path: string) =>
  (await world.admin.query(`select from audit_event where verb = 'booking.joined' and subject_id = $1`, [idOf(path)]))
    .rowCount
const hasJoin = (html: string) => /<form method="post" action="[^"]*\/join"/.test(html)

describe('joining', () => {
  /** The two ways in: the link of a message in any browser, and the page of the browser that booked. */
  const ways = {
    'by link': (_: Someone, path: string) => ({ who: browser(), page: linkTo(path) }),
    'in the browser that booked': (who: Someone, path: string) => ({ who, page: path }),
  }
  for (const [words, way] of Object.entries(ways)) {
    it(`${words}: from 15 minutes before the start until the end, and not outside`, async () => {
      const { someone, path, fromStart } = await atTen('video')
      const { who, page } = way(someone, path)
      for (const [when, open] of [
        [{ minutes: -15, seconds: -1 }, false],
        [{ minutes: -15 }, true],
        [{ minutes: 0 }, true],
        [{ minutes: 44, seconds: 59 }, true],
        [{ minutes: 45 }, false],
      ] as const) {
        await fromStart(when)
        const before = await joinsOf(path)
        assert.equal(hasJoin((await who.get(page)).html), open, JSON.stringify(when))
        const joined = await who.post(`${page}/join`)
        assert.equal(joined.status, open ? 200 : 409, JSON.stringify(when))
        assert.equal(joined.html.includes('https://meet.example.org/room'), open)
        assert.equal(await joinsOf(path), before! + (open ? 1 : 0))
      }
    })

    it(`${words}: a telephone session says at what time the call comes, never “now”`, async () => {
      const { someone, path, fromStart } = await atTen('phone')
      const { who, page } = way(someone, path)
      await fromStart({ minutes: -20 })
      assert.doesNotMatch((await who.get(page)).html, /Join/, 'no button is promised')
      await fromStart({ minutes: -15 })
      const { html } = await who.post(`${page}/join`)
      assert.match(html, /calls you at 10am/)
      assert.match(html, /once more at 10:05am/)
      assert.doesNotMatch(html, /call you now|calls you now/i)
    })

    for (const outcome of ['fulfilled', 'noshow'])
      it(`${words}: until the end, whatever the coach said already of how it came out (${outcome})`, async () => {
        const { someone, path, fromStart } = await atTen('video')
        const { who, page } = way(someone, path)
        await fromStart({ minutes: 15 })
        const coach = browser()
        await coach.post(`/team/sessions/${idOf(path)}/outcome`, { outcome })
        await fromStart({ minutes: 44 })
        assert.ok(hasJoin((await who.get(page)).html))
        assert.equal((await who.post(`${page}/join`)).status, 200)
        const today = await coach.get('/team/today')
        assert.match(today.html, outcome === 'noshow' ? /Did not attend/ : /Attended/)
        assert.match(today.html, /meet\.example\.org/, 'its coach comes in again, too')
        await fromStart({ minutes: 45 })
        assert.ok(!hasJoin((await who.get(page)).html))
      })

    it(`${words}: not once it is cancelled`, async () => {
      const { someone, path, fromStart } = await atTen('video')
      const { who, page } = way(someone, path)
      await someone.post(`${path}/cancel`)
      await fromStart({ minutes: -5 })
      assert.ok(!hasJoin((await who.get(page)).html))
      assert.equal((await who.post(`${page}/join`)).status, 409)
    })
  }
})
