import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mailboxOf, sendDue, type Mail } from '#notifications'
import { browser, client, contactKey } from '../../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { correct } from '../correct.ts'
import { hold } from '../hold.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const owner = browser('amina')
let people = 0
let now = mondayMorning

/** A booking with a coach, and what has been handed over to coaches since: "1 New session, Tuesday …, 10am". */
async function begin(with_: number, start: string) {
  const email = `amina${++people}@example.org`
  const holdWith = async (coach: number, at: string) => {
    const wish: Wish = {
      service: world.service('lay-too'),
      mode: 'video',
      longer: false,
      interpreter: false,
      coachId: coachId(coach),
    }
    const held = await hold(world.ports, owner, wish, Temporal.Instant.from(at).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    return held.id
  }
  const booked = await book(world.ports, owner, await holdWith(with_, start), client('amina', { email }))
  assert.ok(booked.kind === 'booked')
  return {
    move: async (coach: number, at: string) => {
      const moved = await move(world.ports, owner, booked.id, await holdWith(coach, at), 'client')
      assert.equal(moved.kind, 'moved')
    },
    cancel: () => cancel(world.ports, owner.actor, booked.id, 'client', 'client'),
    correct: () =>
      correct({ ...world.ports, contactKey }, { hash: owner.browser, actor: owner.actor }, booked.id, {
        name: 'Amina',
        email: 'right@example.org',
        phone: null,
      }),
  }
}

/** When a session was before, where a mail says so. */
const was = ({ text }: Mail) => /It (was on .*) before\./.exec(text)?.[1]?.replace(/^/, ', ') ?? ''

/** Lets the worker send what is due, some minutes later; with the relay down nothing arrives, and a silent one takes it and does not say so. */
async function worker(relay: 'up' | 'down' | 'silent'): Promise<string[]> {
  await world.setNow((now = now.add({ minutes: 20 })))
  const said: string[] = []
  const email = async (mail: Mail) => {
    if (relay === 'down') return 'unreachable' as const
    if (mail.to.startsWith('00000000')) said.push(`${Number(mail.to.slice(24, 36))} ${mail.subject}${was(mail)}`)
    return relay === 'silent' ? ('unsure' as const) : ('sent' as const)
  }
  await sendDue({ db: world.db, renderers, senders: { email, text: null }, log: () => {} }, 1_000)
  return said.sort()
}

describe('what coaches hear', () => {
  it('given a relay that took the first mail and did not say so, then a cancellation follows it', async () => {
    const booking = await begin(1, '2026-11-24T14:00:00Z')
    assert.deepEqual(await worker('silent'), ['1 New session, Tuesday 24 November 2026, 2pm'])
    await booking.cancel()
    assert.deepEqual(await worker('up'), ['1 Session cancelled, Tuesday 24 November 2026, 2pm'])
    assert.deepEqual(await worker('up'), [])
  })

  it('given a move to another coach and a cancellation before any mail left, then the first hears that it is gone', async () => {
    const booking = await begin(1, '2026-11-24T09:00:00Z')
    assert.deepEqual(await worker('up'), ['1 New session, Tuesday 24 November 2026, 9am'])
    await booking.move(2, '2026-11-24T10:00:00Z')
    await booking.cancel()
    assert.deepEqual(await worker('down'), [])
    assert.deepEqual(await worker('up'), ['1 Session cancelled, Tuesday 24 November 2026, 9am'])
    assert.deepEqual(await worker('up'), [])
  })

  it('given two moves, then the one between hears nothing and the others what is so', async () => {
    const booking = await begin(1, '2026-11-24T11:00:00Z')
    await worker('up')
    await booking.move(2, '2026-11-24T12:00:00Z')
    await booking.move(3, '2026-11-24T13:00:00Z')
    assert.deepEqual(await worker('up'), [
      '1 Session passed on, Tuesday 24 November 2026, 11am',
      '3 New session, Tuesday 24 November 2026, 1pm',
    ])
    await booking.move(3, '2026-11-24T14:00:00Z')
    assert.deepEqual(await worker('up'), [
      '3 Session moved, Tuesday 24 November 2026, 2pm, was on Tuesday 24 November 2026, 1pm',
    ])
  })

  it('given a corrected contact before the mail left, then the coach still hears of the session', async () => {
    const booking = await begin(2, '2026-11-25T09:00:00Z')
    await worker('down')
    await booking.correct()
    assert.deepEqual(await worker('up'), ['2 New session, Wednesday 25 November 2026, 9am'])
  })

  it('given a session that came and went while the relay was down, then nobody hears of it', async () => {
    const booking = await begin(2, '2026-11-25T11:00:00Z')
    await worker('down')
    await booking.move(1, '2026-11-25T12:00:00Z')
    await booking.cancel()
    assert.deepEqual(await worker('up'), [])
  })

  it('given a session that went and came back while the relay was down, then its coach hears of one move', async () => {
    const booking = await begin(2, '2026-11-26T09:00:00Z')
    await worker('up')
    await booking.move(1, '2026-11-26T10:00:00Z')
    await worker('down')
    await booking.move(2, '2026-11-26T11:00:00Z')
    assert.deepEqual(await worker('up'), [
      '2 Session moved, Thursday 26 November 2026, 11am, was on Thursday 26 November 2026, 9am',
    ])
  })

  it('given a mail under way when it is cancelled, then the cancellation follows', async () => {
    const booking = await begin(3, '2026-11-27T09:00:00Z')
    await world.setNow((now = now.add({ minutes: 1 })))
    const said: string[] = []
    const email = async (mail: Mail) => {
      if (!mail.to.startsWith(coachId(3))) return 'sent' as const
      said.push(mail.subject)
      // While the first is at the relay: the client cancels, and another worker takes up what that planned.
      if (said.length === 1) await booking.cancel().then(() => sendDue(ports, 100))
      return 'sent' as const
    }
    const ports = { db: world.db, renderers, senders: { email, text: null }, log: () => {} }
    await sendDue(ports, 100)
    assert.deepEqual(said, [
      'New session, Friday 27 November 2026, 9am',
      'Session cancelled, Friday 27 November 2026, 9am',
    ])
  })
})
