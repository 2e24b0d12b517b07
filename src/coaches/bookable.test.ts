import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { outsideOffers, whyNoneFits } from './bookable.ts'

const oneToOne = { opens: '08:00', closes: '22:00', zone: 'Europe/London', minutes: 45, startEveryMinutes: 15 }
const leader = { ...oneToOne, minutes: 60 }
const hours = (from: string, until: string) => {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return { startsAt: minutes(from), endsAt: minutes(until) }
}

describe('hours in which people can book', () => {
  it('are those of the services, to the minute', () => {
    assert.deepEqual(outsideOffers(hours('08:00', '22:00'), [oneToOne]), {})
    assert.deepEqual(outsideOffers(hours('07:59', '22:01'), [oneToOne]), {
      'from-time': 'People can book you from 8am to 10pm. Enter 8am or later',
      'until-time': 'People can book you from 8am to 10pm. Enter 10pm or earlier',
    })
    const allDay = { ...oneToOne, opens: '00:00', closes: '24:00' }
    assert.deepEqual(outsideOffers(hours('00:00', '24:00'), [oneToOne, allDay]), {})
  })

  it('say so once where none of them is inside', () => {
    for (const [from, until] of [
      ['00:00', '08:00'],
      ['22:00', '24:00'],
    ] as const)
      assert.deepEqual(outsideOffers(hours(from, until), [oneToOne]), {
        'from-time': 'People can book you from 8am to 10pm. Enter hours within that time',
      })
  })

  it('are not known of a coach whom nobody books by time', () => {
    assert.deepEqual(outsideOffers(hours('00:00', '01:00'), []), {})
    assert.equal(whyNoneFits([range('08:07', '08:09')], [range('08:07', '08:09')], []), null)
  })
})

const range = (from: string, until: string, day = '2026-11-28') => {
  const at = (clock: string) => Temporal.ZonedDateTime.from(`${day}T${clock}[Europe/London]`).epochMilliseconds
  return { startsAt: at(from), endsAt: at(until) }
}
const fits = (own: ReturnType<typeof range>, all = [own], offers = [oneToOne]) =>
  whyNoneFits([own], all, offers) === null

describe('a session', () => {
  it('fits where it starts at one of its times and ends before the hours do', () => {
    assert.ok(fits(range('08:00', '08:45')))
    assert.ok(fits(range('21:15', '22:00')))
    assert.ok(fits(range('08:07', '09:00')))
    for (const [from, until] of [
      ['08:07', '08:09'],
      ['08:00', '08:44'],
      ['08:07', '08:59'],
      ['07:30', '08:30'],
      ['21:16', '23:00'],
    ] as const)
      assert.ok(!fits(range(from, until)), `${from} to ${until}`)
  })

  it('is the shortest that the coach has', () => {
    assert.ok(!fits(range('09:00', '09:45'), undefined, [leader]))
    assert.ok(fits(range('09:00', '09:45'), undefined, [leader, oneToOne]))
    assert.equal(
      whyNoneFits([range('08:07', '08:09')], [range('08:07', '08:09')], [leader, oneToOne]),
      'No session fits: the shortest takes 45 minutes, and starts are at times such as 8am and 8:15am',
    )
  })

  it('may be partly in hours that the new ones join, and in no others', () => {
    const [morning, more] = [range('08:30', '12:30'), range('12:30', '12:45')]
    assert.ok(fits(more, [{ startsAt: morning.startsAt, endsAt: more.endsAt }]))
    assert.ok(!fits(range('13:00', '13:30'), [morning, range('13:00', '13:30')]))
  })

  it('fits by the wall clock on the days when the clocks change', () => {
    for (const day of ['2027-03-28', '2026-10-25']) {
      assert.ok(fits(range('08:00', '08:45', day)), day)
      assert.ok(!fits(range('07:00', '08:30', day)), day)
    }
  })
})
