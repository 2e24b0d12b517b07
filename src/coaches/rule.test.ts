import assert from 'node:assert/strict'
import { it } from 'node:test'
import { whyNotRule } from './rule.ts'

it('keeps recurrences by day, week and month', () => {
  for (const rule of [
    'FREQ=WEEKLY;BYDAY=MO,TU,WE',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;WKST=SU',
    'FREQ=DAILY;UNTIL=20261231',
    'FREQ=DAILY;COUNT=10',
    'FREQ=MONTHLY;BYDAY=1SA,-1SU',
    'FREQ=MONTHLY;BYMONTHDAY=1,15,-1;BYMONTH=1,12',
  ])
    assert.equal(whyNotRule(rule), null, rule)
})

it('refuses whatever would not end soon, name hours of its own, or not be a rule', () => {
  for (const rule of [
    '',
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;INTERVAL=5',
    'FREQ=HOURLY',
    'FREQ=YEARLY',
    'FREQ=DAILY;COUNT=999999999',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=-1',
    'FREQ=DAILY;BYHOUR=1,2,3',
    'FREQ=WEEKLY;BYDAY=MO;BYDAY=TU',
    'FREQ=WEEKLY;BYDAY=2MO',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;BYMONTHDAY=1',
    'FREQ=DAILY;COUNT=2;UNTIL=20261231',
    'FREQ=DAILY;UNTIL=20260231',
    'FREQ=DAILY;UNTIL=20261231T000000Z',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYMONTH=13',
    'RSCALE=HEBREW;FREQ=MONTHLY',
    'FREQ=DAILY\nDTSTART:20260101T000000Z',
    'FREQ=DAILY;',
    'freq=daily',
    `FREQ=MONTHLY;BYDAY=${'MO,'.repeat(80)}MO`,
  ])
    assert.equal(typeof whyNotRule(rule), 'string', rule)
})
