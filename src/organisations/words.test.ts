import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openWords, windowWords } from './words.ts'

it('says the hours of services as one would say them', () => {
  for (const [hours, words] of [
    [['08:00-22:00'], '8am to 10pm'],
    [['09:30-17:00', '08:15-12:00'], '8:15am to 5pm'],
    [['00:00-24:00'], 'midnight to midnight'],
    [['12:00-20:30'], 'midday to 8:30pm'],
  ] as const)
    assert.equal(
      openWords(
        hours.map((each) => {
          const [opens = '', closes = ''] = each.split('-')
          return { opens, closes }
        }),
      ),
      words,
    )
})

it('says how far ahead a service can be booked', () => {
  assert.deepEqual(
    [28, 7, 10, 1].map((windowDays) => windowWords({ windowDays })),
    ['4 weeks', 'week', '10 days', 'day'],
  )
})
