import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, it } from 'node:test'
import { anyone, signedIn, worker, type Actor } from '#lib/door'
import { tokenHash } from '#identity'
import { at, browser, client } from '../../testing/booking.ts'
import { coachActor } from '../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../testing/world.ts'
import { book } from './book.ts'
import { hold } from './hold.ts'
import type { Wish } from './wish.ts'

const world = await bookingWorld([{ id: coachId(1) }, { id: coachId(2), services: ['lay-career'] }])
const { admin, ports } = world
const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false }
let days = 24
beforeEach(() => world.setNow(mondayMorning))

async function booked() {
  const start = `2026-11-${days++}T10:00:00Z`
  const owner = browser(`amina${start}`)
  const held = await hold(ports, owner, wish, at(start))
  assert.ok(held.kind === 'held', held.kind)
  const done = await book(ports, owner, held.id, client('Amina'))
  assert.ok(done.kind === 'booked')
  const { rows } = await admin.query<{ id: string }>('select client_id as id from booking where id = $1', [done.id])
  return { id: done.id, clientId: rows[0]!.id, actor: owner.actor, start: Temporal.Instant.from(start) }
}

/** Which of somebody's keys an actor is given. */
async function given(clientId: string, actor: Actor) {
  const purposes = ['contact', 'content', 'case'] as const
  const ring = await ports.vault.unwrap(
    purposes.map((purpose) => ({ subject: clientId, purpose })),
    actor,
  )
  return purposes.filter((purpose) => ring.of(clientId, purpose))
}

async function sessionOfClient(clientId: string, level: 1 | 2): Promise<Actor> {
  const token = randomBytes(32).toString('base64url')
  await admin.query(
    `insert into client_session (hash, client_id, level, strong_at)
       values ($1, $2, $3, case when $3 = 2 then clock_now() end)`,
    [tokenHash(token), clientId, level],
  )
  return signedIn({ role: 'lay_client', token, account: clientId })
}

describe('whoever is given the key of how somebody is reached', () => {
  it('is the browser that booked, until the contact is proved; no other browser, and nobody who claims nothing', async () => {
    const { id, clientId, actor } = await booked()
    assert.deepEqual(await given(clientId, actor), ['contact'])
    assert.deepEqual(await given(clientId, browser('somebody else').actor), [])
    assert.deepEqual(await given(clientId, anyone), [])
    await admin.query('update booking set verified_at = clock_now() where id = $1', [id])
    assert.deepEqual(await given(clientId, actor), [])
  })

  it('is the client who proved more than a code does, of their own and nobody else’s', async () => {
    const [amina, mark] = [await booked(), await booked()]
    const session = await sessionOfClient(amina.clientId, 2)
    assert.deepEqual(await given(amina.clientId, await sessionOfClient(amina.clientId, 1)), [])
    assert.deepEqual(await given(amina.clientId, session), ['contact'])
    assert.deepEqual(await given(mark.clientId, session), [])
  })

  it('is their coach until 30 days after, and no other; each opening is on record', async () => {
    const { clientId, start } = await booked()
    const opened = async () =>
      (
        await admin.query(
          `select actor_kind, actor_id, reason from audit_event where subject_id = $1 and verb = 'key.opened' order by n`,
          [clientId],
        )
      ).rows
    assert.deepEqual(await given(clientId, await coachActor(admin, coachId(2))), [])
    assert.deepEqual(await opened(), [])
    assert.deepEqual(await given(clientId, await coachActor(admin, coachId(1))), ['contact'])
    assert.deepEqual(await opened(), [{ actor_kind: 'coach', actor_id: coachId(1), reason: 'contact' }])
    const over = start.add({ minutes: 45 }).add({ hours: 30 * 24 })
    await world.setNow(over.subtract({ seconds: 1 }))
    assert.deepEqual(await given(clientId, await coachActor(admin, coachId(1))), ['contact'])
    await world.setNow(over)
    assert.deepEqual(await given(clientId, await coachActor(admin, coachId(1))), [])
    assert.equal((await opened()).length, 2)
  })

  it('is nobody of staff while the opening cannot be recorded', async () => {
    const { clientId } = await booked()
    const coach = await coachActor(admin, coachId(1))
    await admin.query('revoke execute on function audit_append_all(jsonb) from lay_keys')
    await assert.rejects(given(clientId, coach))
    assert.deepEqual(await given(clientId, worker), ['contact'], 'what is not recorded goes on')
    await admin.query('grant execute on function audit_append_all(jsonb) to lay_keys')
    assert.deepEqual(await given(clientId, coach), ['contact'])
  })

  it('is nobody whose session has ended', async () => {
    const { clientId } = await booked()
    const coach = await coachActor(admin, coachId(1))
    await admin.query('update staff_session set ended_at = clock_now() where staff_id = $1', [coachId(1)])
    assert.deepEqual(await given(clientId, coach), [])
  })
})
