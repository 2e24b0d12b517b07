import { browser } from '../../testing/booking.ts'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { another, somebodyWaits } from '../../testing/another.ts'
import { eventually } from '../../testing/running.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import type { NewClient } from './new-client.ts'
import { cancel } from './cancel.ts'
import { hold } from './hold.ts'
import { releaseUnverified, tidy } from './jobs.ts'
import type { Wish } from './wish.ts'
import { personBehind } from '../../testing/keys.ts'

const world = await bookingWorld([{ id: coachId(1) }])
const wish: Wish = { service: world.service('lay-too'), mode: 'phone', longer: false, interpreter: false }
const owner = browser('amina')
const amina: NewClient = {
  name: 'Amina',
  email: 'amina@example.org',
  phone: '+447700900123',
  contactHashes: [Buffer.alloc(32, 1)],
  adjustments: [],
  area: null,
  settingKey: null,
  roleGroupKey: null,
}

async function bookAt(start: string) {
  const held = await hold(world.ports, owner, wish, Temporal.Instant.from(start).epochMilliseconds)
  assert.ok(held.kind === 'held')
  const booked = await book(world.ports, owner, held.id, amina)
  assert.ok(booked.kind === 'booked')
  return booked
}

const statusOf = async (id: string) =>
  (await world.admin.query('select status from booking where id = $1', [id])).rows[0].status as string

describe('what time does to bookings', () => {
  it('lets a further appointment go after half an hour without its code, and no other', async () => {
    const first = await bookAt('2026-11-24T09:00:00Z')
    const further = await bookAt('2026-11-24T15:00:00Z')
    assert.equal(await releaseUnverified(world.ports), 0)
    await world.setNow(mondayMorning.add({ minutes: 30 }))
    assert.equal(await releaseUnverified(world.ports), 1)
    assert.deepEqual([await statusOf(first.id), await statusOf(further.id)], ['booked', 'cancelled'])
  })

  it('forgets holds that came to nothing, and their claims, a day later', async () => {
    const rows = async () =>
      (
        await world.admin.query(
          `select h.state, c.kind, c.active from hold h full join claim c on c.id = h.claim_id order by h.made_at, h.state`,
        )
      ).rows.map((row) => Object.values(row).join(' '))
    const kept = await rows()
    const at = (hours: number) => mondayMorning.add({ hours })
    const start = Temporal.Instant.from('2026-11-26T09:00:00Z').epochMilliseconds
    await world.setNow(at(1))
    assert.equal((await hold(world.ports, owner, wish, start)).kind, 'held')
    assert.equal((await hold(world.ports, owner, wish, start + 7_200_000)).kind, 'held', 'the first lets go')
    await world.setNow(at(3))
    await tidy(world.ports)
    assert.deepEqual(await rows(), [...kept, 'released hold false', 'released hold false'])
    await world.setNow(at(24))
    await tidy(world.ports)
    assert.equal((await rows()).length, kept.length + 2)
    await world.setNow(at(25).add({ seconds: 1 }))
    await tidy(world.ports)
    assert.deepEqual(await rows(), kept)
  })

  it('blanks the number to ring a day after the session, and forgets the person two years after it', async () => {
    const person = async () =>
      Promise.all(
        (
          await world.admin.query<{ id: string }>(
            'select booking_id as id from booking_person order by sealed_session_phone nulls last',
          )
        ).rows.map(({ id }) => personBehind(world.admin, world.ports.vault, id)),
      )
    await world.setNow(Temporal.Instant.from('2026-11-25T09:44:00Z'))
    await tidy(world.ports)
    assert.equal((await person())[0]?.sessionPhone, amina.phone)
    await world.setNow(Temporal.Instant.from('2026-11-25T09:46:00Z'))
    await tidy(world.ports)
    assert.equal(
      (await person()).filter((one) => one!.sessionPhone !== null).length,
      1,
      'only that of the cancelled one, whose day is not over',
    )
    await world.setNow(Temporal.Instant.from('2028-11-25T12:00:00Z'))
    await tidy(world.ports)
    assert.deepEqual(await person(), [])
  })

  it('lets none go that is kept, or whose contact is corrected, just as it is looked through', async () => {
    await world.setNow(mondayMorning)
    const acts = ['verified_at = clock_now(), release_at = null', `release_at = clock_now() + interval '30 minutes'`]
    for (const [day, act] of acts.entries()) {
      const further = await bookAt(`2026-11-2${6 + day}T15:00:00Z`)
      await world.setNow(world.ports.clock().add({ minutes: 30 }))
      const released = await another(world, async (other) => {
        await other.query('begin')
        await other.query(`update booking set ${act} where id = $1`, [further.id])
        const releasing = releaseUnverified(world.ports)
        await eventually('the act is waited for', () => somebodyWaits(world))
        await other.query('commit')
        return releasing
      })
      assert.deepEqual([released, await statusOf(further.id)], [0, 'booked'], act)
      await cancel(world.ports, owner.actor, further.id, 'client', 'client')
    }
  })
})
