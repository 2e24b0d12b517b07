import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { root, sources } from '../../check/source.ts'
import { sentenceOf, whatWords, whoWords, type Told } from './sentences.ts'
import { verbs } from './verbs.ts'

const told: Told = {
  verb: 'booking.opened',
  actorKind: 'coach',
  ownCoach: 'Dev',
  organisation: 'Kestrel',
  at: Temporal.Instant.from('2026-12-03T18:02:00Z'),
  late: false,
  delayed: false,
}

describe('what the client reads', () => {
  it('is a plain sentence', () =>
    assert.equal(sentenceOf(told), 'Your coach, Dev, opened your session on Thursday 3 December 2026 at 6:02pm.'))

  it('says when in British civil time', () =>
    assert.match(sentenceOf({ ...told, at: Temporal.Instant.from('2027-07-01T22:30:00Z') }), /1 July 2027 at 11:30pm/))

  it('names only their own coach; others by role and organisation', () => {
    assert.equal(whoWords({ ...told, ownCoach: null }), 'A coach at Kestrel')
    assert.equal(
      whoWords({ ...told, actorKind: 'governance', ownCoach: null }),
      'A member of clinical governance at Kestrel',
    )
    assert.equal(whoWords({ ...told, actorKind: 'client' }), 'You')
  })

  it('says why it comes late', () => {
    assert.match(
      sentenceOf({ ...told, delayed: true }),
      /later than usual, because telling you at once was judged to be unsafe\.$/,
    )
    assert.match(sentenceOf({ ...told, late: true }), /written down after the act, which could not wait\.$/)
  })

  it('speaks of the client to others, and to the client of themselves', () =>
    assert.deepEqual(
      [whatWords('booking.number-shown', 'client'), whatWords('booking.number-shown', 'others')],
      ['saw the whole of your telephone number', 'saw the whole of the client’s telephone number'],
    ))
})

describe('words', () => {
  // As they stand in the code; what is put together there is named here.
  const together: Record<string, string[]> = { 'day.${kind}': ['day.closed', 'day.open'] }
  const recorded = sources
    .filter(({ path, isTest }) => !isTest && path.startsWith('src/') && path !== 'src/audit/verbs.ts')
    .flatMap(({ text }) =>
      Array.from(
        text.matchAll(/(?:verb: |\brecord\w*\([^'`)]*)['`]([a-z]+\.(?:[a-z][a-z-]*|\$\{kind\}))['`]/g),
        ([, verb]) => verb!,
      ),
    )
    .flatMap((verb) => together[verb] ?? [verb])

  it('are there for every verb that is recorded', () => {
    assert.ok(recorded.length > 30)
    assert.deepEqual(
      [...new Set(recorded)].filter((verb) => !Object.hasOwn(verbs, verb)),
      [],
    )
  })

  it('are in the guide, each with who records it', () => {
    const guide = readFileSync(join(root, 'docs/guide/trail.md'), 'utf8')
    const rows = [...guide.matchAll(/^\| `([\w.-]+)` *\| ([^|]+?) *\| ([^|]+?) *\|$/gm)]
    assert.deepEqual(
      rows.map(([, verb, , words]) => [verb, words]),
      Object.entries(verbs)
        .map(([verb, words]) => [verb, words.replaceAll('$their', 'the client’s')])
        .toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    )
    for (const [, verb, rooms] of rows)
      assert.match(rooms!, /^`[a-z]+`(, `[a-z]+`)*$/, `${verb} is recorded in ${rooms}`)
  })

  it('follow who did it, and are about nobody by name', () => {
    for (const words of Object.values(verbs)) assert.match(words, /^[a-z].*[a-z]$/)
  })
})
