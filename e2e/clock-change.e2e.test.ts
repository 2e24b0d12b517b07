import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ical from 'ical.js'
import { fullWhenWords, timeWords } from '#lib/time'
import { reachTimes, sayWho, takeFirstTime } from './journey.ts'
import { person, timesOn } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

/** The last minutes before the nights in which the clocks go forward and back, and London's offset on the day after. */
const nights = [
  { at: '2027-03-27T23:40[Europe/London]', offset: '+01:00' },
  { at: '2027-10-30T23:40[Europe/London]', offset: '+00:00' },
]
const browser = await openBrowser()

for (const { at, offset } of nights)
  describe(`On the night of ${at.slice(0, 10)}`, async () => {
    const product = await startProduct(at)
    const someone = await person(browser, product)
    const email = 'night@example.org'
    let [path, booked] = ['', Temporal.Instant.fromEpochMilliseconds(0)]

    it('given the change at two, when times are shown, then they are those of the morning by the new time', async () => {
      await someone.open('/')
      assert.match(await someone.page.innerText('main'), /Next time free: tomorrow, 8(:\d\d)?am/)
      await reachTimes(someone)
      const [first] = await timesOn(someone.page)
      const local = Temporal.Instant.from(first!).toZonedDateTimeISO('Europe/London')
      assert.equal(local.offset, offset)
      assert.equal(local.hour, 8)
    })

    it('when one is booked, then page, mail, calendar and diary name the same instant', async () => {
      const [first] = await timesOn(someone.page)
      await takeFirstTime(someone)
      await sayWho(someone, { email })
      booked = Temporal.Instant.from(first!)
      assert.match(await someone.page.innerText('main'), new RegExp(`Tomorrow, ${timeWords(booked)}\\b`))
      await someone.press('Confirm and book')
      path = new URL(someone.page.url()).pathname
      await sameEverywhere(/^Your appointment, /)
    })

    it('when it is moved to the next day, then they all name the new one', async () => {
      await someone.follow('Move it to another time')
      const day = booked.toZonedDateTimeISO('Europe/London').toPlainDate().add({ days: 1 })
      await someone.open(`${path}/move/${day}`)
      const [first] = await timesOn(someone.page)
      booked = Temporal.Instant.from(first!)
      assert.equal(booked.toZonedDateTimeISO('Europe/London').offset, offset)
      await takeFirstTime(someone, 'Move to this time')
      await sameEverywhere(/^Your appointment has moved/)
    })

    it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))

    /** The page, the mail and its invitation, the downloaded entry and the diary say when it is. */
    async function sameEverywhere(subject: RegExp) {
      const words = fullWhenWords(booked)
      await someone.open(path)
      assert.ok((await someone.page.innerText('main')).includes(`${words} UK time`), 'the page')
      const mail = await product.mailTo(email, subject)
      for (const text of [mail.subject!, mail.text, mail.html!]) assert.ok(text.includes(words), text)
      const entry = await someone.context.request.get(`${path}/calendar.ics`)
      for (const ics of [mail.ics!, await entry.text()]) assert.equal(startOf(ics), booked.epochMilliseconds)
      const { rows } = await product.admin.query<{ same: boolean }>(
        `select starts_at = $1 and lower(during) = $1 as same from booking b join claim c on c.id = b.claim_id where b.id = $2`,
        [booked.toString(), path.split('/').at(-1)],
      )
      assert.deepEqual(rows, [{ same: true }])
    }
  })

/** The instant at which a calendar lets an entry begin. */
function startOf(ics: string): number {
  const calendar = new ical.Component(ical.parse(ics) as unknown[])
  return new ical.Event(calendar.getFirstSubcomponent('vevent')!).startDate.toUnixTime() * 1_000
}
