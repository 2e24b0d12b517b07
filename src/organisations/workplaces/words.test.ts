import assert from 'node:assert/strict'
import { it } from 'node:test'
import { properly, townOf } from './spelling.ts'
import { searchOf, wordsOf } from './words.ts'

it('finds words whatever their case, accents and apostrophes', () => {
  assert.deepEqual(wordsOf("ST. JOHN'S", 'Café Rd'), ['cafe', 'johns', 'rd', 'saint', 'st'])
  assert.deepEqual(wordsOf('TYNE & WEAR'), ['and', 'tyne', 'wear'])
})

it('asks for every word as the beginning of one, anywhere and in the name', () => {
  assert.deepEqual(searchOf(' Den  SURG'), { anywhere: "'den':* & 'surg':*", inName: "'=den':* & '=surg':*" })
})

it('asks for nothing when too little is typed, or nothing that is a word', () => {
  for (const typed of ['', ' ', 'e', "'", '& ', '%_', '!:*', '\u202e', '\0']) {
    const search = searchOf(typed)
    assert.equal(search === null || search.anywhere === "'and':*", true, JSON.stringify(typed))
  }
})

it('takes at most a hundred characters and eight words', () => {
  assert.equal(searchOf('a b c d e f g h i j')?.anywhere.split('&').length, 8)
  assert.equal(searchOf('x'.repeat(100_000))?.anywhere.length, 104)
})

it('writes a name published in capitals as people write it', () => {
  const pairs = [
    ['THE DENSHAM SURGERY', 'The Densham Surgery'],
    ['  HORNDON-ON-THE-HILL   SURGERY', 'Horndon-on-the-Hill Surgery'],
    ["ST. JOHN'S WAY MEDICAL CTR", "St. John's Way Medical Ctr"],
    ["O'CONNOR & MCDONALD", "O'Connor & McDonald"],
    ['1ST FLOOR 3D NHS PCN HUB II', '1st Floor 3D NHS PCN Hub II'],
  ]
  for (const [published, written] of pairs) assert.equal(properly(published!), written)
})

it('takes the last part of an address that is not a county for the town', () => {
  const pairs: [string[], string][] = [
    [['THE HEALTH CENTRE', 'LAWSON STREET', 'STOCKTON ON TEES', 'CLEVELAND', ''], 'Stockton on Tees'],
    [['THE ORCHARD PRACTICE', 'TOWER ROAD,DARTFORD', 'KENT', '', ''], 'Dartford'],
    [['THE SURGERY', 'NORTH LEVERTON', 'RETFORD, NOTTINGHAMSHIRE', '', ''], 'Retford'],
    [['3 CHURCH ST', '', 'CO.DURHAM', '', ''], 'Co.Durham'],
    [['LONDON', '', '', '', ''], 'London'],
    [['', '', '', '', ''], ''],
  ]
  for (const [lines, town] of pairs) assert.equal(townOf(lines), town)
})
