import assert from 'node:assert/strict'
import { it } from 'node:test'
import { worker } from '#lib/door'
import { deliveryWorld, provider } from '../../testing/delivery.ts'
import { forgetMessages, sendDue } from './index.ts'

const { db, planning, ports, states, wait } = await deliveryWorld()

it('forgets two years later that a message was sent, and never one that waits', async () => {
  await planning({}, { kind: 'reminder-day', dueAt: Temporal.Instant.from('2029-01-01T00:00:00Z') })
  await sendDue(ports(provider().email), 10)
  await wait({ hours: 730 * 24 })
  await db.withActor(worker, forgetMessages)
  assert.deepEqual(await states(), ['sent', 'waiting'])
  await wait({ hours: 3 * 24 })
  await db.withActor(worker, forgetMessages)
  assert.deepEqual(await states(), ['waiting'])
})
