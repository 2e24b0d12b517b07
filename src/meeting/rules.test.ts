import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isMeetingLink, joinStep, maskNumber, phoneWindow, sayNumber, telLink } from './rules.ts'

const startsAt = Temporal.Instant.from('2026-11-23T18:30:00Z')
const endsAt = startsAt.add({ minutes: 45 })
const meetingLink = 'https://meet.example.org/dev'
const second = { seconds: 1 }

describe('joining', () => {
  const video = { mode: 'video', startsAt, endsAt, meetingLink } as const

  it('opens 15 minutes before the start, to the second', () => {
    const opens = startsAt.subtract({ minutes: 15 })
    assert.equal(joinStep({ ...video, now: opens.subtract(second) }), 'too-early')
    assert.equal(joinStep({ ...video, now: opens }), 'open-link')
  })

  it('is over at the end, to the second', () => {
    assert.equal(joinStep({ ...video, now: endsAt.subtract(second) }), 'open-link')
    assert.equal(joinStep({ ...video, now: endsAt }), 'over')
  })

  it('says that the coach calls, for a telephone session and where the coach has no link', () => {
    assert.equal(joinStep({ ...video, mode: 'phone', now: startsAt }), 'coach-calls')
    assert.equal(joinStep({ ...video, meetingLink: null, now: startsAt }), 'coach-calls')
    assert.equal(joinStep({ ...video, mode: 'phone', now: endsAt }), 'over')
  })

  it('never opens a link that is not a plain https address', () => {
    for (const link of ['http://meet.example.org', 'javascript:alert(1)', 'https://a:b@example.org', 'meet', ''])
      assert.equal(isMeetingLink(link), false, link)
    assert.equal(isMeetingLink(meetingLink), true)
  })
})

describe('a client’s number', () => {
  it('can be seen from 5 minutes before the start to 30 minutes after the end, to the second', () => {
    const from = startsAt.subtract({ minutes: 5 })
    const until = endsAt.add({ minutes: 30 })
    assert.deepEqual(
      [from.subtract(second), from, until.subtract(second), until].map((now) => phoneWindow({ startsAt, endsAt, now })),
      [false, true, true, false],
    )
  })

  it('otherwise shows its last two digits and not how long it is', () => {
    assert.equal(maskNumber('+447700900142'), '••• 42')
    assert.equal(maskNumber('+3120 555 01 42'), '••• 42')
  })

  it('is dialled as it is, or withheld by 141 within the United Kingdom', () => {
    assert.equal(telLink('+447700900142'), 'tel:+447700900142')
    assert.equal(telLink('+447700900142', { withheld: true }), 'tel:14107700900142')
    assert.equal(telLink('+31205550142', { withheld: true }), 'tel:+31205550142')
  })

  it('is written as people read it out', () => {
    assert.equal(sayNumber('+447700900142'), '07700 900142')
    assert.equal(sayNumber('+31205550142'), '+31205550142')
  })
})
