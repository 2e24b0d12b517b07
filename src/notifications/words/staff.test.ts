import assert from 'node:assert/strict'
import { it } from 'node:test'
import { unapproved, vocabulary } from './neutral.ts'
import {
  arrival,
  invitation,
  manyToLookAt,
  newWayIn,
  recoveryAgreed,
  recoveryAsked,
  recoveryUsed,
  stopped,
  toLookAtNow,
  unanswered,
} from './staff.ts'

const link = 'https://team.example.org/team/invitation/AAAA'
const until = Temporal.Instant.from('2026-12-02T18:30:00Z')
const letters = {
  arrival: arrival({ link }),
  invitation: invitation({ link, until }),
  manyToLookAt: manyToLookAt({ link, open: 123 }),
  toLookAtNow: toLookAtNow({ link }),
  newWayIn: newWayIn({ at: until }),
  recoveryAsked: recoveryAsked(),
  recoveryAgreed: recoveryAgreed({ link, until }),
  recoveryUsed: recoveryUsed(),
  stopped: stopped({ link }),
  unanswered: unanswered({ link }),
}

for (const [name, { subject, text, html }] of Object.entries(letters))
  it(`writes to staff in neutral words: ${name}`, () => {
    assert.deepEqual(unapproved(`${subject}\n${text}`, [], vocabulary.staff), [])
    assert.doesNotMatch(subject + text + html, /coach|client|session|passphrase/i)
    assert.doesNotMatch(text, /\b\d{8}\b/)
  })

it('carries the link, and until when it works', () => {
  for (const { text, html } of [letters.invitation, letters.recoveryAgreed]) {
    assert.ok(text.includes(link) && html.includes(`href="${link}"`))
    assert.match(text, /Wednesday 2 December 2026, 6:30pm/)
  }
})
