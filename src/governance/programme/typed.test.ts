import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asFields, nothingTyped, readSpan, typedSpan, type TypedSpan } from './typed.ts'

const now = Temporal.Instant.from('2026-12-01T09:30:00Z')
const on = (day: string, month = '12', year = '2026') => ({ day, month, year })
const read = (kind: 'closure' | 'pause', typed: Partial<TypedSpan>) =>
  readSpan(kind, { ...nothingTyped, service: 'all', words: 'Training', ...typed }, ['lay-too'], now, {
    withWords: true,
  })
const times = (kind: 'closure' | 'pause', typed: Partial<TypedSpan>) => {
  const found = read(kind, typed)
  assert.ok('span' in found, JSON.stringify(found))
  return `${found.span.startsAt} ${found.span.endsAt}`
}

describe('a closure as typed', () => {
  it('is of the whole day where nothing but the day is said', () => {
    assert.equal(times('closure', { from: on('25') }), '2026-12-25T00:00:00Z 2026-12-26T00:00:00Z')
  })
  it('is of days, or of hours of a day, by the clock of the programme in summer too', () => {
    assert.equal(times('closure', { from: on('25'), until: on('28') }), '2026-12-25T00:00:00Z 2026-12-29T00:00:00Z')
    const hours = { from: on('1', '7', '2027'), fromTime: '1pm', untilTime: '5:30pm' }
    assert.equal(times('closure', hours), '2027-07-01T12:00:00Z 2027-07-01T16:30:00Z')
    assert.equal(
      times('closure', { from: on('25'), fromTime: 'midnight', untilTime: 'midnight' }),
      '2026-12-25T00:00:00Z 2026-12-26T00:00:00Z',
    )
  })
  it('may be of a day that has begun', () =>
    assert.equal(times('closure', { from: on('1') }), '2026-12-01T00:00:00Z 2026-12-02T00:00:00Z'))
  it('says what is wrong, each beside its field', () => {
    for (const [typed, field] of [
      [{ service: '' }, 'service'],
      [{ service: 'lay-nothing' }, 'service'],
      [{ from: on('32') }, 'from-day'],
      [{ from: on('') }, 'from-day'],
      [{ until: on('x') }, 'until-day'],
      [{ from: on('24', '11') }, 'until-day'],
      [{ fromTime: '8' }, 'from-time'],
      [{ untilTime: 'late' }, 'until-time'],
      [{ from: on('28', '3', '2027'), fromTime: '1:30am' }, 'from-time'],
      [{ fromTime: '5pm', untilTime: '1pm' }, 'until-day'],
      [{ words: '' }, 'words'],
    ] as const) {
      const found = read('closure', { from: on('25'), ...typed })
      assert.ok(
        'errors' in found && Object.keys(found.errors).includes(field),
        `${JSON.stringify(typed)} ${JSON.stringify(found)}`,
      )
    }
  })
})

describe('a pause as typed', () => {
  it('begins now where no day is said, or the one that is said has begun', () => {
    const until = { until: on('3'), untilTime: '8am' }
    assert.equal(times('pause', until), '2026-12-01T09:30:00Z 2026-12-03T08:00:00Z')
    assert.equal(times('pause', { ...until, from: on('1') }), '2026-12-01T09:30:00Z 2026-12-03T08:00:00Z')
    assert.equal(times('pause', { ...until, from: on('2') }), '2026-12-02T00:00:00Z 2026-12-03T08:00:00Z')
  })
  it('has a last day, and a start of day for its start of time', () => {
    for (const [typed, field] of [
      [{}, 'until-day'],
      [{ until: on('3'), fromTime: '8am' }, 'from-day'],
      [{ until: on('3'), words: 'x'.repeat(301) }, 'words'],
    ] as const) {
      const found = read('pause', typed)
      assert.deepEqual('errors' in found ? Object.keys(found.errors) : found, [field])
    }
  })
})

it('what was typed is the same when it comes back from the fields of a form', () => {
  const typed = { ...nothingTyped, service: 'lay-too', from: on('25'), fromTime: '8am', until: on('26') }
  const fields = new Map(asFields(typed))
  assert.deepEqual(
    typedSpan((name) => fields.get(name) ?? ''),
    typed,
  )
})
