import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { emailSentences, limitForm, normaliseEmail } from './email.ts'

const refused = (text: string, refusal: string) =>
  assert.deepEqual(normaliseEmail(text), { refusal }, JSON.stringify(text))
const taken = (text: string, email: string) => assert.deepEqual(normaliseEmail(text), { email }, JSON.stringify(text))

it('writes one address in one way, however it was typed', () => {
  taken('  Amina.Yusuf+Coach@Example.ORG ', 'amina.yusuf+coach@example.org')
  taken('ａｍｉｎａ＠example.org', 'amina@example.org')
  taken('rene\u0301e@example.org', 'renée@example.org')
  taken('ren\u00e9e@example.org', 'renée@example.org')
  taken("o'neill_a-b@sub.example.co.uk", "o'neill_a-b@sub.example.co.uk")
})

it('shows a look-alike domain for what it is', () => {
  taken('amina@exаmple.org', 'amina@xn--exmple-4nf.org')
  taken('amina@xn--exmple-4nf.org', 'amina@xn--exmple-4nf.org')
})

it('asks for an address where none was typed', () => refused(' \n ', 'missing'))

it('refuses what is not one plain address', () => {
  const hostile = [
    'amina',
    'amina@',
    '@example.org',
    'a@b,c@d',
    '"a@evil x"@example.org',
    'a@b@example.org',
    'a b@example.org',
  ]
  const dots = [
    '.a@example.org',
    'a.@example.org',
    'a..b@example.org',
    'a@example..org',
    'a@.example.org',
    'a@example.org.',
  ]
  const hosts = [
    'a@localhost',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    'a@[IPv6:::1]',
    'a@0x7f.1',
    'a@-a.org',
    'a@a-.org',
    'a@exa_mple.org',
  ]
  const groups = [
    'group:a@example.org;',
    '<a@example.org>',
    'a(b)@example.org',
    'a@b>',
    `${'('.repeat(500)}a@example.org`,
  ]
  for (const text of [...hostile, ...dots, ...hosts, ...groups, 'a%40b@exa%6dple.org']) refused(text, 'format')
})

it('refuses control and invisible characters, in a sentence of its own', () => {
  for (const text of [
    'a@b.org\r\nBcc: c@d.org',
    'am\u200bina@example.org',
    'a\u0000@example.org',
    'a\u202e@example.org',
  ])
    refused(text, 'hidden')
  refused('\ud800@example.org', 'hidden')
})

it('takes 254 characters and not one more', () => {
  const of = (length: number) =>
    `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(length - 183 - 4)}.org`
  assert.equal(of(240).length, 240)
  taken(of(240), of(240))
  const long = `a@${'b.'.repeat(124)}org`
  taken(`a${long}`.slice(0), `a${long}`)
  assert.equal(`aaa${long}`.length, 256)
  refused(`aaa${long}`, 'too-long')
  refused('a'.repeat(100_000), 'too-long')
  refused(`${'a'.repeat(65)}@example.org`, 'format')
})

it('has a sentence for every refusal', () => {
  for (const sentence of Object.values(emailSentences)) assert.match(sentence, /^E(nter an e|mail address )/)
})

it('counts plus and dot forms of an address as one', () => {
  const forms = ['amina.yusuf@gmail.com', 'aminayusuf+1@gmail.com', 'a.minayusuf+x+y@googlemail.com']
  assert.deepEqual(new Set(forms.map(limitForm)), new Set(['aminayusuf@gmail.com']))
  assert.equal(limitForm('+x@example.org'), '+x@example.org')
  assert.equal(limitForm('+447700900982'), '+447700900982')
})

it('leaves an address alone that it wrote itself', () => {
  const typed = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.domain())
  fc.assert(
    fc.property(typed, ([local, domain]) => {
      const once = normaliseEmail(`${local}@${domain}`)
      if ('email' in once) assert.deepEqual(normaliseEmail(once.email), once)
    }),
  )
})

it('gives an address that one header line can carry, or a refusal, for any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const answer = normaliseEmail(text)
      if ('email' in answer) assert.match(answer.email, /^[^\s<>,;:"()[\]\\@\p{Cc}\p{Cf}]+@[a-z0-9.-]+\.[a-z0-9-]+$/u)
      else assert.ok(emailSentences[answer.refusal])
    }),
    { numRuns: 500 },
  )
})
