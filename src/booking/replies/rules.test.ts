import assert from 'node:assert/strict'
import { it } from 'node:test'
import { kindOf } from './rules.ts'

const says: [string, ReturnType<typeof kindOf>][] = [
  ['STOP', 'stop'],
  ['  stop \n', 'stop'],
  ['Stop.', 'stop'],
  ['end', 'stop'],
  ['Unsubscribe !', 'stop'],
  ['MOVE', 'move'],
  [' move.', 'move'],
  ['stop please', 'words'],
  ['Do not stop', 'words'],
  ['STOPP', 'words'],
  ['START', 'words'],
  ['Can you move it?', 'words'],
  ['', 'words'],
]
for (const [words, kind] of says)
  it(`takes ${JSON.stringify(words)} for ${kind}`, () => assert.equal(kindOf(words), kind))
