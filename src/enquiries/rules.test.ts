import assert from 'node:assert/strict'
import { it } from 'node:test'
import { asksOf, readEnquiry, type Typed } from './rules.ts'

const group = { kind: 'group', bookable: 'enquiry', minutes: 90, alsoMinutes: [] } as const
const team = { kind: 'team', bookable: 'slots', minutes: 60, alsoMinutes: [] } as const
const awayDay = { kind: 'away-day', bookable: 'enquiry', minutes: 120, alsoMinutes: [240] } as const
const services = {
  group: { ...group, alsoMinutes: [] as number[] },
  team: { ...team, alsoMinutes: [] as number[] },
  awayDay: { ...awayDay, alsoMinutes: [240] },
}

const mark: Typed = {
  groupKind: 'wellbeing',
  suits: [],
  teamSize: '14',
  minutes: '240',
  aim: '',
  dates: '',
  area: '',
  email: 'Mark@Example.org',
}

const read = (service: keyof typeof services, said: Partial<Typed> = {}) =>
  readEnquiry({ ...mark, ...said }, services[service], ['QHM'])

const errors = (service: keyof typeof services, said: Partial<Typed>) => {
  const answer = read(service, said)
  return 'errors' in answer ? answer.errors : {}
}

it('asks for interest in groups, away days and coaching for a team, and never in one-to-one coaching', () => {
  assert.deepEqual([asksOf(group), asksOf(team), asksOf(awayDay)], ['group', 'team', 'away-day'])
  assert.equal(asksOf({ kind: 'one-to-one', bookable: 'slots' }), null)
  assert.equal(asksOf({ kind: 'group', bookable: 'slots' }), null)
})

it('keeps of each kind what it asks and nothing else', () => {
  const kept = (service: keyof typeof services) => {
    const answer = read(service, { suits: ['evening', 'always', 'morning'], dates: '14 January', area: 'QHM' })
    return 'enquiry' in answer ? answer.enquiry : answer
  }
  const email = 'mark@example.org'
  assert.deepEqual(kept('awayDay'), {
    groupKind: null,
    suits: [],
    teamSize: 14,
    minutes: 240,
    aim: '',
    dates: '14 January',
    area: 'QHM',
    email,
  })
  assert.deepEqual(kept('team'), { ...kept('awayDay'), minutes: null })
  assert.deepEqual(kept('group'), {
    ...kept('awayDay'),
    groupKind: 'wellbeing',
    suits: ['morning', 'evening'],
    teamSize: null,
    minutes: null,
    dates: '',
  })
})

it('lets the team of a group alone, and the kind of group of a team', () => {
  assert.deepEqual(errors('group', { teamSize: '' }), {})
  assert.deepEqual(errors('awayDay', { groupKind: '' }), {})
})

it('says what is wrong beside each field, in the order of the form', () => {
  const wrong = errors('awayDay', {
    minutes: '200',
    teamSize: '',
    aim: 'x'.repeat(1001),
    dates: 'x'.repeat(301),
    area: 'QJG',
    email: 'mark',
  })
  assert.deepEqual(Object.keys(wrong), ['minutes', 'team-size', 'aim', 'dates', 'area', 'email'])
  for (const sentence of Object.values(wrong)) assert.match(sentence, /^[A-Z].{10,}$/)
  assert.deepEqual(Object.keys(errors('group', { groupKind: 'constructor', email: '' })), ['group-kind', 'email'])
})

it('takes a rough number of people as it is written, and of a range the larger one', () => {
  const size = (teamSize: string) => {
    const answer = read('team', { teamSize })
    return 'enquiry' in answer ? answer.enquiry.teamSize : answer.errors['team-size']
  }
  for (const eight of [
    '8',
    'about 8',
    '8ish',
    '~8',
    'approx. 8',
    'c. 8 people.',
    '8+',
    'team of 8',
    'fewer than 8',
    '(8)',
  ])
    assert.equal(size(eight), 8, eight)
  for (const ten of [
    '8-10',
    '8 – 10',
    '8 to 10',
    'between 8 and 10',
    '8 or 10 people',
    '10-8',
    '8/10',
    'about 8, maybe 10',
  ])
    assert.equal(size(ten), 10, ten)
})

it('takes a team of 2 to 500 people, in digits', () => {
  const wrong = (teamSize: string) => errors('team', { teamSize })['team-size']
  for (const size of ['2', '500', '1-2', '0500']) assert.equal(wrong(size), undefined, size)
  for (const size of [
    'twelve',
    'a dozen',
    '９',
    '-3',
    '12.5',
    '1e2',
    '1x10',
    '2 teams of 8',
    '8-10-12',
    '14 January 2027',
  ])
    assert.equal(wrong(size), 'Enter how many people in digits, like 12 or 8 to 10', size)
  for (const size of ['1', '0', '0 to 1'])
    assert.equal(wrong(size), 'Enter 2 people or more. Coaching for one person is booked by time', size)
  for (const size of ['501', '1,000', '1000000000', '9'.repeat(400), '400-600'])
    assert.equal(wrong(size), 'Enter 500 people or fewer', size)
})

it('does not have to know how long an away day should be', () => {
  const answer = read('awayDay', { minutes: '' })
  assert.equal('enquiry' in answer && answer.enquiry.minutes, null)
})

it('keeps words of any script with their lines, and nothing that a database cannot keep', () => {
  const answer = read('team', { aim: '  פגישה\r\n<b>two</b>\0\ud800\u0007 ' })
  assert.equal('enquiry' in answer && answer.enquiry.aim, 'פגישה\n<b>two</b> \ufffd')
})
