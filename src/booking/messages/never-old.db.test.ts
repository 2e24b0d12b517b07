import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { browser, client, contactKey } from '../../../testing/booking.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { cancel } from '../cancel.ts'
import { hold } from '../hold.ts'
import { hashesOf } from '../contact-hashes.ts'
import { move } from '../move.ts'
import type { Wish } from '../wish.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld(Array.from({ length: 4 }, (_, i) => ({ id: coachId(i + 1) })))
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let people = 0

const step = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), hour: fc.integer({ min: 26, max: 110 }) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(1, 5, 61, 600, 1_441) }),
  fc.record({ kind: fc.constant('send' as const), away: fc.boolean() }),
  fc.constant({ kind: 'cancel' as const }),
)

it('whatever moves, waits, fails and is sent again, a client hears of the time that holds, once, and each change is one line', async () => {
  let [changes, heardOfOld] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await admin.query('truncate hold, booking, booking_person, booking_change, claim, message cascade')
      await world.setNow(mondayMorning)
      await ports.availability.load()
      const name = `amina${++people}`
      const owner = browser(name)
      const contacts = { email: `${name}@example.org`, phone: '+447700900123' }
      const startAt = (hour: number) => mondayMorning.add({ hours: hour })
      const atHour = async (hour: number) => hold(ports, owner, wish, startAt(hour).epochMilliseconds)
      const held = await atHour(26)
      assert.ok(held.kind === 'held')
      const contactHashes = hashesOf(contactKey, [contacts.email, contacts.phone])
      const booked = await book(ports, owner, held.id, client(name, { ...contacts, contactHashes }))
      assert.ok(booked.kind === 'booked')
      let now = mondayMorning
      let [start, cancelled, lines]: [Temporal.Instant, boolean, number] = [startAt(26), false, 1]
      const got = new Map<string, string>()
      const heard = new Map<string, Set<string>>()
      const clock = (at: Temporal.Instant) => {
        const local = at.toZonedDateTimeISO('Europe/London')
        return local.hour === 12 ? 'midday' : `${local.hour % 12 || 12}${local.hour < 12 ? 'am' : 'pm'}`
      }
      /** The worker once; it may be that a relay took a message and could not say so. */
      const send = async (away: boolean) => {
        // What a sender throws is caught by whoever sends: it is kept, and said afterwards.
        const wrong: unknown[] = []
        const take = async (message: Mail | Text, id: string) => {
          try {
            return look(message, id)
          } catch (error) {
            wrong.push(error)
            throw error
          }
        }
        const look = (message: Mail | Text, id: string) => {
          if (message.to !== contacts.email && message.to !== contacts.phone) return 'sent' as const
          const said = message.channel === 'email' ? message.subject : message.text
          if (!said.includes(clock(start))) heardOfOld++
          assert.ok(said.includes(clock(start)), `${said} about ${start}`)
          if (cancelled) assert.match(said, /cancelled/)
          else if (/^Reminder|is at/.test(said)) {
            const before = now.until(start).total('minutes')
            assert.ok(before > 0 && before <= (said.startsWith('Reminder') ? 24 * 60 : 10), `${said} ${before}`)
          }
          const state = `${lines} ${message.channel === 'email' ? said : 'text'}`
          const ids = (heard.get(state) ?? new Set()).add(id)
          heard.set(state, ids)
          // The two reminders by mail say the same.
          assert.ok(ids.size <= (said.startsWith('Reminder') ? 2 : 1), `${said} twice in one state`)
          assert.ok((got.get(id) ?? said) === said || message.channel === 'text')
          got.set(id, said)
          return away ? ('unreachable' as const) : ('sent' as const)
        }
        await sendDue({ db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
        if (wrong.length > 0) throw wrong[0]
      }
      for (const one of steps) {
        if (one.kind === 'wait') await world.setNow((now = now.add({ minutes: one.minutes })))
        else if (one.kind === 'send') await send(one.away)
        else if (one.kind === 'cancel') {
          const done = await cancel(ports, owner.actor, booked.id, 'client', 'client')
          if (done.kind === 'cancelled' && !cancelled) [cancelled, lines] = [true, lines + 1]
        } else {
          const next = await atHour(one.hour)
          if (next.kind !== 'held') continue
          if ((await move(ports, owner, booked.id, next.id, 'client')).kind === 'moved')
            [start, lines] = [startAt(one.hour), lines + 1]
        }
      }
      await world.setNow((now = now.add({ hours: 1 })))
      await send(false)
      await send(false)
      changes += lines - 1
      // One line of history for each change, in order, and no message twice in one state by one way.
      const { rows } = await admin.query<{ n: number; ordered: boolean; twice: number }>(
        `select count(*)::int as n, count(distinct sequence) = count(*) and max(sequence) = count(*) - 1 as ordered,
                (select count(*)::int from (select from message where subject_id = $1
                  group by kind, subject_sequence, recipient, channel having count(*) > 1) t) as twice
           from booking_change where booking_id = $1`,
        [booked.id],
      )
      assert.deepEqual(rows, [{ n: lines, ordered: true, twice: 0 }])
      const past = await admin.query(`select from message where subject_id = $1 and due_at < planned_at`, [booked.id])
      assert.equal(past.rowCount, 0, 'none is planned for a moment that has passed')
    }),
    { numRuns: 40 },
  )
  assert.ok(changes > 10 && heardOfOld === 0)
})
