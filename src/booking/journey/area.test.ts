import assert from 'node:assert/strict'
import { it } from 'node:test'
import { areaOf } from './area.ts'

const [leeds, kent] = ['QWO', 'QKS']

it('takes the area of the workplace that was found', () => {
  const found = { area: kent, areaBy: 'workplace' } as const
  assert.deepEqual(areaOf({ selected: undefined, workplace: kent, before: {} }), found)
  assert.deepEqual(areaOf({ selected: kent, workplace: kent, before: found }), found)
  assert.deepEqual(areaOf({ selected: kent, workplace: null, before: found }), found)
})

it('lets another workplace change what a workplace gave', () => {
  const before = { area: leeds, areaBy: 'workplace' } as const
  assert.deepEqual(areaOf({ selected: leeds, workplace: kent, before }), { area: kent, areaBy: 'workplace' })
})

it("never lets a workplace change somebody's own choice, however often the form is sent", () => {
  const own = { area: leeds, areaBy: 'own' } as const
  for (const before of [{}, own, { area: kent, areaBy: 'workplace' } as const])
    assert.deepEqual(areaOf({ selected: leeds, workplace: kent, before }), own)
})

it('takes an emptied list for a choice not to say', () => {
  const before = { area: kent, areaBy: 'workplace' } as const
  assert.deepEqual(areaOf({ selected: undefined, workplace: kent, before }), {})
  assert.deepEqual(areaOf({ selected: undefined, workplace: null, before: {} }), {})
})
