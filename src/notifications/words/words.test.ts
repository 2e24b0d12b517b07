import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fullWhenWords } from '#lib/time'
import { assertValidHtml } from '../../../testing/html.ts'
import * as account from './account.ts'
import { complaintKept } from './complaint.ts'
import * as client from './client.ts'
import * as coach from './coach.ts'
import { coachCancelled, coachCancelledText, coachMoved, coachMovedText, coachNew, coachNewText } from './coach.ts'
import * as codes from './codes.ts'
import type { Letter } from './letter.ts'
import { assertNeutral, unapproved, vocabulary } from './neutral.ts'

const link = `https://talk.example.org/visit/${'x'.repeat(22)}`
const reference = 'ABCD2345'
const digits = '12345678'
const given = [reference, digits]

const startsAt = fc
  .integer({ min: 0, max: 17 * 365 * 96 })
  .map((quarter) => Temporal.Instant.from('2024-01-01T00:00:00Z').add({ minutes: quarter * 15 }))
const minutes = fc.constantFrom(45, 60, 75)
const facts = fc
  .record({ startsAt, minutes, mode: fc.constantFrom('video' as const, 'phone' as const) })
  .map(({ startsAt, minutes, mode }) => ({
    startsAt,
    endsAt: startsAt.add({ minutes }),
    mode,
    link,
    reference,
    code: digits,
    until: startsAt.subtract({ minutes: 30 }),
    now: startsAt.add({ hours: 50 }),
    was: startsAt.add({ hours: 50 }),
  }))
type Facts = typeof facts extends fc.Arbitrary<infer T> ? T : never
const everyBy = ['you', 'us', 'service', 'nobody'] as const

const lettersToClients = (of: Facts): Letter[] => [
  client.confirmation(of),
  client.moved(of),
  client.reminder(of),
  client.reassigned(of),
  client.alternatives(of),
  client.stands(of),
  client.sooner(of),
  client.missed(of),
  client.moveLink(of),
  ...everyBy.map((by) => client.cancelled({ ...of, by })),
  codes.code(digits),
  codes.keep(of),
  account.changeAsked({ due: of.startsAt, link }),
  complaintKept({ reference: of.reference, answerBy: Temporal.PlainDate.from('2026-12-29') }),
  account.changeDone(of),
  account.changeTried(of),
  account.newOnPage(of),
]
const textsToClients = (of: Facts): string[] => [
  client.confirmationText(of),
  client.movedText(of),
  client.moveLinkText(of),
  client.reminderText(of),
  client.reassignedText(of),
  client.alternativesText(of),
  client.standsText(of),
  client.soonerText(of),
  client.missedText(of),
  client.cancelledText({ ...of, by: 'you' }),
  client.soonText(of),
  codes.codeText(digits),
  codes.keepText(of),
  account.changeAskedText({ due: of.startsAt, link }),
  account.changeDoneText(of),
  account.changeTriedText(of),
  account.newOnPageText(of),
]
/** As a coach is told where nothing is asked, and where it is. */
const sessions = (of: Facts) => [
  { ...of, acknowledge: null },
  { ...of, acknowledge: `https://talk.example.org/acknowledge/${'x'.repeat(22)}` },
]
const lettersToCoaches = (of: Facts): Letter[] => [
  ...sessions(of).flatMap((one) => [coachNew(one), coachMoved(one)]),
  coachCancelled(of),
  coach.coachPassed(of),
  coach.coachKeeps(of),
  coach.coachMissed(of),
  coach.coachDeclined(of),
  coach.coachLetGo(of),
  ...[1, 13].map((many) => coach.coachAway({ sessions: many, link: of.link })),
]
const textsToCoaches = (of: Facts): string[] => [
  ...sessions(of).flatMap((one) => [coachNewText(one), coachMovedText(one)]),
  coachCancelledText(of),
  coach.coachPassedText(of),
  coach.coachKeepsText(of),
  coach.coachMissedText(of),
  coach.coachDeclinedText(of),
  coach.coachLetGoText(of),
  ...[1, 13].map((many) => coach.coachAwayText({ sessions: many, link: of.link })),
]

/** What a person reads of a letter's HTML. */
const readable = (html: string) =>
  html
    .replace(/<a href="[^"]*">/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', `'`)

const everywhere = ({ subject, text, html }: Letter) => [subject, text, readable(html)]

describe('what is written to a client', () => {
  it('says nothing outside the approved vocabulary, whatever the appointment', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const said = [...lettersToClients(of).flatMap(everywhere), ...textsToClients(of), client.calendarWords(of.mode)]
        for (const words of said) assertNeutral(words, given)
      }),
      { numRuns: 200 },
    )
  })

  it('never tells what it is about, who it is with or who runs it', () => {
    const telling =
      /coach|well-?being|career|\bnhs\b|counsel|therap|health|\bcare\b|employ|programme|staff|session|support|mental|lead|team|group|looking after/i
    fc.assert(
      fc.property(facts, (of) => {
        for (const { subject, text, html } of lettersToClients(of))
          for (const words of [subject, text, html]) assert.doesNotMatch(words, telling)
        for (const words of textsToClients(of)) assert.doesNotMatch(words, telling)
      }),
      { numRuns: 50 },
    )
  })

  it('says the time in the same words as the pages, in the subject, the text and the HTML', () => {
    fc.assert(
      fc.property(facts, (of) => {
        const words = fullWhenWords(of.startsAt)
        for (const letter of lettersToClients(of).filter(({ subject }) => /^(Your appointment|Reminder)/.test(subject)))
          for (const part of everywhere(letter)) assert.ok(part.includes(words), part)
      }),
      { numRuns: 200 },
    )
  })

  it('fits one text message of 160 plain characters, as what is written to a coach does', () => {
    fc.assert(
      fc.property(facts, (of) => {
        for (const words of [...textsToClients(of), ...textsToCoaches(of)]) {
          assert.match(words, /^[A-Za-z0-9 .,:/\-_?=+]*$/)
          assert.ok(words.length <= 160, `${words.length}: ${words}`)
        }
      }),
    )
  })

  it('gives the code where a locked phone shows it', () => {
    assert.equal(codes.code(digits).text.split('\n')[0], 'Your code is 12345678')
    assert.match(codes.codeText(digits), /^Your code is 12345678\b/)
    assert.doesNotMatch(codes.code(digits).subject, /\d/)
  })
})

describe('what is written to a coach', () => {
  it('says when and how, in the approved vocabulary', () => {
    fc.assert(
      fc.property(facts, (of) => {
        for (const words of [...lettersToCoaches(of).flatMap(everywhere), ...textsToCoaches(of)])
          assertNeutral(words, given, vocabulary.coach)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a mail', () => {
  const of = { startsAt: Temporal.Instant.from('2026-11-23T18:30:00Z'), mode: 'video' as const }
  const booked = {
    ...of,
    endsAt: of.startsAt.add({ minutes: 45 }),
    link,
    reference,
    code: digits,
    until: of.startsAt,
    now: of.startsAt.add({ hours: 50 }),
    was: of.startsAt.add({ hours: 50 }),
  }

  it('reads well as plain text', () => {
    assert.equal(
      client.confirmation(booked).text,
      `Your appointment is booked.

Time: Monday 23 November 2026, 6:30pm to 7:15pm (UK time)
How: by video
Reference: ABCD2345

To join, open the link below. You can join from 15 minutes before the start.

See your appointment, or move or cancel it:
${link}

To move or cancel it we send you a code first. You can do this at any time before the start, and you do not need to give a reason.
`,
    )
    assert.equal(client.confirmation(booked).subject, 'Your appointment, Monday 23 November 2026, 6:30pm')
  })

  it('is valid HTML that loads nothing and runs nothing', async () => {
    for (const { html } of [...lettersToClients(booked), ...lettersToCoaches(booked)]) {
      await assertValidHtml(html)
      assert.doesNotMatch(html, /<(img|script|link|style|iframe|object)|\ssrc=|\sstyle=|url\(/i)
    }
  })

  it('holds a hostile link as a link', async () => {
    const { html } = client.reminder({ ...booked, link: 'https://x.org/"><script>alert(1)</script>' })
    await assertValidHtml(html)
    assert.doesNotMatch(html, /<script/)
  })
})

describe('the vocabulary', () => {
  it('names every word that is not in it', () => {
    assert.deepEqual(unapproved('Your coaching appointment, Dev, Monday 6:30pm, ABCD2345', given), ['coaching', 'dev'])
    assert.throws(() => assertNeutral('Wellbeing'), /wellbeing/)
  })

  it('takes a word in any script for a word', () => {
    assert.deepEqual(unapproved('Your appointment, Ἀμίνα'), ['ἀμίνα'])
  })

  it('holds no word that no message uses', () => {
    const used = new Set(['appointments', 'appointment'])
    const use = (text: string) =>
      text
        .toLowerCase()
        .match(/\p{L}+/gu)
        ?.forEach((word) => used.add(word))
    const first = Temporal.Instant.from('2026-01-05T00:00:00Z')
    for (let day = 0; day < 365; day++)
      for (const mode of ['video', 'phone'] as const) {
        const startsAt = first.add({ hours: 24 * day + 12 * (day % 2) })
        const of = {
          startsAt,
          endsAt: startsAt.add({ minutes: 45 }),
          mode,
          link,
          reference,
          code: digits,
          until: startsAt,
          now: startsAt,
          was: startsAt,
        }
        for (const letter of [...lettersToClients(of), ...lettersToCoaches(of)]) everywhere(letter).forEach(use)
        ;[...textsToClients(of), ...textsToCoaches(of), client.calendarWords(mode)].forEach(use)
      }
    const idle = [...new Set([...vocabulary.client, ...vocabulary.coach])].filter((word) => !used.has(word))
    assert.deepEqual(idle, [])
  })
})
