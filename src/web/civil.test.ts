import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readClock, readDate } from './civil.ts'

it('reads a time of day as people type it', () => {
  const said: Record<string, number> = {
    '8am': 480,
    '8:30 pm': 1_230,
    '8.30pm': 1_230,
    '08:00': 480,
    '20:30': 1_230,
    '2030': 1_230,
    '12am': 0,
    '12pm': 720,
    Midday: 720,
    midnight: 1_440,
    '12:15 a.m.': 15,
  }
  for (const [text, minutes] of Object.entries(said)) assert.equal(readClock(text), minutes, text)
})

it('does not guess at what is not a time of day', () => {
  for (const text of ['', '8', '25:00', '8:60', '13pm', '0am', 'soon', '8am-9am', '24:30', '-1:00'])
    assert.equal(readClock(text), null, text)
})

it('reads a civil day, and none that the calendar does not have', () => {
  assert.equal(readDate({ day: '1', month: '02', year: '2027' })?.toString(), '2027-02-01')
  for (const [day, month, year] of [
    ['29', '2', '2027'],
    ['31', '11', '2026'],
    ['0', '1', '2027'],
    ['1', '1', '27'],
    ['1', '1', '1999'],
    ['1', 'January', '2027'],
    ['', '', ''],
  ] as const)
    assert.equal(readDate({ day, month, year }), null, `${day} ${month} ${year}`)
})
