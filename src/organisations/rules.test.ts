import assert from 'node:assert/strict'
import { it } from 'node:test'
import { boardNow, regionOf } from './rules.ts'

const board = (code: string) => ({ code, name: code, shortName: code })
const areas = [
  { code: 'Y56', name: 'London', boards: [board('QMF'), board('Z9B2Z')] },
  { code: 'Y61', name: 'East of England', boards: [board('S1Y5D'), board('D7T5G')] },
]
const successions = [
  { fromCode: 'QMJ', toCode: 'Z9B2Z', places: [] },
  { fromCode: 'QM7', toCode: 'S1Y5D', places: ['06K', '06N'] },
  { fromCode: 'QM7', toCode: 'D7T5G', places: ['07H'] },
  { fromCode: 'OLD', toCode: 'QMJ', places: [] },
  { fromCode: 'AAA', toCode: 'BBB', places: [] },
  { fromCode: 'BBB', toCode: 'AAA', places: [] },
]
const now = (boardCode: string, placeCode = '') => boardNow({ boardCode, placeCode }, areas, successions)

it('keeps a board that still stands', () => assert.equal(now('QMF'), 'QMF'))

it('follows a board into the one that took it over, however many times', () => {
  assert.equal(now('QMJ'), 'Z9B2Z')
  assert.equal(now('OLD'), 'Z9B2Z')
})

it('follows a split board only by a place that went to one side', () => {
  assert.equal(now('QM7', '06K'), 'S1Y5D')
  assert.equal(now('QM7', '07H'), 'D7T5G')
  assert.equal(now('QM7', '99Z'), null)
})

it('says nothing of a board that it does not know, and never turns in a circle', () => {
  assert.equal(now('QXX'), null)
  assert.equal(now(''), null)
  assert.equal(now('AAA'), null)
})

it('finds the region of a board', () => {
  assert.equal(regionOf(areas, 'D7T5G')?.name, 'East of England')
  assert.equal(regionOf(areas, 'QM7'), undefined)
})
