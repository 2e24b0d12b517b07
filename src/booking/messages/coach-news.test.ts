import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newsFor, type Change, type Planned } from './coach-news.ts'

const at = (hour: number) => Temporal.Instant.from(`2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`)
const change = (sequence: number, what: string, coachId: string, hour: number): Change => ({
  sequence,
  what,
  coachId,
  startsAt: at(hour),
})

/** The messages that the verbs plan for a change, with whom each is for. */
function plannedFor({ sequence, what, coachId }: Change, before: Change | undefined): (Planned & { to: string })[] {
  const message = (kind: string, to: string) => ({ kind, subjectSequence: sequence, to })
  if (what === 'corrected') return []
  if (what === 'cancelled') return [message('coach-cancelled', coachId)]
  if (before?.coachId === coachId) return [message('coach-moved', coachId)]
  return [message('coach-new', coachId), ...(before ? [message('coach-cancelled', before.coachId)] : [])]
}

describe('what a coach is told of a session', () => {
  const booked = change(0, 'booked', 'ama', 10)

  it('is said in spite of a corrected contact', () => {
    const history = [booked, change(1, 'corrected', 'ama', 10)]
    const [first] = plannedFor(booked, undefined)
    assert.deepEqual(newsFor(first!, history, [first!]), { coachId: 'ama', say: 'new' })
  })

  it('is the cancellation of what this coach heard of, though another has had it since', () => {
    const history = [booked, change(1, 'moved', 'dev', 11), change(2, 'cancelled', 'dev', 11)]
    const lost = { kind: 'coach-cancelled', subjectSequence: 1 }
    const got = { kind: 'coach-new', subjectSequence: 1 }
    const gone = { kind: 'coach-cancelled', subjectSequence: 2 }
    const unheard = [lost, got, gone]
    assert.deepEqual(newsFor(lost, history, unheard), { coachId: 'ama', say: 'cancelled', startsAt: at(10) })
    assert.equal(newsFor(got, history, unheard), null)
    assert.equal(newsFor(gone, history, unheard), null, 'Dev never heard of it')
  })

  it('counts as heard where no message was ever planned', () => {
    const history = [booked, change(1, 'cancelled', 'ama', 10)]
    const gone = { kind: 'coach-cancelled', subjectSequence: 1 }
    assert.equal(newsFor(gone, history, [gone])?.say, 'cancelled')
  })

  it('leaves every coach knowing what is so, whatever happens while mail cannot leave', () => {
    const act = fc.record({
      what: fc.constantFrom('moved', 'moved', 'moved', 'corrected', 'cancelled'),
      coachId: fc.constantFrom('ama', 'dev', 'sam'),
      hour: fc.integer({ min: 8, max: 20 }),
      /** Which of the waiting messages go out after it. */
      sends: fc.array(fc.nat(20), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 8 }), (acts) => {
        const history = [booked]
        const believes = new Map<string, string>()
        let waiting = plannedFor(booked, undefined)
        const skipped: Planned[] = []
        const send = (index: number) => {
          const [message] = waiting.splice(index, 1)
          const news = newsFor(message!, history, [...waiting, ...skipped, message!])
          if (!news) return void skipped.push(message!)
          const { startsAt } = history.at(-1)!
          assert.equal(news.coachId, message!.to)
          assert.equal(news.say === 'new', !believes.has(news.coachId), 'new is new to this coach')
          if (news.say !== 'cancelled') return void believes.set(news.coachId, startsAt.toString())
          assert.equal(believes.get(news.coachId), news.startsAt.toString(), 'what is taken back was said')
          believes.delete(news.coachId)
        }
        for (const { what, coachId, hour, sends } of acts) {
          const last = history.at(-1)!
          const before = history.filter(({ what }) => what !== 'corrected').at(-1)
          if (last.what === 'cancelled') break
          const next =
            what === 'moved' ? change(history.length, what, coachId, hour) : { ...last, sequence: history.length, what }
          history.push(next)
          waiting = [...waiting, ...plannedFor(next, before)]
          for (const index of sends) if (waiting.length > 0) send(index % waiting.length)
        }
        while (waiting.length > 0) send(waiting.length - 1)
        const { what, coachId, startsAt } = history.at(-1)!
        assert.deepEqual([...believes], what === 'cancelled' ? [] : [[coachId, startsAt.toString()]])
      }),
      { numRuns: 500 },
    )
  })
})
