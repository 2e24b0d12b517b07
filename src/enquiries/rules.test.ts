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

it('takes a team of 2 to 500 people, in digits', () => {
  const wrong = (teamSize: string) => errors('team', { teamSize })['team-size']
  assert.deepEqual([wrong('2'), wrong('500')], [undefined, undefined])
  for (const size of ['1', '0', '501', '-3', '12.5', '1e2', 'twelve', '９', '9'.repeat(400)])
    assert.ok(wrong(size), size)
})

it('does not have to know how long an away day should be', () => {
  const answer = read('awayDay', { minutes: '' })
  assert.equal('enquiry' in answer && answer.enquiry.minutes, null)
})

it('keeps words of any script with their lines, and nothing that a database cannot keep', () => {
  const answer = read('team', { aim: '  פגישה\r\n<b>two</b>\0\ud800\u0007 ' })
  assert.equal('enquiry' in answer && answer.enquiry.aim, 'פגישה\n<b>two</b> \ufffd')
})
