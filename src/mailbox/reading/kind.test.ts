import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { kindOf, ownWords, type Mail } from './kind.ts'

const mail = (given: Partial<Mail> & { head?: Record<string, string> } = {}): Mail => ({
  headers: Object.entries(given.head ?? {}).map(([key, value]) => ({ key, value })),
  from: 'amina@example.org',
  subject: 'Re: Your appointment',
  text: 'See you then',
  parts: [],
  ...given,
})
const report = (text: string, returned = 'Message-ID: <one@example.org>') =>
  mail({
    head: {
      'auto-submitted': 'auto-replied',
      'content-type': 'multipart/report; boundary="B"; report-type="delivery-status"',
    },
    parts: [
      { type: 'message/delivery-status', text },
      { type: 'text/rfc822-headers', text: returned },
    ],
  })

describe('what came', () => {
  it('is mail that came back where a report says that it failed for good', () => {
    const failed =
      'Reporting-MTA: dns; a.example\r\n\r\nFinal-Recipient: rfc822; x@y\r\nAction: failed\r\nStatus: 5.1.1'
    assert.deepEqual(kindOf(report(failed)), { kind: 'bounce', about: ['<one@example.org>'] })
    assert.deepEqual(kindOf(report(failed, 'To: x\r\nMessage-ID:\r\n <two@example.org>\r\n\r\nMessage-ID: <no@x>')), {
      kind: 'bounce',
      about: ['<two@example.org>'],
    })
    assert.deepEqual(kindOf(report(`Original-Envelope-Id: three\r\n${failed}`, '')), {
      kind: 'bounce',
      about: ['three'],
    })
  })

  it('is nothing to do where a report says that it is late, or arrived', () => {
    for (const action of ['delayed', 'delivered', 'relayed'])
      assert.equal(kindOf(report(`\r\nAction: ${action}\r\nStatus: 4.4.1`)).kind, 'automatic', action)
  })

  it('is a person’s where they send us a report that they got', () => {
    const { parts } = report('\r\nAction: failed\r\nStatus: 5.1.1')
    for (const type of ['', 'multipart/mixed; boundary="B"', 'multipart/report; report-type=disposition-notification'])
      assert.equal(kindOf(mail({ head: { 'content-type': type }, parts })).kind, 'person', type)
  })

  it('gives what is not kept of a long one apart', () => {
    const came = kindOf(mail({ text: `${'x'.repeat(20_000)}the end`, subject: `${'y'.repeat(500)}of it` }))
    assert.ok(came.kind === 'person')
    assert.deepEqual([came.words.length, came.rest], [20_000, 'the end\nof it'])
    const short = kindOf(mail())
    assert.ok(short.kind === 'person' && short.rest === '')
  })

  it('is nothing to do where nobody wrote it', () => {
    for (const head of [
      { 'auto-submitted': 'auto-replied; owner-email="a@b"' },
      { 'auto-submitted': 'auto-generated' },
      { precedence: 'auto_reply' },
      { 'x-autoreply': 'yes' },
    ])
      assert.equal(kindOf(mail({ head })).kind, 'automatic', JSON.stringify(head))
    assert.equal(kindOf(mail({ head: { 'auto-submitted': 'no' } })).kind, 'person')
  })

  it('of a calendar is for somebody to read where it says no', () => {
    const answer = (partstat: string) => ({
      type: 'text/calendar',
      text: `BEGIN:VCALENDAR\nMETHOD:REPLY\nATTENDEE;PARTSTAT=${partstat}:mailto:a@b\nEND:VCALENDAR`,
    })
    assert.equal(kindOf(mail({ text: '', parts: [answer('ACCEPTED')] })).kind, 'automatic')
    assert.equal(kindOf(mail({ text: 'I may be late', parts: [answer('ACCEPTED')] })).kind, 'person')
    const declined = mail({ head: { 'auto-submitted': 'auto-generated' }, text: '', parts: [answer('DECLINED')] })
    assert.equal(kindOf(declined).kind, 'person')
  })

  it('names what it answers to', () => {
    const came = kindOf(mail({ head: { 'in-reply-to': '<a@x>', references: '<b@x> <c@x>', 'message-id': '<d@y>' } }))
    assert.ok(came.kind === 'person')
    assert.deepEqual([came.about, came.named], [['<a@x>', '<b@x>', '<c@x>'], '<d@y>'])
  })
})

describe('what somebody wrote themselves', () => {
  const wrote = (text: string) => ownWords(text).trim()
  it('is all but what is quoted and what a program adds', () => {
    assert.equal(wrote('STOP\n\nOn Mon, 23 Nov 2026 at 08:00, Appointments <a@b> wrote:\n> Your appointment\n'), 'STOP')
    assert.equal(wrote('Stop\n\nOn Mon, 23 Nov 2026 at 08:00,\nAppointments <a@b> wrote:\n\n> x'), 'Stop')
    assert.equal(wrote('MOVE\r\n\r\n-----Original Message-----\r\nFrom: x\r\nYour appointment'), 'MOVE')
    assert.equal(wrote('MOVE\n\nFrom: Appointments\nSent: Monday\nYour appointment'), 'MOVE')
    assert.equal(wrote('MOVE\n\nSent from my iPhone'), 'MOVE')
    assert.equal(wrote('MOVE\n-- \nAmina'), 'MOVE')
  })
  it('is kept below and between what is quoted', () => {
    assert.equal(wrote('> Your appointment\nI cannot go on\n> more'), 'I cannot go on')
    assert.equal(wrote('On Monday I felt worse'), 'On Monday I felt worse')
  })
})
