import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayOpenPlan, whyNotPassphrase, type PlanAccess, type PlanAsker } from './rules.ts'

const now = Temporal.Instant.from('2026-11-25T12:00:00Z')
const [here, there] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const until = now.add({ hours: 24 * 7 })

describe('who may open a plan', () => {
  const askers: Record<string, PlanAsker> = {
    'no sign-in, another browser': { level: 0, browser: there },
    'no sign-in, the browser': { level: 0, browser: here },
    'a code, another browser': { level: 1, browser: there },
    'a code, the browser': { level: 1, browser: here },
    'a passphrase, another browser': { level: 2, browser: there },
  }
  const opened = (access: PlanAccess | null, at = now) =>
    Object.keys(askers).filter((name) => mayOpenPlan(access, askers[name]!, at))

  it('is whoever gave a passphrase, and nobody else before anything was chosen or where it is locked', () => {
    for (const access of [null, { mode: 'locked' } as const])
      assert.deepEqual(opened(access), ['a passphrase, another browser'])
  })
  it('by code: whoever signed in, in any browser', () =>
    assert.deepEqual(opened({ mode: 'code' }), [
      'a code, another browser',
      'a code, the browser',
      'a passphrase, another browser',
    ]))
  it('in this browser: with a code or without, until its seven days are over', () => {
    const access = { mode: 'browser', browser: here, until } as const
    const open = ['no sign-in, the browser', 'a code, the browser', 'a passphrase, another browser']
    assert.deepEqual(opened(access), open)
    assert.deepEqual(opened(access, until.subtract({ seconds: 1 })), open)
    assert.deepEqual(opened(access, until), ['a passphrase, another browser'])
  })
})

describe('a passphrase', () => {
  it('will do when it is long enough, in any script', () => {
    for (const good of ['four small green boats', 'чай с лимоном дома', 'a'.repeat(8) + 'bcde', ' ünd noch ein Wort '])
      assert.equal(whyNotPassphrase(good), null, good)
  })
  it('will not do otherwise, for a reason', () => {
    const cases = { '': 'empty', '   ': 'empty', 'eleven char': 'short', aaaaaaaaaaaa: 'same', abababababab: 'same' }
    for (const [typed, reason] of Object.entries(cases)) assert.equal(whyNotPassphrase(typed), reason, typed)
    assert.equal(whyNotPassphrase('x1y2z3'.repeat(40)), 'long')
    assert.equal(whyNotPassphrase('Pass word 1 and so on'), 'known')
    assert.equal(whyNotPassphrase('👩‍👩‍👧'.repeat(3)), 'same')
    assert.equal(whyNotPassphrase('we are Looking. After you'), 'service')
  })
  it('has nothing in it that whoever knows somebody would try first', () => {
    const own = ['Amina Kowalczyk', 'a.kowal-99@example.org', '+447700900123', 'Jo']
    for (const bad of [
      'my AMINA my own',
      'A Kowal 99 forever',
      'aKowal99example.org',
      'ring 07700 900 123 now',
      'K o w a l czyk at home',
    ])
      assert.equal(whyNotPassphrase(bad, own), 'own', bad)
    assert.equal(whyNotPassphrase('enjoy four small boats', own), null)
  })
})
