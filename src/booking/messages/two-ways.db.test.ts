import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { worker as asWorker } from '#lib/door'
import { fullWhenWords } from '#lib/time'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { browser, client, contactKey } from '../../../testing/booking.ts'
import { toldByText } from '../../../testing/coach-texts.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { correct } from '../correct.ts'
import { hold } from '../hold.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'
import { mailInstead } from './instead.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...world.ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const numberOf = (coach: number) => `+44770090012${coach}`
// The first by mail and text, the second by text, the third by mail.
await toldByText(world, coachId(1), numberOf(1), true)
await toldByText(world, coachId(2), numberOf(2))
const waysOf = { 1: ['mail', 'text'], 2: ['text'], 3: ['mail'] } as const
type Coach = keyof typeof waysOf

let people = 0

/** Somebody's booking with a coach at a start of that week, and what becomes of it. */
async function begin(coach: Coach, start: string) {
  const owner = browser(`someone ${++people}`)
  const holdWith = async (who: Coach, at: string) => {
    const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
    const asked = { ...wish, coachId: coachId(who) }
    const held = await hold(world.ports, owner, asked, Temporal.Instant.from(at).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    return held.id
  }
  const who = client(`someone${people}`)
  const booked = await book(world.ports, owner, await holdWith(coach, start), who)
  assert.ok(booked.kind === 'booked')
  const { id } = booked
  return {
    id,
    owner,
    move: async (to: Coach, at: string) =>
      assert.equal((await move(world.ports, owner, id, await holdWith(to, at), 'client')).kind, 'moved'),
    cancel: () => cancel(world.ports, owner.actor, id, 'client', 'client'),
    correct: () =>
      correct({ ...world.ports, contactKey }, { hash: owner.browser, actor: owner.actor }, id, {
        name: 'Amina',
        email: `right${people}@example.org`,
        phone: null,
      }),
  }
}

type Said = { coach: Coach; way: 'mail' | 'text'; say: string; when: string; words: string }

/** Lets the worker send what is due, over a relay and a gateway that take what is given or not. */
async function worker(takes: { mail: boolean; text: boolean | 'refused' }): Promise<Said[]> {
  const said: Said[] = []
  const take = (way: 'mail' | 'text') => async (message: Mail | Text) => {
    if (takes[way] === 'refused') return 'refused' as const
    if (!takes[way]) return 'unreachable' as const
    const coach = ([1, 2, 3] as const).find((one) =>
      [numberOf(one), `${coachId(one)}@example.org`].includes(message.to),
    )
    const words = message.channel === 'email' ? `${message.subject}\n${message.text}` : message.text
    const [, say, when] =
      /^(New session|Session moved|Session cancelled|Session passed on)[,:] (.*?\d[ap]m|.*?midday)/.exec(words) ?? []
    if (coach) said.push({ coach, way, say: say!, when: when!, words })
    return 'sent' as const
  }
  const senders = { email: take('mail'), text: take('text') }
  await sendDue({ db: world.db, renderers, senders, log: () => {} }, 1_000)
  return said
}

const starts = Array.from({ length: 12 }, (_, i) => `2026-11-26T${String(8 + i).padStart(2, '0')}:00:00Z`)
const act = fc.record({
  what: fc.constantFrom('move', 'move', 'hand over', 'correct', 'cancel'),
  coach: fc.constantFrom(1 as const, 2 as const, 3 as const),
  start: fc.nat(starts.length - 1),
  /** Whether the worker comes round afterwards, at once or later, and what it can reach. */
  round: fc.option(fc.record({ mail: fc.boolean(), text: fc.boolean(), atOnce: fc.boolean() })),
})

describe('what coaches hear by mail and by text', () => {
  it('is one consistent story by each way, never about an old time, however it goes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        fc.array(act, { minLength: 1, maxLength: 7 }),
        async (first, acts) => {
          let now = mondayMorning
          await world.setNow(now)
          const later = (minutes: number) => world.setNow((now = now.add({ minutes })))
          let [has, start, stands]: [Coach, string, boolean] = [first, starts[0]!, true]
          const booking = await begin(has, start)
          const believes = new Map<string, string>()
          const hear = async (takes: { mail: boolean; text: boolean; atOnce?: boolean }) => {
            // Late enough for whatever is tried again.
            if (!takes.atOnce) await later(30)
            for (const { coach, way, say, when, words } of await worker(takes)) {
              const story = `${coach} by ${way}`
              assert.ok((waysOf[coach] as readonly string[]).includes(way), story)
              assert.doesNotMatch(words, /acknowledge/, 'it is not soon')
              const known = believes.get(story)
              if (say === 'Session cancelled' || say === 'Session passed on') {
                assert.equal(say, stands ? 'Session passed on' : 'Session cancelled', story)
                assert.equal(known, when, `${story}: what is taken back was said`)
                believes.delete(story)
                continue
              }
              assert.ok(stands && coach === has && when === fullWhenWords(Temporal.Instant.from(start)), 'it is so now')
              assert.equal(say === 'New session', known === undefined, story)
              believes.set(story, when)
            }
          }
          for (const { what, coach, start: at, round } of acts) {
            if (!stands) break
            const to = what === 'hand over' ? start : starts[at]!
            const who = what === 'move' ? has : coach
            if (what === 'cancel') stands = (await booking.cancel()).kind !== 'cancelled'
            else if (what === 'correct') await booking.correct()
            else if (who !== has || to !== start) {
              await booking.move(who, to)
              has = who
              start = to
            }
            if (round) await hear(round)
          }
          await hear({ mail: true, text: true })
          await hear({ mail: true, text: true })
          const knows = stands ? waysOf[has].map((way) => `${has} by ${way}`) : []
          assert.deepEqual(
            [...believes].sort(),
            knows.map((story) => [story, fullWhenWords(Temporal.Instant.from(start))]),
          )
          if (stands) await booking.cancel()
          await world.admin.query('delete from message')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is nothing of a session that was given and cancelled within seconds', async () => {
    await world.setNow(mondayMorning)
    for (const coach of [1, 2, 3] as const) {
      const booking = await begin(coach, '2026-11-26T10:00:00Z')
      await booking.cancel()
      assert.deepEqual(await worker({ mail: true, text: true }), [])
    }
  })

  it('is the cancellation, where whoever told of the session died before it was known', async () => {
    await world.setNow(mondayMorning)
    const booking = await begin(3, '2026-11-26T10:00:00Z')
    await world.admin.query(
      `update message set taken_at = clock_now(), attempts = 1, try_at = clock_now() + interval '2 minutes' where subject_id = $1`,
      [booking.id],
    )
    await world.setNow(mondayMorning.add({ minutes: 1 }))
    await booking.cancel()
    assert.deepEqual(await worker({ mail: true, text: true }), [], 'not before it is known what became of it')
    await world.setNow(mondayMorning.add({ minutes: 3 }))
    const heard = await worker({ mail: true, text: true })
    assert.deepEqual(
      heard.map(({ coach, way, say }) => `${coach} ${way} ${say}`),
      ['3 mail Session cancelled'],
    )
  })

  it('waits by text for nothing that mail is still trying to say', async () => {
    await world.setNow(mondayMorning)
    const booking = await begin(1, '2026-11-26T10:00:00Z')
    assert.deepEqual(
      (await worker({ mail: false, text: true })).map(({ way, say }) => `${way} ${say}`),
      ['text New session'],
    )
    await booking.cancel()
    assert.deepEqual(
      (await worker({ mail: false, text: true })).map(({ way }) => way),
      ['text'],
    )
  })

  it('goes by mail where a number was taken away before the text left, and once where mail had gone as well', async () => {
    await world.setNow(mondayMorning)
    const byText = await begin(2, '2026-11-26T10:00:00Z')
    const byBoth = await begin(1, '2026-11-26T10:00:00Z')
    const sent = await worker({ mail: true, text: false })
    assert.deepEqual(
      sent.map(({ coach, way, say }) => `${coach} ${way} ${say}`),
      ['1 mail New session'],
    )
    await toldByText(world, coachId(2), null)
    await toldByText(world, coachId(1), null)
    await world.setNow(mondayMorning.add({ minutes: 30 }))
    const then = await worker({ mail: true, text: true })
    assert.deepEqual(
      then.map(({ coach, way, say }) => `${coach} ${way} ${say}`),
      ['2 mail New session'],
    )
    await toldByText(world, coachId(1), numberOf(1), true)
    await toldByText(world, coachId(2), numberOf(2))
    await byText.cancel()
    await byBoth.cancel()
    await worker({ mail: true, text: true })
  })

  it('is by both ways that the session is gone whose client was erased', async () => {
    await world.setNow(mondayMorning)
    const booking = await begin(1, '2026-11-26T10:00:00Z')
    assert.equal((await worker({ mail: true, text: true })).length, 2)
    await world.setNow(mondayMorning.add({ minutes: 30 }))
    await world.db.withActor(asWorker, (tx) =>
      tx.send('', 'select erase_client(client_id) from booking where id = $1', [booking.id]),
    )
    const heard = await worker({ mail: true, text: true })
    assert.deepEqual(heard.map(({ coach, way, say }) => `${coach} ${way} ${say}`).sort(), [
      '1 mail Session cancelled',
      '1 text Session cancelled',
    ])
  })

  it('is told by mail, once, where a text failed for good, and goes on by text from there', async () => {
    await world.setNow(mondayMorning)
    const booking = await begin(2, '2026-11-26T10:00:00Z')
    const of = (heard: Said[]) => heard.map(({ coach, way, say }) => `${coach} ${way} ${say}`)
    assert.deepEqual(await worker({ mail: true, text: 'refused' }), [])
    assert.equal(await mailInstead(world.ports), 1)
    assert.deepEqual(of(await worker({ mail: true, text: true })), ['2 mail New session'])
    assert.equal(await mailInstead(world.ports), 0)
    await world.setNow(mondayMorning.add({ minutes: 30 }))
    await booking.move(2, '2026-11-26T14:00:00Z')
    assert.deepEqual(of(await worker({ mail: true, text: true })), ['2 text Session moved'])
    await booking.move(2, '2026-11-26T16:00:00Z')
    await worker({ mail: true, text: 'refused' })
    await booking.cancel()
    await mailInstead(world.ports)
    assert.deepEqual(
      of(await worker({ mail: true, text: true })),
      ['2 text Session cancelled'],
      'not what is so no more',
    )
  })

  it('is told by mail where there is no way to send texts', async () => {
    await world.setNow(mondayMorning)
    const booking = await begin(2, '2026-11-26T10:00:00Z')
    const without = bookingRenderers({
      ...world.ports,
      textSender: false,
      baseUrl,
      mailbox: mailboxOf({ baseUrl, smtpUrl: null }),
    })
    const to: string[] = []
    const email = async (mail: Mail) => {
      to.push(mail.to)
      return 'sent' as const
    }
    await sendDue({ db: world.db, renderers: without, senders: { email, text: null }, log: () => {} }, 1_000)
    assert.ok(to.includes(`${coachId(2)}@example.org`))
    await cancel({ ...world.ports, textSender: false }, booking.owner.actor, booking.id, 'client', 'client')
    const { rows } = await world.admin.query(
      `select channel from message where subject_id = $1 and kind = 'coach-cancelled'`,
      [booking.id],
    )
    assert.deepEqual(rows, [{ channel: 'email' }])
  })
})
