import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Service } from '#organisations'
import { isDiverse, matchOf, wishKey, type Wish } from './wish.ts'

const service = (key: string) => ({ key, ethnicallyDiverse: key === 'lay-too-ed' }) as Service
const wish = (asked: Partial<Wish> = {}, key = 'lay-too'): Wish => ({
  service: service(key),
  mode: 'video',
  longer: false,
  interpreter: false,
  ...asked,
})

it('says in one word what narrowed a request, the pathway apart', () => {
  const words: [Partial<Wish>, string][] = [
    [{}, 'any'],
    [{ coachId: 'dev' }, 'named'],
    [{ language: 'hi' }, 'language'],
    [{ gender: 'woman' }, 'gender'],
    [{ language: 'hi', gender: 'woman' }, 'several'],
  ]
  for (const [asked, word] of words)
    for (const ethnicallyDiverse of [undefined, true])
      assert.equal(matchOf(wish({ ...asked, ...(ethnicallyDiverse ? { ethnicallyDiverse } : {}) })), word)
})

it('keeps the pathway countable whatever else is asked for, in every service', () => {
  for (const key of ['lay-too', 'lay-too-ed', 'lay-career', 'lay-team'])
    assert.ok(isDiverse(wish({ ethnicallyDiverse: true, language: 'hi', gender: 'woman' }, key)), key)
  assert.ok(isDiverse(wish({}, 'lay-too-ed')))
  assert.ok(!isDiverse(wish({ language: 'hi' }, 'lay-career')))
})

it('knows wishes with the same times apart from others', () => {
  const others: Partial<Wish>[] = [
    { mode: 'phone' },
    { coachId: 'dev' },
    { language: 'hi' },
    { gender: 'man' },
    { ethnicallyDiverse: true },
    { longer: true },
    { interpreter: true },
  ]
  assert.equal(
    new Set([wish(), wish({}, 'lay-career'), ...others.map((asked) => wish(asked))].map(wishKey)).size,
    others.length + 2,
  )
  assert.equal(wishKey(wish({ own: { coachId: 'dev', claimId: 'one' } })), wishKey(wish()))
})
