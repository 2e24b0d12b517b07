import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ical from 'ical.js'
import { unapproved } from '../src/notifications/words/neutral.ts'
import { bookFor, takeFirstTime } from './journey.ts'
import { person } from './person.ts'
import { openBrowser, startProduct } from './product.ts'

// After closing time, on her break.
const product = await startProduct('2026-11-24T23:40[Europe/London]')
const browser = await openBrowser()

const plan = { how: 'By phone', email: 'amina.b@nhs.net', phone: '07700 900123' }

describe('Amina books on her telephone, moves it, and cancels it', async () => {
  const amina = await person(browser, product, { viewport: { width: 375, height: 667 }, hasTouch: true })
  let uid = ''

  it('given that nobody works at this hour, then the first page names a time tomorrow', async () => {
    await amina.open('/')
    assert.match(await amina.page.innerText('main'), /tomorrow, 8/)
  })

  it('given a work address and a phone session, when she books, then the way is short and says what she has', async () => {
    const path = await bookFor(amina, plan)
    assert.match(path, /^\/booking\/[\da-f-]{36}$/)
    assert.equal(await amina.heading(), 'You are booked')
    assert.match(await amina.page.innerText('main'), /Your coach will call you at that time/)
    assert.deepEqual(amina.counted, { steps: 9, answers: 10 }, 'pages sent off, and answers given')
  })

  it('then one mail reaches her, as text, HTML and a private invitation that says nothing of coaching', async () => {
    const mail = await product.mailTo('amina.b@nhs.net', /^Your appointment, /)
    assert.match(mail.text, /We will call you at this time/)
    assert.match(mail.html ?? '', /^<!doctype html>/)
    const entry = entryOf(mail.ics)
    assert.deepEqual(entry.facts, { method: 'REQUEST', sequence: 0, class: 'PRIVATE', status: 'CONFIRMED' })
    assert.equal(entry.summary, 'Appointment')
    assert.deepEqual(unapproved(mail.subject!), [])
    uid = entry.uid
  })

  it('when she moves it, then the same entry of her calendar changes', async () => {
    await amina.follow('Move it to another time')
    assert.equal(await amina.heading(), 'Move your appointment')
    await takeFirstTime(amina, 'Move to this time')
    assert.equal(await amina.heading(), 'Your appointment has moved')
    const mail = await product.mailTo('amina.b@nhs.net', /^Your appointment has moved/)
    const entry = entryOf(mail.ics)
    assert.deepEqual(entry.facts, { method: 'REQUEST', sequence: 1, class: 'PRIVATE', status: 'CONFIRMED' })
    assert.equal(entry.uid, uid)
  })

  it('when she cancels it, then the entry goes and the time is free again', async () => {
    await amina.follow('Cancel it')
    await amina.press('Cancel the appointment')
    assert.equal(await amina.heading(), 'This appointment is cancelled')
    const mail = await product.mailTo('amina.b@nhs.net', /^Your appointment is cancelled/)
    const entry = entryOf(mail.ics)
    assert.deepEqual(entry.facts, { method: 'CANCEL', sequence: 2, class: 'PRIVATE', status: 'CANCELLED' })
    assert.equal(entry.uid, uid)
    const { rows } = await product.admin.query(
      'select c.active from booking b join claim c on c.id = b.claim_id where b.id = $1',
      [new URL(amina.page.url()).pathname.split('/').at(-1)],
    )
    assert.deepEqual(rows, [{ active: false }])
  })

  it('and nothing went wrong behind the pages', () => assert.deepEqual(product.faults, []))
})

/** What a calendar makes of an entry. */
function entryOf(ics: string | null) {
  assert.ok(ics, 'the mail has a calendar entry')
  const calendar = new ical.Component(ical.parse(ics) as unknown[])
  const event = calendar.getFirstSubcomponent('vevent')!
  const value = (name: string) => event.getFirstPropertyValue(name)
  return {
    uid: String(value('uid')),
    summary: value('summary'),
    facts: {
      method: calendar.getFirstPropertyValue('method'),
      sequence: value('sequence'),
      class: value('class'),
      status: value('status'),
    },
  }
}
