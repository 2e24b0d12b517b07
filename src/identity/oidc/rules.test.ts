import assert from 'node:assert/strict'
import { it } from 'node:test'
import { provesSecondFactor } from './rules.ts'

it('takes two kinds of proof, or what means two, as a second factor', () => {
  for (const said of [
    { amr: ['mfa'] },
    { amr: ['pwd', 'otp'] },
    { amr: ['pin', 'hwk'] },
    { amr: ['hwk', 'fpt', 'user'] },
    { amr: [], acr: 'phr' },
    { acr: 'https://refeds.org/profile/mfa' },
  ])
    assert.ok(provesSecondFactor(said), JSON.stringify(said))
})

it('takes nothing less', () => {
  for (const said of [
    {},
    { amr: ['pwd'] },
    { amr: ['pwd', 'pin', 'kba'] },
    { amr: ['otp', 'sms'] },
    { amr: 'mfa' },
    { amr: [['mfa']] },
    { amr: ['MFA', 'user', 'mca'] },
    { acr: '0' },
    { acr: ['phr'] },
  ])
    assert.ok(!provesSecondFactor(said), JSON.stringify(said))
})
