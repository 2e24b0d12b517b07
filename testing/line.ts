import assert from 'node:assert/strict'
import { book } from '../src/booking/book.ts'
import { cancel } from '../src/booking/cancel.ts'
import { hold } from '../src/booking/hold.ts'
import { soonerOffer } from '../src/booking/rehome/offers.ts'
import { choose } from '../src/booking/rehome/choose.ts'
import { askSooner, decline, stopSooner } from '../src/booking/sooner/ask.ts'
import { offerSooner } from '../src/booking/sooner/round.ts'
import type { NewClient } from '../src/booking/new-client.ts'
import type { Wish } from '../src/booking/wish.ts'
import { browser, client } from './booking.ts'
import { bookingWorld, coachId, type TestCoach } from './world.ts'

/** The eve of the days on which there is one session each, at six in the evening. */
export const eve = Temporal.Instant.from('2026-11-23T09:00:00Z')
export const six = (day: number) => Temporal.Instant.from(`2026-11-${day}T18:00:00Z`)

/** Coaches with one session a day, at six in the evening, and people who booked them and wait for a sooner one. */
export async function waitingLine(coaches: readonly Omit<TestCoach, 'id'>[] = [{}], at = eve) {
  const hours = { opens: '18:00', closes: '18:45' }
  const world = await bookingWorld(
    coaches.map((one, i) => ({ id: coachId(i + 1), ...hours, ...one })),
    at,
  )
  const { ports, db, admin } = world
  const wish = (asked: Partial<Wish> = {}): Wish => ({
    service: world.service('lay-too'),
    mode: 'video',
    longer: false,
    interpreter: false,
    ...asked,
  })
  const round = () =>
    offerSooner({ db, clock: ports.clock, random: ports.random, log: (...said) => assert.fail(said.join()) })

  /** Somebody with a session at six in the evening of a day. */
  async function booked(name: string, day: number, asked: Partial<Wish> = {}, given: Partial<NewClient> = {}) {
    const owner = browser(name)
    const held = await hold(ports, owner, wish(asked), six(day).epochMilliseconds)
    assert.ok(held.kind === 'held', held.kind)
    const done = await book(ports, owner, held.id, client(name, given))
    assert.ok(done.kind === 'booked')
    const { id } = done
    const offer = () => db.withActor(owner.actor, (tx) => soonerOffer.one(tx, id))
    return {
      id,
      owner,
      offer,
      ask: async (notBefore: Temporal.Instant | null = null) => {
        // In line by when they asked, and no two at once.
        await world.setNow(ports.clock().add({ milliseconds: 1 }))
        return askSooner(ports, owner.actor, id, notBefore)
      },
      /** The day of the time that is kept for them. */
      day: async () => (await offer())?.startsAt.toZonedDateTimeISO('UTC').day ?? null,
      cancel: () => cancel(ports, owner.actor, id, 'client', 'client'),
      stop: () => stopSooner(ports, owner.actor, id),
      decline: async () => decline(ports, owner.actor, id, (await offer())!.id),
      take: async () => choose(ports, owner.actor, id, (await offer())!.id),
      messages: async () =>
        (
          await admin.query<{ kind: string; channel: string }>(
            `select m.kind, m.channel from message m join offer o on o.id = m.subject_id where o.booking_id = $1`,
            [id],
          )
        ).rows,
      waits: async () =>
        ((await admin.query('select from waiting_alert where booking_id = $1', [id])).rowCount ?? 0) > 0,
    }
  }
  return { world, ports, db, admin, wish, round, booked }
}

export type Person = Awaited<ReturnType<Awaited<ReturnType<typeof waitingLine>>['booked']>>

/** Four people on four days, of whom the last two wait; the last asked first. */
export async function four() {
  const line = await waitingLine()
  const [amina, ben, cleo, dan] = await Promise.all([24, 25, 26, 27].map((day, i) => line.booked(`person ${i}`, day)))
  await dan!.ask()
  await cleo!.ask()
  return { ...line, amina: amina!, ben: ben!, cleo: cleo!, dan: dan! }
}
