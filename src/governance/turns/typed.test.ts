import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readTurn, type TypedTurn } from './typed.ts'

const now = Temporal.Instant.from('2026-11-25T09:30:00Z')
const ines = '10000000-0000-4000-8000-000000000001'
const on = (day: string, month = '11') => ({ day, month, year: '2026' })
const typed: TypedTurn = { who: ines, on: on('25'), from: '8am', until: '10pm', days: '1' }
const read = (more: Partial<TypedTurn>) => readTurn({ ...typed, ...more }, [ines], now)
const times = (more: Partial<TypedTurn>) => {
  const found = read(more)
  assert.ok('turns' in found, JSON.stringify(found))
  return found.turns.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`)
}

describe('a turn as typed', () => {
  it('is one for each day', () =>
    assert.deepEqual(times({ days: '2' }), [
      '2026-11-25T08:00:00Z 2026-11-25T22:00:00Z',
      '2026-11-26T08:00:00Z 2026-11-26T22:00:00Z',
    ]))
  it('ends on the next day where its end is before its start, or at midnight', () => {
    assert.deepEqual(times({ from: '10pm', until: '8am' }), ['2026-11-25T22:00:00Z 2026-11-26T08:00:00Z'])
    assert.deepEqual(times({ from: '2pm', until: 'midnight' }), ['2026-11-25T14:00:00Z 2026-11-26T00:00:00Z'])
  })
  it('is by the clock of the programme, in summer too', () =>
    assert.deepEqual(readTurn({ ...typed, on: { day: '27', month: '3', year: '2027' }, days: '2' }, [ines], now), {
      who: ines,
      turns: [
        ['2027-03-27T08:00:00Z', '2027-03-27T22:00:00Z'],
        ['2027-03-28T07:00:00Z', '2027-03-28T21:00:00Z'],
      ].map(([from, until]) => ({ startsAt: Temporal.Instant.from(from!), endsAt: Temporal.Instant.from(until!) })),
    }))
  it('lasts the whole day from midnight to midnight, however that is typed', () => {
    for (const [from, until] of [
      ['midnight', 'midnight'],
      ['00:00', '00:00'],
      ['12am', '24:00'],
    ] as const)
      assert.deepEqual(times({ on: on('26'), from, until }), ['2026-11-26T00:00:00Z 2026-11-27T00:00:00Z'])
  })
  it('begins at midnight at the start of its day', () =>
    assert.deepEqual(times({ on: on('26'), from: 'midnight', until: '8am' }), [
      '2026-11-26T00:00:00Z 2026-11-26T08:00:00Z',
    ]))
  it('cannot begin in an hour that the clocks skip', () => {
    const found = readTurn({ ...typed, on: { day: '28', month: '3', year: '2027' }, from: '1:30am' }, [ines], now)
    assert.match('errors' in found ? found.errors['from']! : '', /There is no 1:30am on Sunday 28 March 2027/)
  })
  it('says what is wrong, each beside its field', () => {
    for (const [more, field] of [
      [{ who: 'x' }, 'who'],
      [{ on: on('31') }, 'on-day'],
      [{ on: on('24') }, 'on-day'],
      [{ from: '8' }, 'from'],
      [{ until: '' }, 'until'],
      [{ until: '8am' }, 'until'],
      [{ on: on('24'), days: '3' }, 'on-day'],
      [{ days: '29' }, 'days'],
      [{ days: '0' }, 'days'],
      [{ days: '-1' }, 'days'],
    ] as const) {
      const found = read(more)
      assert.deepEqual('errors' in found ? Object.keys(found.errors) : found, [field])
    }
  })
})
