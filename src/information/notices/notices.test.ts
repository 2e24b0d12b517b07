import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { notices } from './index.ts'
import { kept } from './of-2026-11-25/kept.ts'

const reference = join(import.meta.dirname, '..', '..', '..', 'seed', 'reference')
const read = <T>(name: string) => JSON.parse(readFileSync(join(reference, name), 'utf8')) as T
const { rules } = read<{ rules: { type: string; default: string }[] }>('retention.json')
const { data } = read<{ data: Record<string, string>[] }>('access-matrix.json')
const said = (text: string | null) => ({
  name: 'Looking After',
  area: 'England',
  phone: text,
  dutyPhone: null,
  email: null,
  runBy: text,
  paidBy: text,
  controller: text,
})

describe('the notices', () => {
  it('come newest first, each with a day of its own', () => {
    const days = notices.map(({ from }) => from)
    assert.deepEqual(days, [...new Set(days)].sort().reverse())
  })

  it('that are no longer in force stay as they were', () => {
    const hashes = notices.slice(1).map(({ from, view }) => [
      from,
      createHash('sha256')
        .update(view(said('0800 000 0000')).markup)
        .digest('hex'),
    ])
    assert.deepEqual(hashes, [['2026-11-23', 'a3a073017a21a477fb20d9cee2bb20cd4d925bab40afcfd4cfacdb33d714e6fe']])
  })
})

describe('the notice in force', () => {
  const words = notices[0].view(said(null)).markup

  it('keeps each thing for as long as the rule of retention says', () => {
    for (const { what, rule, howLong } of kept) {
      if (rule === undefined) continue
      const { default: period } = rules.find(({ type }) => type === rule)!
      assert.match(howLong, new RegExp(`\\b${inWords(period)}\\b`), what)
    }
  })

  it('says of each thing that those see it who may, and of nobody else', () => {
    const named = { coach: /your coach/i, lead_ops: /people who run the service/i, commissioner: /those who pay/i }
    for (const { what, data: row, seenBy } of kept) {
      if (row === undefined) continue
      const cells = data.find((each) => each['what'] === row)!
      for (const [role, name] of Object.entries(named))
        assert.equal(name.test(seenBy), cells[role] !== '-', `${what}: ${role} is "${cells[role]}"`)
    }
  })

  it('gives a ground of the law for everything, and every right', () => {
    for (const { what, basis } of kept)
      assert.ok(['interests', 'consent', 'obligation', 'safeguarding'].includes(basis), what)
    for (const right of [
      'download',
      'corrected',
      'deleted',
      'object',
      'take back your consent',
      'Information Commissioner',
    ])
      assert.ok(words.includes(right), right)
    assert.match(words, /final within 31 days, also in backups that are a year old/)
  })

  it('begins with what can be read in a minute', () => {
    const minute = words
      .slice(words.indexOf('In one minute'), words.indexOf('Who is answerable'))
      .replace(/<[^>]+>/g, ' ')
    assert.ok(minute.split(/\s+/).length < 150)
  })
})

/** "24 months", "6 years": a period of ISO 8601. */
function inWords(period: string): string {
  const [, count, unit] = /^P(\d+)([DMY])$/.exec(period)!
  return `${count} ${{ D: 'days', M: 'months', Y: 'years' }[unit!]}`
}
