import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dev } from '../seed/cast.ts'
import { eventually } from '../testing/running.ts'
import { bookFor } from './journey.ts'
import { person, type Person, type Ways } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const phone = { viewport: { width: 375, height: 812 } }

/** Dev before his times, signed in. */
async function coach(ways: Ways = phone): Promise<Person> {
  const him = await person(browser, product, ways)
  await him.open('/dev/sign-in')
  await him.press(/^Go on as Dev/)
  await him.open('/team/times')
  return him
}
const main = ({ page }: Person) => page.innerText('main')

describe('Dev changes hours that recur, on his phone', async () => {
  const him = await coach()

  it('given his week, when he changes one morning, then that day differs and the others do not', async () => {
    await him.follow(/^Change ?: Thursday 26 November, 8:30am to 12:30pm/)
    assert.match(await main(him), /Every Monday, Tuesday, Wednesday, Thursday and Friday, 8:30am to 12:30pm/)
    await him.choose('I work other hours')
    await him.write('From', '10am')
    await him.write('Until', '1pm')
    await him.choose('This one')
    await him.press('Continue')
    assert.equal(await him.heading(), 'Your times')
    assert.match(await main(him), /Thursday 26 November 2026: 10am to 1pm instead of 8:30am to 12:30pm/)
    await him.press(/^Back to the usual hours ?: Thursday 26 November 2026/)
    assert.doesNotMatch(await main(him), /instead of/)
  })

  it('when he picks two mornings from a list, then he does not work on those', async () => {
    await him.follow(/^Change ?: Thursday 26 November, 8:30am to 12:30pm/)
    await him.choose('I do not work then')
    await him.choose('Pick from a list')
    await him.press('Continue')
    assert.equal(await him.heading(), 'Pick the days')
    await him.choose('Thursday 26 November, 8:30am to 12:30pm')
    await him.choose('Tuesday 15 December, 8:30am to 12:30pm')
    await him.choose('Wednesday 16 December, 8:30am to 12:30pm')
    await him.press('Continue')
    const said = await main(him)
    for (const day of ['Tuesday 15', 'Wednesday 16'])
      assert.match(said, new RegExp(`${day} December 2026: not working 8:30am to 12:30pm`))
  })

  it('given a booking inside, when he ends a series, then he is asked, and the person is told once there is something to tell', async () => {
    const client = await person(browser, product, { knownWay: true })
    const booked = await bookFor(client, { coach: dev.name, how: 'By video', name: 'Amina', email: 'amina@gmail.com' })
    await product.admin.query(`update booking set matched_on = '{}' where starts_at > clock_now()`)
    const { rows } = await product.admin.query<{ id: string; on: string; inside: number }>(
      `select p.id, to_char(b.starts_at, 'YYYY-MM-DD') as on from booking b join coach_pattern p on p.coach_id = b.coach_id
        where b.id = $1
          and (b.starts_at at time zone 'Europe/London')::time between p.starts_at and p.ends_at
          and p.rule like '%' || (array['MO','TU','WE','TH','FR','SA','SU'])[extract(isodow from b.starts_at)] || '%'
`,
      [booked.split('/').at(-1)],
    )
    const { id, on } = rows[0]!
    await him.open(`/team/times/week/${id}?on=${on}`)
    await him.choose('I do not work then')
    await him.choose('This one')
    await him.press('Continue')
    assert.match(await him.heading(), /^\d bookings? (is|are) in the hours you give up$/)
    assert.doesNotMatch(await main(him), /remove/i)
    assert.equal(await him.press('Save'), 422)
    await him.choose('Cancel and offer each person new times')
    await him.press('Save')
    assert.match(await main(him), /in hours that you gave up: another coach or time is looked for|not working/)
    const said = async () =>
      (await product.outbox()).filter(({ to }) => to === 'amina@gmail.com').map(({ text }) => text)
    const isTold = /Another person will be there for you|We keep other times for you/
    await eventually('the person is told', async () => (await said()).some((text) => isTold.test(text)))
    assert.doesNotMatch((await said()).join(), /coaching/i)
    await client.leave()
  })
})

describe('Dev without a script, in 320 pixels', async () => {
  const him = await coach({ viewport: { width: 320, height: 568 }, javaScriptEnabled: false })

  it('changes this and later by the same forms', async () => {
    await him.follow(/^Change or stop ?: Every Tuesday and Thursday/)
    await him.choose('I work other hours')
    await him.write('From', '6pm')
    await him.write('Until', '9pm')
    await him.choose('This and later')
    await him.press('Continue')
    assert.match(await main(him), /bookings? (is|are) in the hours you give up|Every Tuesday and Thursday, 6pm to 9pm/)
    if ((await him.heading()).endsWith('give up')) {
      await him.choose('Stop new bookings')
      await him.press('Save')
    }
    assert.match(await main(him), /Every Tuesday and Thursday, 6pm to 9pm/)
  })
})

describe('Dev on a wide screen', async () => {
  const him = await coach({ viewport: { width: 1280, height: 900 } })
  const change = () => him.page.getByRole('link', { name: /^Change ?: Friday 27 November, 1:30pm/ })
  const field = (label: string) => him.page.getByLabel(label, { exact: true }).inputValue()

  it('moves hours by the arrow keys, hears where they are, and is asked for which days', async () => {
    await change().focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await him.page.keyboard.press(key)
    assert.equal(await him.page.getByRole('status').innerText(), '2pm to 5:45pm. Enter goes on, Escape puts them back')
    await him.page.keyboard.press('Escape')
    assert.equal(await him.page.getByRole('status').innerText(), '1:30pm to 5pm, as they were')
    await him.page.keyboard.press('ArrowUp')
    await him.enter()
    assert.equal(await him.heading(), 'Change or stop hours')
    assert.deepEqual([await field('From'), await field('Until')], ['1:15pm', '4:45pm'])
    const { rows } = await product.admin.query('select from coach_occurrence where on_date = $1', ['2026-11-27'])
    assert.equal(rows.length, 0, 'nothing changed before it was said for which days')
  })

  it('presses Change with a mouse, as on a phone', async () => {
    await him.open('/team/times')
    await him.follow(/^Change ?: Friday 27 November, 1:30pm/)
    assert.equal(await field('From'), '')
  })

  it('drags them with a mouse to the same question, and back again to where they were without one', async () => {
    await him.open('/team/times')
    const block = him.page.locator('[data-day="2026-11-27"] [data-from="810"]')
    await block.scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await block.boundingBox())!
    const [across, down] = [x + width / 2, y + height - 30]
    const to = (hours: number) => him.page.mouse.move(across, down + (hours * height) / 3.5, { steps: 5 })
    await to(0)
    await him.page.mouse.down()
    await to(1)
    assert.match(await block.innerText(), /2:30pm to 6pm/)
    await to(0)
    assert.match(await block.innerText(), /1:30pm to 5pm/)
    await him.page.mouse.up()
    assert.equal(new URL(him.page.url()).search, '', 'back where they were, nothing is asked')
    await him.page.mouse.down()
    await to(1)
    await Promise.all([him.page.waitForURL(/what=/), him.page.mouse.up()])
    assert.deepEqual([await field('From'), await field('Until')], ['2:30pm', '6pm'])
    assert.ok(await him.page.getByLabel('I work other hours').isChecked())
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
