import assert from 'node:assert/strict'
import { it } from 'node:test'
import { reachTimes, takeFirstTime } from './journey.ts'
import { person, timesOn } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

it('given two people before the same times of one coach, when both choose the first, then the second is offered near ones', async () => {
  const [quick, slow] = [await person(browser, product, { knownWay: true }), await person(browser, product)]
  const coach = await coachWithTimes()
  await reachTimes(quick, { coach })
  await reachTimes(slow, { coach })
  const [wanted] = await timesOn(slow.page)
  assert.equal((await timesOn(quick.page))[0], wanted)

  assert.equal(await takeFirstTime(quick), 200)
  assert.equal(await quick.heading(), 'Where should we send the details?')
  assert.equal(await takeFirstTime(slow), 409)
  assert.equal(await slow.heading(), 'That time has just gone')
  const near = await timesOn(slow.page)
  assert.ok(near.length > 0 && !near.includes(wanted!), 'other times are offered')

  assert.equal(await takeFirstTime(slow), 200)
  assert.equal(await slow.heading(), 'Where should we send the details?')
  const { rows } = await product.admin.query<{ name: string; at: string }>(
    `select c.name_shown as name, to_char(h.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
       from hold h join coach c on c.id = h.coach_id where h.state = 'live' order by h.made_at`,
  )
  assert.deepEqual(rows, [
    { name: coach, at: wanted },
    { name: coach, at: near[0] },
  ])
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

/** The coach whose next time is soonest, by the name that people read. */
async function coachWithTimes(): Promise<string> {
  const someone = await person(browser, product, { knownWay: true })
  await someone.open('/book/topic')
  await someone.choose('How I am doing')
  await someone.press('Continue')
  await someone.choose('Let me choose a coach')
  await someone.press('Continue')
  const name = await someone.page.locator('input[name=coach] + label').nth(2).innerText()
  await someone.leave()
  return name.trim()
}
