import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { needsLook, unsafeWords } from './unsafe.ts'

describe('a reply is looked at now', () => {
  it('with any words of the list, however they are written, and whatever is around them', () => {
    const around = fc.stringMatching(/^[a-z ,.!]{0,30}$/)
    fc.assert(
      fc.property(fc.constantFrom(...unsafeWords), around, around, fc.boolean(), (words, before, after, loud) => {
        const said = `${before} ${words.replaceAll(' ', loud ? '  \n' : ', ')} ${after}`
        assert.ok(needsLook(loud ? said.toUpperCase() : said, true), said)
      }),
    )
  })
  it('whichever apostrophe a telephone makes', () => {
    for (const said of ['I don’t want to live', "I can't go on", 'I can‘t cope', 'I want to d\u200bie'])
      assert.ok(needsLook(said, true), said)
  })
  it('where it cannot be read: nothing, a part, another alphabet, broken signs', () => {
    for (const said of ['', '  \n', '…!', 'допоможіть', 'ok, مرحبا', 'caf\ufffd'])
      assert.ok(needsLook(said, true), said)
    assert.ok(needsLook('See you then', false))
  })
})

describe('a reply can wait', () => {
  it('with ordinary words of a person at work', () => {
    for (const said of [
      'Thanks, see you then',
      'Can I move it to Tuesday? I am covering the overdue clinic',
      'I killed it at work today',
      'Diolch, gwelwn ni chi wedyn. Tŷ’r haf',
      'Running 5 minutes late 😀',
      'My colleague said the safe is open',
    ])
      assert.ok(!needsLook(said, true), said)
  })
})
