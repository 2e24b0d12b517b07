import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deliveryWorld, provider } from '../../testing/delivery.ts'
import { worker } from '#lib/door'
import { mailTurnedAway, messageHealth, sendAbout, sendDue, type Renderer } from './index.ts'

const { db, admin, start, subject, logged, now, wait, planning, rows, states, ports } = await deliveryWorld()

describe('sending', () => {
  it('says how things stand now, not how they stood when the message was planned', async () => {
    await planning({})
    await admin.query(`update state_now set words = '8pm'`)
    const { email, seen } = provider()
    assert.equal(await sendAbout(ports(email), [subject]), 1)
    assert.deepEqual(
      seen.map(({ subject }) => subject),
      ['8pm'],
    )
    const [row] = await rows()
    assert.deepEqual([row.state, String(row.sent_at)], ['sent', String(start)])
  })

  it('says nothing when there is nothing to say any more', async () => {
    await planning({})
    await admin.query('truncate state_now')
    const { email, seen } = provider()
    await sendDue(ports(email), 100)
    assert.deepEqual([seen, await states()], [[], ['skipped']])
  })

  it('waits until a message is due, and then sends it once', async () => {
    await planning({ kind: 'reminder-day', dueAt: start.add({ hours: 2 }) })
    const { email, seen } = provider()
    await wait({ minutes: 119, seconds: 59 })
    assert.equal(await sendDue(ports(email), 100), 0)
    await wait({ seconds: 1 })
    assert.equal(await sendDue(ports(email), 100), 1)
    assert.equal(await sendDue(ports(email), 100), 0)
    assert.equal(seen.length, 1)
  })

  it('sends each message once, however many workers look for it', async () => {
    await planning(...Array.from({ length: 60 }, (_, subjectSequence) => ({ subjectSequence })))
    const { email, seen } = provider()
    await Promise.all(
      Array.from({ length: 6 }, (_, i) => (i % 2 ? sendDue(ports(email), 1_000) : sendAbout(ports(email), [subject]))),
    )
    assert.equal(seen.length, 60)
    assert.equal(new Set(seen.map(({ id }) => id)).size, 60)
    assert.deepEqual(new Set(await states()), new Set(['sent']))
  })

  it('stops at its limit', async () => {
    await planning(...Array.from({ length: 30 }, (_, subjectSequence) => ({ subjectSequence })))
    const { email, seen } = provider()
    assert.equal(await sendDue(ports(email), 20), 20)
    assert.equal(seen.length, 20)
  })
})

describe('a worker that dies', () => {
  it('before handing over: another sends the message two minutes later', async () => {
    await planning({})
    const dying = provider(() => {
      throw new Error('killed')
    })
    const dead = ports(dying.email)
    await assert.rejects(
      sendAbout(
        {
          ...dead,
          log: () => {
            throw new Error('gone')
          },
        },
        [subject],
      ),
      /gone/,
    )
    const { email, seen } = provider()
    await wait({ seconds: 119 })
    assert.equal(await sendDue(ports(email), 100), 0)
    await wait({ seconds: 1 })
    assert.equal(await sendDue(ports(email), 100), 1)
    assert.equal(seen.length, 1)
  })

  it('after handing over: the message goes out again under the same name', async () => {
    await planning({})
    const { email, seen } = provider()
    const closing = { ...db, withActor: dieAtLast(2) }
    await assert.rejects(sendAbout({ ...ports(email), db: closing }, [subject]), /killed/)
    await wait({ minutes: 2 })
    await sendDue(ports(email), 100)
    assert.equal(seen.length, 2)
    assert.equal(seen[0]!.id, seen[1]!.id)
    assert.deepEqual(await states(), ['sent'])
  })

  /** The door, until so many transactions have been; then nothing more can be written down. */
  function dieAtLast(transactions: number): typeof db.withActor {
    let done = 0
    return (actor, work) => (done++ < transactions ? db.withActor(actor, work) : Promise.reject(new Error('killed')))
  }
})

describe('a provider that fails', () => {
  it('is tried again, ever more rarely, until it works', async () => {
    await planning({})
    let failures = 0
    const { email, seen } = provider(() => (failures++ < 3 ? 'unreachable' : 'sent'))
    for (let i = 0; i < 4; i++) {
      await sendDue(ports(email), 100)
      const [row] = await rows()
      const pause = now()
        .until(Temporal.Instant.from(String(row.try_at)))
        .total('seconds')
      if (i < 3) {
        const usual = 30 * 2 ** i
        assert.ok(pause >= usual / 2 && pause <= usual * 1.5, `${pause}`)
        assert.deepEqual(await states(), ['waiting unreachable'])
        await wait({ milliseconds: Math.ceil(pause * 1_000) })
      }
    }
    assert.equal(seen.length, 4)
    assert.deepEqual(await states(), ['sent'])
  })

  it('is given up six hours after the message was due, and that can be seen', async () => {
    await planning({})
    const { email } = provider(() => 'unreachable')
    for (let hours = 0; hours < 7; hours++) {
      await sendDue(ports(email), 100)
      await wait({ hours: 1 })
    }
    assert.deepEqual(await states(), ['failed unreachable'])
    assert.deepEqual(await db.withActor(worker, messageHealth), { late: 0, failed: 1, oldestSeconds: 0 })
  })

  it('is asked again for hours while it takes nothing from us, and operations can see why', async () => {
    await planning({}, { kind: 'find-code', subjectSequence: 1 })
    let known = false
    const { email } = provider(() => (known ? 'sent' : 'turned-away'))
    await sendDue(ports(email), 100)
    assert.deepEqual((await states()).toSorted(), ['failed turned-away', 'waiting turned-away'])
    const turnedAway = async () => (await db.withActor(worker, (tx) => mailTurnedAway.one(tx)))?.messages
    assert.equal(await turnedAway(), 2)
    known = true
    await wait({ hours: 2 })
    await sendDue(ports(email), 100)
    assert.deepEqual((await states()).toSorted(), ['failed turned-away', 'sent'])
    assert.equal(await turnedAway(), 0)
  })

  it('is left alone for this round once nobody in a group was reached', async () => {
    await planning(...Array.from({ length: 40 }, (_, subjectSequence) => ({ subjectSequence })))
    const { email, seen } = provider(() => 'unreachable')
    await sendDue(ports(email), 100)
    assert.equal(seen.length, 16)
  })

  it('does not hold up the others when it refuses one', async () => {
    await planning({ subjectSequence: 1 }, { subjectSequence: 2 })
    let first = true
    const { email } = provider(() => (first ? ((first = false), 'refused') : 'sent'))
    await sendDue(ports(email), 100)
    assert.deepEqual((await states()).toSorted(), ['failed refused', 'sent'])
  })

  it('is seen by messages being late', async () => {
    await planning({})
    await wait({ seconds: 121 })
    assert.deepEqual(await db.withActor(worker, messageHealth), { late: 1, failed: 0, oldestSeconds: 121 })
  })
})

describe('a message that cannot be written', () => {
  it('is tried again, and its fault is logged without its words', async () => {
    await planning({})
    const { email } = provider()
    const broken: Renderer = () =>
      Promise.reject(Object.assign(new Error('Amina <amina@example.org>'), { code: '22P02' }))
    await sendDue(ports(email, broken), 100)
    assert.deepEqual(await states(), ['waiting unsayable'])
    assert.match(logged.join(), /22P02/)
    assert.doesNotMatch(logged.join(), /mina/)
    await wait({ minutes: 1 })
    await sendDue(ports(email), 100)
    assert.deepEqual(await states(), ['sent'])
  })

  it('fails at once when there is no sender for it', async () => {
    await planning({})
    await sendDue(ports(null), 100)
    assert.deepEqual(await states(), ['failed no-sender'])
  })
})
