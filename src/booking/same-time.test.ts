import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ICAL from 'ical.js'
import { toInstant } from '#lib/time'
import { confirmation, confirmationText, mailboxOf } from '#notifications'
import { londonTime } from './api/answer.ts'
import { bookingCalendar } from './calendar.ts'
import { bookingPage } from './mine/page.ts'

const quarter = 900_000
const id = '00000000-0000-4000-8000-000000000001'

/** A hundred quarter-hours on either side of each clock change. */
const around = (change: string) =>
  Array.from({ length: 100 }, (_, i) =>
    toInstant(Temporal.Instant.from(change).epochMilliseconds + (i - 50) * quarter * 3),
  )

/** The words by another way than ours: the platform's own formatting of London time. */
function spoken(at: Temporal.Instant): string {
  const [hour, minute] = at
    .toLocaleString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .split(':')
    .map(Number)
  const day = at
    .toLocaleString('en-GB', {
      timeZone: 'Europe/London',
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    .replace(',', '')
  if (minute === 0 && hour === 12) return `${day}, midday`
  if (minute === 0 && hour === 0) return `${day}, midnight`
  return `${day}, ${hour! % 12 || 12}${minute ? `:${String(minute).padStart(2, '0')}` : ''}${hour! < 12 ? 'am' : 'pm'}`
}

describe('one time, the same everywhere', () => {
  it('is the same instant and the same words on the page, in mail, text, calendar and API, around both clock changes', () => {
    for (const startsAt of [...around('2026-10-25T01:00:00Z'), ...around('2027-03-28T01:00:00Z')]) {
      const endsAt = startsAt.add({ minutes: 45 })
      const facts = {
        startsAt,
        endsAt,
        mode: 'video' as const,
        link: 'https://example.org/visit/x',
        reference: 'ABCDEFGH',
      }
      const words = spoken(startsAt)
      const page = bookingPage({
        sooner: null,
        ...facts,
        id,
        minutes: 45,
        coachName: 'Dev',
        coachBackground: 'Nurse',
        sentTo: 'email',
        started: false,
        step: 'too-early',
        keepUntil: null,
        correctable: true,
        said: null,
        nextCodeMinutes: null,
        change: null,
        sameTime: false,
      })
      assert.ok(page.markup.includes(`${words} UK time`), `the page says ${words}`)
      const letter = confirmation(facts)
      assert.ok(
        letter.subject.includes(words) && letter.text.includes(words) && letter.html.includes(words),
        `the mail says ${words}`,
      )
      for (const body of [letter.text, letter.html]) assert.match(body, /\(UK time\)/)
      assert.ok(confirmationText(facts).includes(`${words} UK time`), `the text says ${words}`)
      const calendar = bookingCalendar(
        { id, sequence: 0, status: 'booked', startsAt, endsAt },
        {
          method: 'PUBLISH',
          stampedAt: startsAt,
          organizer: mailboxOf({ baseUrl: 'https://example.org', smtpUrl: null }),
        },
      )
      const event = new ICAL.Event(new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')!)
      assert.equal(event.startDate.zone.tzid, 'UTC', 'every calendar shows it in its own zone')
      assert.equal(event.startDate.toUnixTime() * 1_000, startsAt.epochMilliseconds)
      assert.equal(event.endDate.toUnixTime() * 1_000, endsAt.epochMilliseconds)
      assert.ok(Temporal.Instant.from(londonTime(startsAt)).equals(startsAt))
    }
  })
})
