import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { it } from 'node:test'
import { consentVersion, consentWords } from './consent.ts'

/** Every version there was, and the digest of its words. */
const versions: Record<string, string> = {
  '2026-11-27': '3bf358ddb1fecc05',
}

it('whoever agreed is known to have agreed to these words: others are another version', () => {
  const words = [true, false]
    .flatMap((unsure) => [true, false].map((phoneGiven) => consentWords({ unsure, phoneGiven }).markup))
    .join('\n')
    .replace(/\s+/g, ' ')
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 16)
  assert.equal(digest, versions[consentVersion], `${consentVersion}: ${digest}`)
})

it('what is read out is what is read, word for word', () => {
  const said = (readOut: boolean) =>
    consentWords({ unsure: false, phoneGiven: true, readOut })
      .markup.replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
  assert.equal(said(true), said(false))
  assert.doesNotMatch(consentWords({ unsure: false, phoneGiven: true, readOut: true }).markup, /<a /)
})
