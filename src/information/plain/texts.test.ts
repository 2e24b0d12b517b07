import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertValidHtml } from '../../../testing/html.ts'
import { helplines } from '../../../seed/reference/helplines.ts'
import { services } from '../../../seed/reference/services.ts'
import { layout } from '#web'
import { factsOf, type PlainFacts } from './facts.ts'
import { facts, helpKeys, type PlainText } from './text.ts'
import { digestOf, plainTexts } from './texts.ts'
import { plainView } from './view.ts'

/**
 * Every version that there was of each text, by what tells its wording from every other, the first first. Whoever changes a text
 * gives it its next version and its day, and adds a line here.
 */
const versions: Readonly<Record<string, readonly string[]>> = {
  'easy-read': ['194fba577bff9d3e73376915e4f7da77'],
  ar: ['84acd955e4b50c63a58d53c4e864bf8f'],
  bn: ['9f1ce7b6deeaa6fd38bd670e727ab2d5'],
  gu: ['840e467495fb8d2783d03797349b94f9'],
  ml: ['6c0faf28514b05ca6754db824ec86746'],
  pl: ['4c9074910dc9526ddf62fbabaf6e99e3'],
  pt: ['58844cfbc8ad1d7d1215abc65cf0403e'],
  pa: ['16a640ec412b6a1341a95f72ba990995'],
  ro: ['995720f1e64840277c1870e348f9a9ee'],
  es: ['efe5731faf7f8364295a1aec18399caa'],
  tl: ['d449662cbd7d0ea7db46fc19f7f2bf62'],
  ur: ['c334b62a83e61580dfaa9233fa7d504c'],
  cy: ['455d0904efd8129fd98bf00f13219ae8'],
}

const asOffered = services.map(({ key, opens, closes, minutes, interpreter_notice_hours: interpreterNoticeHours }) => ({
  key,
  opens,
  closes,
  minutes,
  interpreterNoticeHours,
}))
const urgent = helplines.map(({ text_to: textTo, ...line }) => ({ ...line, textTo }))
const known = factsOf(asOffered, { phone: '0808 157 0123', helplines: urgent })
const drawn = (text: PlainText, more: Partial<PlainFacts> = {}) =>
  plainView({ text, facts: { ...known, ...more }, checked: true, level: 1 }).markup

/** All that a text says, as lines; how they are called in the project is none of it. */
const linesOf = ({
  key: _key,
  lang: _lang,
  dir: _dir,
  english: _english,
  writtenOn: _day,
  version: _version,
  ...said
}: PlainText) =>
  Object.values(said).flatMap((part) => (typeof part === 'string' ? [part] : Object.values(part))) as string[]
const namedIn = (line: string) => [...line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)

describe('the texts in easy read and other languages', () => {
  it('are thirteen, each in a language of its own that says what it is called', () => {
    assert.equal(
      plainTexts.map(({ english }) => english).join(', '),
      'Easy read, Arabic, Bengali, Gujarati, Malayalam, Polish, Portuguese, Punjabi, Romanian, Spanish, Tagalog, Urdu, Welsh',
    )
    for (const part of ['key', 'lang', 'name', 'title'] as const)
      assert.equal(new Set(plainTexts.map((text) => text[part])).size, plainTexts.length, part)
    for (const { lang, dir } of plainTexts) assert.equal(dir, ['ar', 'ur'].includes(lang) ? 'rtl' : 'ltr', lang)
  })

  it('have a version for each wording that there was', () => {
    for (const text of plainTexts)
      assert.equal(
        versions[text.key]?.[text.version - 1],
        digestOf(text),
        `${text.key} version ${text.version}: ${digestOf(text)}`,
      )
    assert.deepEqual(
      Object.entries(versions)
        .map(([key, all]) => [key, all.length])
        .toSorted(),
      plainTexts.map(({ key, version }) => [key, version]).toSorted(),
    )
  })

  for (const text of plainTexts) {
    it(`say the same things, and type in no fact: ${text.english}`, () => {
      const lines = linesOf(text)
      for (const line of lines) {
        assert.ok(line.trim() === line && line !== '', line)
        assert.doesNotMatch(line, /\p{Nd}{2}/u, 'no number is typed in')
        for (const name of namedIn(line))
          assert.ok(
            facts.some((fact) => fact === name),
            name,
          )
      }
      const named = new Set(lines.flatMap(namedIn))
      assert.deepEqual([...named].sort(), [...facts].sort())
      for (const key of helpKeys) assert.deepEqual(namedIn(text.help[key]), ['number'], key)
      for (const part of [
        'what',
        'forWhom',
        'free',
        'hours',
        'confidential',
        'limit',
        'employer',
        'how',
        'phone',
      ] as const)
        assert.ok(text[part].length > 0, part)
      assert.equal(text.inEnglish.length, text.lang.startsWith('en') ? 0 : 1)
    })

    it(`are drawn with the facts as they stand: ${text.english}`, async () => {
      const markup = drawn(text)
      await assertValidHtml(
        layout({ title: 'x', body: plainView({ text, facts: known, checked: false, level: 1 }) }).markup,
      )
      assert.ok(markup.startsWith(`<div lang="${text.lang}" dir="${text.dir}"`))
      const hours = text.lang.startsWith('en') ? ['8am', '10pm'] : ['>08:00<', '>22:00<']
      for (const fact of [...hours, '45', '48', 'href="/"']) assert.ok(markup.includes(fact), fact)
      for (const part of [text.free, text.confidential, text.limit, text.employer].flat())
        assert.ok(markup.includes(`<p class="app-idea">${part}</p>`), part)
      for (const way of ['tel:08081570123', 'tel:999', 'tel:18000', 'tel:111', 'tel:116123', 'sms:85258'])
        assert.equal(markup.split(`href="${way}"`).length, 2, way)
      assert.doesNotMatch(markup, /[{}]|null|undefined/)
    })
  }
})

describe('a fact that changes', () => {
  const [first] = plainTexts
  const samaritans = urgent.find(({ key }) => key === 'samaritans')!

  it('stands changed in every text', () => {
    const opens = asOffered.map((service) => ({ ...service, opens: '09:30', closes: '21:00' }))
    const { opens: from, closes } = factsOf(opens, known)
    for (const text of plainTexts) {
      const markup = drawn(text, { opens: from, closes, helplines: [{ ...samaritans, phone: '116 124' }] })
      assert.match(markup, text.lang.startsWith('en') ? /9:30am[^]*9pm/ : /09:30[^]*21:00/)
      assert.match(markup, /href="tel:116124"/)
      assert.doesNotMatch(markup, /tel:999/)
    }
  })

  it('that is not known leaves its line out', () => {
    const [line] = first!.phone
    assert.ok(drawn(first!).includes(line!.split('{')[0]!))
    assert.ok(!drawn(first!, { phone: null }).includes(line!.split('{')[0]!))
  })

  it('of which no text knows is said in its own words, as English', () => {
    const local = {
      ...samaritans,
      key: 'local-line',
      name: 'Local line',
      words: 'For staff at night.',
      phone: '01632 960 200',
    }
    for (const text of plainTexts) {
      const markup = drawn(text, { helplines: [local] })
      assert.match(markup, /<span lang="en-GB" dir="ltr">Local line:\s+For staff at night\. <a href="tel:01632960200"/)
    }
    assert.ok(!drawn(first!, { helplines: [{ ...local, urgent: false }] }).includes('Local line'))
  })
})
