import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { nameInHtml, nameInText, nameSentences, readName } from './names.ts'

const taken = (text: string, name: string) => assert.deepEqual(readName(text), { name }, JSON.stringify(text))
const refused = (text: string, refusal: string) =>
  assert.deepEqual(readName(text), { refusal }, JSON.stringify(text.slice(0, 30)))

it('takes a name in any script, as it was typed', () => {
  for (const name of [
    'Amina',
    'O’Neill-Søre n',
    'أمينة',
    'عليرضا می‌خواهد',
    'ஆமினா',
    '山田 花子',
    'क्ष',
    '👩🏽‍⚕️',
    'X',
    'Dr. J. 3rd',
  ])
    taken(name, name)
})

it('keeps markup and formulas as the letters that they are', () => {
  for (const name of [
    '<script>alert(1)</script>',
    '"><img onerror>',
    '{{7*7}} ${7*7} <%= %>',
    '=HYPERLINK("x")',
    '＝1+1',
  ])
    taken(name, name)
})

it('writes one name in one way: composed, with single spaces, on one line', () => {
  taken(' Rene\u0301e \t  B ', 'Renée B')
  taken('Amina\r\nBcc: all@example.org', 'Amina Bcc: all@example.org')
  taken('Amina\u2028Yusuf', 'Amina Yusuf')
})

it('keeps right-to-left marks and drops what would turn the words around the name', () => {
  taken('\u200fأمينة\u200e', '\u200fأمينة\u200e')
  taken('\u202eAmina\u202c\u2066\u2069\ufeff', 'Amina')
})

it('refuses control characters, halves of characters and characters that are none', () => {
  for (const text of ['Am\u0000ina', 'Am\u0007ina', 'Am\u009fina', 'Am\ud800ina', '\udc00', 'Am\ufffeina'])
    refused(text, 'characters')
})

it('refuses what shows nothing', () => {
  for (const text of ['', '  \n', '\u200b\u200d', '\u202e', '\u0301', '\u3164\u2800']) refused(text, 'missing')
})

it('counts characters as a person does, up to 100', () => {
  taken('👩🏽‍⚕️'.repeat(50), '👩🏽‍⚕️'.repeat(50))
  taken('a'.repeat(100), 'a'.repeat(100))
  taken('क्षि'.repeat(100), 'क्षि'.repeat(100))
  refused('a'.repeat(101), 'too-long')
  refused('👩🏽‍⚕️'.repeat(101), 'too-long')
  refused(`a${'\u0301'.repeat(401)}`, 'too-long')
  refused(`a${'\u0301'.repeat(100_000)}`, 'too-long')
})

it('has a sentence for every refusal', () => {
  for (const sentence of Object.values(nameSentences)) assert.match(sentence, /^(Enter a n|N)ame/)
})

it('gives a name that it takes again unchanged, or a refusal, for any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      const answer = readName(text)
      if ('refusal' in answer) return
      assert.deepEqual(readName(answer.name), answer)
      assert.ok(answer.name.isWellFormed() && ![...answer.name].some((point) => /\p{Cc}/u.test(point)))
    }),
    { numRuns: 1_000 },
  )
})

it('keeps the direction of a name to itself, on a page and in plain text', () => {
  assert.equal(nameInHtml('<b>أمينة').markup, '<bdi>&lt;b&gt;أمينة</bdi>')
  assert.equal(nameInText('أمينة'), '\u2068أمينة\u2069')
  assert.equal(nameInText('Amina'), 'Amina')
})
