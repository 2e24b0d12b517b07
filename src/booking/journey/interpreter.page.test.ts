import assert from 'node:assert/strict'
import { it } from 'node:test'
import { bookingPages, startsIn } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2) }])
const { browser } = await bookingPages(world)

async function timesWith(...adjustments: string[]) {
  const someone = browser()
  await someone.post('/book/topic', { topic: 'wellbeing' })
  await someone.post('/book/coach', { who: 'anyone' })
  await someone.post('/book/how', { mode: 'video', adjustments })
  return { someone, html: (await someone.get('/book/time')).html }
}

const hoursAhead = (start: string) => mondayMorning.until(Temporal.Instant.from(start)).total('hours')

for (const one of ['bsl', 'interpreter'])
  it(`given somebody who needs an interpreter (${one}), then times begin 48 hours on, beside one within 24 hours`, async () => {
    const { someone, html } = await timesWith('captions', one)
    assert.equal(hoursAhead(startsIn(html)[0]!), 48)
    assert.match(html, /We need time to find an interpreter\. Without one, you could talk today, 8:30am\./)
    assert.match(html, /<a href="\/book\/how">Change what you asked for<\/a>/)
    const tooSoon = mondayMorning.add({ hours: 47, minutes: 45 }).toString()
    assert.equal((await someone.post('/book/time', { start: tooSoon })).status, 409)
    assert.equal((await someone.post('/book/time', { start: startsIn(html)[0]! })).location, '/book/contact')
  })

it('given no interpreter, then times begin at once and nothing is said of one', async () => {
  const { html } = await timesWith('captions')
  assert.equal(hoursAhead(startsIn(html)[0]!), 0.5)
  assert.doesNotMatch(html, /interpreter/)
})

it('says before the times that an interpreter takes 48 hours, and what is possible sooner', async () => {
  const { someone } = await timesWith()
  const { html } = await someone.get('/book/how')
  assert.equal(html.match(/We need 48 hours to find one\. Or talk within 24 hours with captions/g)?.length, 2)
})
