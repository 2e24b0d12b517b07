import assert from 'node:assert/strict'
import { it } from 'node:test'
import { demoCoaches } from '../../seed/demo-coaches.ts'
import { languageName, languageTag, readLanguages } from './languages.ts'
import { languageWords } from './words.ts'

it('reads languages as people write them', () => {
  for (const [written, tags] of [
    ['English', ['en']],
    ['english, Punjabi and BSL', ['en', 'pa', 'bfi']],
    ['Welsh; Twi\nTagalog', ['cy', 'tw', 'tl']],
    ['en, pa-Guru, EN', ['en', 'pa-Guru']],
    ['Cantonese, Mandarin, Sylheti', ['yue', 'zh', 'syl']],
    ['', []],
  ] as const)
    assert.deepEqual(readLanguages(written), { tags }, written)
  for (const written of ['Klingonish', 'English, Elvish', 'x', 'toString', '-'])
    assert.ok('unknown' in readLanguages(written), written)
})

it('reads back every language that it writes', () => {
  for (const { languages } of demoCoaches()) {
    assert.deepEqual(readLanguages(languageWords(languages)), { tags: languages })
    for (const tag of languages) assert.equal(languageTag(languageName(tag)), tag)
  }
})
