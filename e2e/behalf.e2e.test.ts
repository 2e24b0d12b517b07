import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sam } from '../seed/cast.ts'
import { person, type Ways } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()
const home = '/team/operations/behalf'

/** Sam at work; every page that he comes to is checked. */
async function atWork(ways: Ways = {}) {
  const somebody = await person(browser, product, { viewport: { width: 1280, height: 900 }, ...ways })
  await somebody.open('/dev/sign-in')
  await Promise.all([
    somebody.page.waitForNavigation(),
    somebody.page.locator(`form:has(input[value="${sam.key}"]) button`).click(),
  ])
  return somebody
}
const words = ({ page }: Awaited<ReturnType<typeof atWork>>) => page.innerText('main')
const referenceIn = (text: string) => /Reference (\w{4}) (\w{4})/.exec(text)!.slice(1).join('')

describe('Sam books for somebody who calls, with nothing but keys', async () => {
  const sams = await atWork()
  let [keys, fields] = [0, 0]
  const { keyboard } = sams.page
  const type = async (text: string) => {
    await keyboard.type(text)
    keys += text.length
    fields += 1
  }
  const press = async (key: string, times = 1) => {
    for (let n = 0; n < times; n++) await keyboard.press(key)
    keys += times
  }
  const send = async () => {
    keys += 1
    return sams.enter()
  }

  it('given the page, when he types the number of a time, then it is kept, and the name is where he writes next', async () => {
    await sams.open(home)
    assert.equal(await sams.page.locator(':focus').getAttribute('id'), 'number')
    await type('1')
    assert.equal(await send(), 200)
    assert.match(await words(sams), /Nobody else can take it until/)
    assert.equal(await sams.page.locator(':focus').getAttribute('id'), 'name')
  })

  it('when he has written who it is and read out what they agree to, then it is booked and the reference is read out', async (test) => {
    await type('Quillon')
    await press('Tab')
    await type('07700900321')
    await press('Tab', 3)
    assert.equal(
      await sams.page.locator(':focus').getAttribute('name'),
      'agreed',
      'the links of what is read out are no stops',
    )
    fields += 1
    await press('Space')
    assert.equal(await send(), 200)
    assert.equal(await sams.heading(), 'Booked')
    const text = await words(sams)
    assert.match(text, /A text with the details is on its way/)
    assert.doesNotMatch(text, /Quillon|900321/)
    test.diagnostic(
      `booked for a caller by ${keys} presses of keys, ${keys - 'Quillon07700900321'.length} besides their name and number, in ${fields} fields`,
    )
    assert.ok(keys <= 26 && fields <= 4, `${keys} keys, ${fields} fields`)
  })

  it('then they are told by text, in words that say nothing', async () => {
    await product.allSent()
    const texts = (await product.outbox()).filter(({ to }) => to === '+447700900321')
    assert.equal(texts.length, 1)
    assert.match(texts[0]!.text, /appointment/i)
    assert.doesNotMatch(texts[0]!.text, /coach|Quillon/i)
  })
})

for (const width of [375, 1280])
  describe(`Sam at ${width} pixels`, async () => {
    const sams = await atWork({ viewport: { width, height: 800 } })
    let [reference, path] = ['', '']

    it('given a form that says nothing, when he books, then all that is wrong is said, and what he chose stays', async () => {
      await sams.open('/team/operations')
      await sams.follow('Book for a caller')
      await sams.choose('By video')
      await sams.press('Show times')
      assert.equal(await sams.page.getByLabel('By video').isChecked(), true)
      assert.equal(await sams.press('Book'), 422)
      assert.ok((await sams.page.locator('.nhsuk-error-summary li').count()) >= 4, await words(sams))
    })

    it('when he presses a time and says who, then it is booked', async () => {
      await sams.page.locator('button[name=start]').nth(2).click()
      await sams.page.waitForURL(`**${home}`)
      await sams.write('What should we call them?', 'Lee')
      await sams.write('Email address, if they have one', `lee.${width}@example.org`)
      await sams.choose('I have read this out and they agreed')
      await sams.press('Book')
      assert.equal(await sams.heading(), 'Booked')
      reference = referenceIn(await words(sams))
      path = new URL(sams.page.url()).pathname
      assert.equal(
        (await product.mailTo(`lee.${width}@example.org`, /^Your appointment, /)).to,
        `lee.${width}@example.org`,
      )
    })

    it('when they call again, then he finds it by two facts alone, moves it, and cancels it', async () => {
      assert.equal(await sams.open(`${path}/move`), 404)
      await sams.open(`${home}/find`)
      await sams.write('Reference', reference)
      await sams.write('The phone number or email address that they gave', 'somebody.else@example.org')
      assert.equal(await sams.press('Find it'), 422)
      await sams.write('The phone number or email address that they gave', `lee.${width}@example.org`)
      await sams.press('Find it')
      await sams.follow('Move it to another time')
      await sams.write('Number of the time', '3')
      await sams.enter()
      assert.equal(await sams.heading(), 'Moved')
      await sams.press('Cancel the appointment')
      assert.equal(await sams.heading(), 'Cancelled')
      const { rows } = await product.admin.query<{ verb: string }>(
        `select e.verb from audit_event e join booking b on b.id = e.subject_id where b.reference = $1 order by n`,
        [reference],
      )
      assert.deepEqual(
        rows.map(({ verb }) => verb).filter((verb) => verb.endsWith('-by-phone')),
        [
          'booking.booked-by-phone',
          'booking.not-found-by-phone',
          'booking.found-by-phone',
          'booking.moved-by-phone',
          'booking.cancelled-by-phone',
        ],
      )
    })

    it('and he sees what is free and who waits, and what is to be done', async () => {
      assert.equal(await sams.open('/team/operations/requests'), 200)
      assert.match(await words(sams), /Free times by pathway/)
      await product.admin.query(
        `insert into task (kind, booking_id, due_at) select 'call', id, now() from booking limit 1 on conflict do nothing`,
      )
      assert.equal(await sams.open('/team/operations/tasks'), 200)
      const gaps = await sams.page.$$eval('.nhsuk-table__cell .nhsuk-button:not(:last-child)', (all) =>
        all.flatMap((one) => {
          const button = one.getBoundingClientRect()
          return [...one.nextElementSibling!.getClientRects()].map((line) =>
            Math.max(line.left - button.right, line.top - button.bottom),
          )
        }),
      )
      assert.ok(gaps.length > 0 && gaps.every((gap) => gap >= 8), `room beside each button: ${gaps.join()}`)
      await sams.leave()
    })
  })

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
