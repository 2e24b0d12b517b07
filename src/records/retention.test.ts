import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { elsewhere, reviewed, rules } from './retention-rules.ts'

const path = join(import.meta.dirname, '..', '..', 'seed', 'reference', 'retention.json')
type Rule = { type: string; default: string; if_on?: string; from?: string; action?: string }
const { rules: table } = JSON.parse(readFileSync(path, 'utf8')) as { rules: Rule[] }

describe('each rule of the table', () => {
  const here = new Map<string, string>()
  for (const type of rules.client.of) here.set(type, rules.client.name)
  for (const { of, name } of rules.sweeps) here.set(of, name)

  for (const { type, default: period, if_on: ifOn, action } of table)
    it(`is seen to in one way: ${type}`, () => {
      const ways = [here.has(type), Object.hasOwn(reviewed, type), type in elsewhere]
      assert.equal(ways.filter(Boolean).length, 1, JSON.stringify(ways))
      if (here.has(type)) assert.ok(here.get(type)!.startsWith(`${ifOn ?? period} `), `${type} says ${here.get(type)}`)
      if (type in reviewed) assert.equal(reviewed[type as keyof typeof reviewed], period)
      // A kind that is looked at first is in no sweep, and the other way round.
      if (!(type in elsewhere)) assert.equal(action === 'review then destroy', type in reviewed)
    })

  it('is one that the table still has', () => {
    const types = new Set(table.map(({ type }) => type))
    for (const type of [...here.keys(), ...Object.keys(reviewed), ...Object.keys(elsewhere)])
      assert.ok(types.has(type), type)
  })
})

it('counts the months that it says', () =>
  assert.equal(`P${rules.client.months}M from last activity`, rules.client.name))
