import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newsFor, type Change, type News, type Planned, type Told } from './coach-news.ts'

const at = (hour: number) => Temporal.Instant.from(`2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`)
const change = (sequence: number, what: string, coachId: string, hour: number): Change => ({
  sequence,
  what,
  coachId,
  startsAt: at(hour),
})
type Waiting = Planned & { to: string }

/** The messages that the verbs plan for a change, with whom each is for, by the ways that each coach has then. */
function plannedFor(
  { sequence, what, coachId }: Change,
  before: Change | undefined,
  waysOf: (coach: string) => readonly string[] = () => ['email'],
): Waiting[] {
  const message = (kind: string, to: string) =>
    waysOf(to).map((channel) => ({ kind, subjectSequence: sequence, channel, to }))
  if (what === 'corrected') return []
  if (what === 'cancelled') return message('coach-cancelled', coachId)
  if (before?.coachId === coachId) return message('coach-moved', coachId)
  return [...message('coach-new', coachId), ...(before ? message('coach-cancelled', before.coachId) : [])]
}
const unheard = (...messages: Planned[]): Told[] => messages.map((message) => ({ ...message, heard: false }))
const booked = change(0, 'booked', 'ama', 10)

describe('what a coach is told of a session', () => {
  const by = (channel: string, kind: string, subjectSequence: number): Planned => ({ kind, subjectSequence, channel })

  it('is said in spite of a corrected contact', () => {
    const history = [booked, change(1, 'corrected', 'ama', 10)]
    const [first] = plannedFor(booked, undefined)
    assert.deepEqual(newsFor(first!, history, unheard(first!)), { coachId: 'ama', say: 'new' })
  })

  it('is the cancellation of what this coach heard of, though another has had it since', () => {
    const history = [booked, change(1, 'moved', 'dev', 11), change(2, 'cancelled', 'dev', 11)]
    const lost = by('email', 'coach-cancelled', 1)
    const got = by('email', 'coach-new', 1)
    const gone = by('email', 'coach-cancelled', 2)
    const told = unheard(lost, got, gone)
    assert.deepEqual(newsFor(lost, history, told), { coachId: 'ama', say: 'cancelled', startsAt: at(10) })
    const onward = newsFor(lost, history.slice(0, 2), told)
    assert.deepEqual(onward, { coachId: 'ama', say: 'passed', startsAt: at(10) }, 'Dev has it, and it is not cancelled')
    assert.equal(newsFor(got, history, told), null)
    assert.equal(newsFor(gone, history, told), null, 'Dev never heard of it')
  })

  it('is nothing where the coach is away and knows by that, and new when it comes back', () => {
    const history = [booked, change(1, 'moved', 'dev', 10), change(2, 'moved', 'ama', 10)]
    const [lost, back] = [by('email', 'coach-cancelled', 1), by('email', 'coach-new', 2)]
    const told = [{ ...by('email', 'coach-new', 0), heard: true }, ...unheard(lost, back)]
    assert.equal(newsFor(lost, history.slice(0, 2), told, new Set([1])), null)
    assert.equal(newsFor(back, history, told, new Set([1]))?.say, 'new')
    assert.equal(newsFor(back, history, told)?.say, 'moved', 'who was told nothing still believes in it')
  })

  it('counts as heard where no message was ever planned', () => {
    const history = [booked, change(1, 'cancelled', 'ama', 10)]
    const gone = by('email', 'coach-cancelled', 1)
    assert.equal(newsFor(gone, history, unheard(gone))?.say, 'cancelled')
  })

  it('is a story of its own by each way: what mail has said is new to a text that never left', () => {
    const history = [booked, change(1, 'moved', 'ama', 11)]
    const told = [
      { ...by('email', 'coach-new', 0), heard: true },
      ...unheard(by('text', 'coach-new', 0), by('email', 'coach-moved', 1), by('text', 'coach-moved', 1)),
    ]
    assert.equal(newsFor(by('email', 'coach-moved', 1), history, told)?.say, 'moved')
    assert.equal(newsFor(by('text', 'coach-moved', 1), history, told)?.say, 'new')
    const gone = [...history, change(2, 'cancelled', 'ama', 11)]
    const last = [...told, ...unheard(by('email', 'coach-cancelled', 2), by('text', 'coach-cancelled', 2))]
    assert.equal(newsFor(by('text', 'coach-cancelled', 2), gone, last), null)
    assert.equal(newsFor(by('email', 'coach-cancelled', 2), gone, last)?.say, 'cancelled')
  })

  it('takes back by the way that is left what was said by the one that was given up', () => {
    const history = [booked, change(1, 'cancelled', 'ama', 10)]
    const gone = by('text', 'coach-cancelled', 1)
    const told = [{ ...by('email', 'coach-new', 0), heard: true }, ...unheard(by('text', 'coach-new', 0), gone)]
    assert.equal(newsFor(gone, history, told)?.say, 'cancelled')
  })

  it('goes on by another way from what the one before has said', () => {
    const history = [booked, change(1, 'moved', 'ama', 11)]
    const moved = by('email', 'coach-moved', 1)
    const said = (heard: boolean) => [{ ...by('text', 'coach-new', 0), heard }, ...unheard(moved)]
    assert.equal(newsFor(moved, history, said(true))?.say, 'moved')
    assert.equal(newsFor(moved, history, said(false))?.say, 'new')
  })
})

const coaches = ['ama', 'dev', 'sam']
const someWays = fc.constantFrom(['email'], ['text'], ['email', 'text'])
const act = fc.record({
  what: fc.constantFrom('moved', 'moved', 'moved', 'corrected', 'cancelled'),
  coachId: fc.constantFrom(...coaches),
  hour: fc.integer({ min: 8, max: 20 }),
  /** Whether whoever loses it by that is away. */
  away: fc.boolean(),
  /** Which of the waiting messages go out after it. */
  sends: fc.array(fc.nat(20), { maxLength: 6 }),
  /** What somebody chooses before it. */
  chooses: fc.option(fc.record({ coach: fc.constantFrom(...coaches), ways: someWays })),
})
const chosen = fc.record({ ama: someWays, dev: someWays, sam: someWays })

/** Plays a history in which messages go out late, in any order, or never; each that says something is heard by `say`. */
function play(
  acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[],
  ways: Record<string, readonly string[]>,
  changing: boolean,
  say: (message: Waiting, news: News, now: Change) => void,
  knows: (coach: string) => void,
): Change {
  const history = [booked]
  const waysOf = (coach: string) => ways[coach]!
  let waiting = plannedFor(booked, undefined, waysOf)
  const past: Told[] = []
  const known = new Set<number>()
  const send = (index: number) => {
    const [message] = waiting.splice(index, 1)
    const news = newsFor(message!, history, [...unheard(...waiting, message!), ...past], known)
    past.push({ ...message!, heard: news !== null })
    if (news) say(message!, news, history.at(-1)!)
  }
  for (const { what, coachId, hour, away, sends, chooses } of acts) {
    const last = history.at(-1)!
    if (last.what === 'cancelled') break
    if (changing && chooses) ways[chooses.coach] = chooses.ways
    const before = history.filter((one) => one.what !== 'corrected').at(-1)
    const sequence = history.length
    const next = what === 'moved' ? change(sequence, what, coachId, hour) : { ...last, sequence, what }
    history.push(next)
    if (away && (what === 'cancelled' || (what === 'moved' && coachId !== last.coachId))) {
      known.add(sequence)
      knows(last.coachId)
    }
    waiting = [...waiting, ...plannedFor(next, before, waysOf)]
    for (const index of sends) if (waiting.length > 0) send(index % waiting.length)
  }
  while (waiting.length > 0) send(waiting.length - 1)
  return history.at(-1)!
}

describe('every story, whatever happens while messages cannot leave,', () => {
  it('is consistent by each way, and leaves every coach knowing what is so', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), chosen, (acts, ways) => {
        const believes = new Map<string, string>()
        const heard = ({ to, channel }: Waiting, news: News, { what, coachId, startsAt }: Change) => {
          assert.equal(news.coachId, to)
          const story = `${to} by ${channel}`
          assert.equal(news.say === 'new', !believes.has(story), 'new is new to this coach by this way')
          if (!('startsAt' in news)) {
            assert.notEqual(believes.get(story), startsAt.toString() + news.say, 'nothing is said twice')
            return void believes.set(story, startsAt.toString())
          }
          assert.equal(believes.get(story), news.startsAt.toString(), 'what is taken back was said')
          const isPassed = what !== 'cancelled' && coachId !== to
          assert.equal(news.say, isPassed ? 'passed' : 'cancelled', 'cancelled is only what nobody has')
          believes.delete(story)
        }
        const away = (coach: string) => ['email', 'text'].forEach((way) => believes.delete(`${coach} by ${way}`))
        const end = play(acts, { ...ways }, false, heard, away)
        const { what, coachId, startsAt } = end
        const knows = what === 'cancelled' ? [] : ways[coachId as keyof typeof ways].map((by) => `${coachId} by ${by}`)
        assert.deepEqual(
          [...believes].sort(),
          knows.map((story) => [story, startsAt.toString()]),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('is of what is so also for a coach who changes ways meanwhile, and takes back nothing that was never said', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), chosen, (acts, ways) => {
        const believes = new Map<string, string>()
        const ever = new Set<string>()
        const heard = ({ to }: Waiting, news: News, { startsAt }: Change) => {
          assert.ok(news.say === 'new' || ever.has(to), 'only what was heard is moved or taken back')
          ever.add(to)
          if ('startsAt' in news) believes.delete(to)
          else believes.set(to, startsAt.toString())
        }
        const end = play(acts, { ...ways }, true, heard, (coach) => believes.delete(coach))
        const { what, coachId, startsAt } = end
        assert.deepEqual([...believes], what === 'cancelled' ? [] : [[coachId, startsAt.toString()]])
      }),
      { numRuns: 1_000 },
    )
  })
})
