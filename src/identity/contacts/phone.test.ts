import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { normalisePhone, phoneSentences, takesTexts } from './phone.ts'

const taken = (text: string, phone: string) => assert.deepEqual(normalisePhone(text), { phone }, text)
const refused = (text: string, refusal: string) => assert.deepEqual(normalisePhone(text), { refusal }, text)

it('writes one British number in one way, however it was typed', () => {
  const ways = [
    '07700 900982',
    '+44 (0)7700 900-982',
    '0044 7700 900982',
    '(07700) 900 982',
    '447700900982',
    '+44 07700 900982',
  ]
  const marks = [
    '٠٧٧٠٠ ٩٠٠٩٨٢',
    '０７７００９００９８２',
    '\u202a+44\u00a07700\u2011900982\u202c',
    '۰۷۷۰۰۹۰۰۹۸۲',
    '07700.900.982',
  ]
  for (const text of [...ways, ...marks]) taken(text, '+447700900982')
})

it('takes landlines, free numbers and numbers of the Isle of Man', () => {
  taken('01632 960 001', '+441632960001')
  taken('020 7946 0018', '+442079460018')
  taken('016977 2345', '+44169772345')
  taken('0808 157 0192', '+448081570192')
  taken('0300 123 4567', '+443001234567')
  taken('07624 123456', '+447624123456')
})

it('takes foreign numbers that say their country', () => {
  taken('+33 1 99 00 12 34', '+33199001234')
  taken('00 353 20 910 1234', '+353209101234')
})

it('refuses numbers that cost more than an ordinary call', () => {
  const british = [
    '0909 879 0000',
    '070 1234 5678',
    '118 500',
    '0844 123 4567',
    '0871 123 4567',
    '+44 (0)9098790000',
    '07600 123456',
  ]
  for (const text of [...british, '+1 900 555 0123', '+979 1 2345 6789']) refused(text, 'premium')
})

it('refuses what is no number', () => {
  refused('  ', 'missing')
  const wrong = [
    '12',
    '999',
    '07700 90098',
    '07700 900 982 1',
    'seven',
    '+44',
    '04001 234567',
    '+0 123 456 789',
    '7700900982',
  ]
  for (const text of [...wrong, '07700 900982 x5', '07700900982;+447700900983', '++447700900982', '1'.repeat(100_000)])
    refused(text, 'format')
})

it('has a sentence for every refusal', () => {
  for (const sentence of Object.values(phoneSentences)) assert.match(sentence, /^Enter a/)
})

it('knows which numbers a text can reach', () => {
  assert.deepEqual(['+447700900982', '+33199001234', '+442079460018'].map(takesTexts), [true, true, false])
})

it('gives E.164 that it takes again unchanged, or a refusal, for any text at all', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789+ ()-٧'), maxLength: 18 })
  fc.assert(
    fc.property(fc.oneof(digits, fc.string({ unit: 'binary' })), (text) => {
      const answer = normalisePhone(text)
      if ('refusal' in answer) return
      assert.match(answer.phone, /^\+[1-9]\d{7,14}$/)
      assert.deepEqual(normalisePhone(answer.phone), answer)
    }),
    { numRuns: 2_000 },
  )
})
