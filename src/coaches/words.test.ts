import assert from 'node:assert/strict'
import { it } from 'node:test'
import { languageName } from './languages.ts'
import { exceptionWords, hoursWords, languageWords, patternWords } from './words.ts'

const pattern = (rule: string, endsOn: string | null = null) => ({
  rule,
  startsOn: Temporal.PlainDate.from('2026-01-05'),
  endsOn: endsOn === null ? null : Temporal.PlainDate.from(endsOn),
  startsAt: 480,
  endsAt: 750,
  zone: 'Europe/London',
})

it('says a pattern as one would say it', () => {
  const said: Record<string, string> = {
    'FREQ=WEEKLY;BYDAY=MO,TU,WE': 'Every Monday, Tuesday and Wednesday, 8am to 12:30pm',
    'FREQ=WEEKLY': 'Every Monday, 8am to 12:30pm',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA': 'Saturday every second week, 8am to 12:30pm',
    'FREQ=DAILY': 'Every day, 8am to 12:30pm',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU': 'Every day, 8am to 12:30pm',
    'FREQ=DAILY;INTERVAL=3;COUNT=4': 'Every 3 days, 4 times, 8am to 12:30pm',
    'FREQ=DAILY;UNTIL=20261224': 'Every day, until Thursday 24 December 2026, 8am to 12:30pm',
    'FREQ=MONTHLY;BYDAY=1SA,-1SU': 'The first Saturday and last Sunday of every month, 8am to 12:30pm',
    'FREQ=MONTHLY;BYMONTHDAY=1,-1': 'The day 1 and last day of every month, 8am to 12:30pm',
  }
  for (const [rule, words] of Object.entries(said)) assert.equal(patternWords(pattern(rule)), words)
  assert.equal(
    patternWords(pattern('FREQ=WEEKLY;BYDAY=MO', '2026-11-30')),
    'Every Monday, until Monday 30 November 2026, 8am to 12:30pm',
  )
})

it('says the edges of a day and a day that differs', () => {
  assert.equal(hoursWords({ startsAt: 0, endsAt: 1_440 }), 'all day')
  assert.equal(hoursWords({ startsAt: 720, endsAt: 1_440 }), 'midday to midnight')
  assert.equal(
    exceptionWords({ ...pattern('FREQ=DAILY'), kind: 'closed', onDate: Temporal.PlainDate.from('2026-12-01') }),
    'Tuesday 1 December 2026: not working 8am to 12:30pm',
  )
})

it('names languages in English, and leaves a tag that has no name as it is', () => {
  assert.equal(languageWords(['en', 'pa', 'bfi']), 'English, Punjabi and British Sign Language')
  assert.equal(languageName('qqq'), 'qqq')
  assert.equal(languageName('not a tag'), 'not a tag')
})
