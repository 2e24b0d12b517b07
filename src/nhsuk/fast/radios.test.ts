import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { trusted } from '#lib/html'
import { radios as official, type RadiosParams } from '../components/radios.ts'
import { radios } from './radios.ts'

const odd = ['', ' ', 'a', 'Today, 6:30pm', '<b>"&\'`\\', ' padded ', 'two\nlines', '\u{202E}\u{1F600}', '0']
const words = fc.constantFrom(...odd)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const markup = fc.constantFrom('<b>one</b>', ' <i>padded</i> ', '<p>a</p>\n<p>b</p>').map(trusted)
const item = fc.record(
  {
    text: words,
    html: maybe(markup),
    value: maybe(words),
    id: maybe(words),
    hint: maybe(
      fc.oneof(
        words,
        words.map((text) => ({ text })),
        fc.constant({ text: 'Hint', id: 'its-own' }),
      ),
    ),
    divider: maybe(fc.constantFrom('or', '')),
    checked: maybe(fc.boolean()),
    disabled: maybe(fc.boolean()),
    conditional: maybe(markup.map((html) => ({ html }))),
    classes: maybe(fc.constant('its-own')),
  },
  { requiredKeys: ['text'] },
)
const params = fc.record(
  {
    name: fc.constantFrom('slot', 'o"dd'),
    items: fc.array(fc.oneof({ weight: 9, arbitrary: item }, { weight: 1, arbitrary: fc.constant(null) }), {
      maxLength: 6,
    }),
    value: maybe(words),
    disabled: maybe(fc.boolean()),
    idPrefix: maybe(words),
    hint: maybe(words),
    errorMessage: maybe(words),
    fieldset: maybe(fc.constant({ legend: { text: 'When suits you?', size: 'l' } })),
    formGroup: maybe(markup.map((html) => ({ beforeInputs: { html }, afterInputs: { text: 'after' } }))),
    classes: maybe(words),
  },
  { requiredKeys: ['name', 'items'] },
) as fc.Arbitrary<RadiosParams>

it('The quick radios are the official radios, whatever the items', () => {
  fc.assert(
    fc.property(params, (options) => assert.equal(radios(options).markup, official(options).markup)),
    { numRuns: 2_000 },
  )
})
