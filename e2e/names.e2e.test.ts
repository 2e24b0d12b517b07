import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ical from 'ical.js'
import { dev } from '../seed/cast.ts'
import { unapproved } from '../src/notifications/words/neutral.ts'
import { reachTimes, sayWho, takeFirstTime } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

const product = await startProduct()
const browser = await openBrowser()

const names = {
  'with markup': `<script>alert("x")</script><b>O'Neill & "Co"</b>`,
  'that is written from right to left': 'محمد بن علي',
  'with pictures': '👩‍⚕️ Zoë 💙',
  'of a hundred characters without a space': `${'Ä'.repeat(99)}z`,
  'that looks like a header': 'Eve Bcc: all@example.org Subject: hello',
}

describe('A name', async () => {
  const small = { viewport: { width: 320, height: 568 } }
  const coach = await person(browser, product, small)
  await coach.open('/dev/sign-in')
  await coach.press(new RegExp(dev.name))

  for (const [index, [what, name]] of Object.entries(names).entries())
    it(`${what} is shown whole, as what it is, to the person and the coach, and nowhere else`, async () => {
      const someone = await person(browser, product, { ...small, knownWay: index > 0 && name.length < 100 })
      const dialogs: string[] = []
      someone.page.on('dialog', (dialog) => {
        dialogs.push(dialog.message())
        void dialog.dismiss()
      })
      const email = `name.${index}@example.org`
      await reachTimes(someone, { coach: dev.name })
      await takeFirstTime(someone)
      await sayWho(someone, { name, email })
      assert.equal(await someone.heading(), 'Check and book')
      const shown = await someone.page.locator('.nhsuk-summary-list__value').allTextContents()
      assert.ok(
        shown.some((text) => text.trim() === name),
        `${shown}`,
      )
      await someone.press('Confirm and book')
      assert.equal(await someone.heading(), 'You are booked')

      const id = new URL(someone.page.url()).pathname.split('/').at(-1)!
      await coach.open(`/team/sessions/${id}`)
      assert.equal((await coach.page.locator('h1').textContent())?.trim(), name)
      assert.equal(await coach.page.locator('h1 bdi').count(), 1, 'its direction ends with it')

      const mail = await product.mailTo(email, /^Your appointment, /)
      const { text, html, ics } = mail
      for (const part of [mail.to, mail.subject!, text, html!, ics!])
        assert.ok(!part.includes(name) && !part.includes(name.slice(0, 8)), part)
      assert.deepEqual(unapproved(mail.subject!), [])
      const event = new ical.Component(ical.parse(ics!) as unknown[]).getFirstSubcomponent('vevent')!
      assert.equal(event.getFirstPropertyValue('summary'), 'Appointment')
      const entry = await someone.context.request.get(`/booking/${id}/calendar.ics`)
      assert.ok(!(await entry.text()).includes(name.slice(0, 8)))
      assert.deepEqual(dialogs, [])
      await someone.leave()
    })

  it('of each of them is on Today, and no page ran what was in it', async () => {
    await coach.open('/team/today')
    assert.equal(await coach.page.locator('script:not([src])').count(), 0)
  })
})

it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
