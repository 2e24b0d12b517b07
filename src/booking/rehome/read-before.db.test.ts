import assert from 'node:assert/strict'
import { it } from 'node:test'
import { recordAbsence } from '#coaches'
import { worker } from '#lib/door'
import { admin, as, at, db, ports, recovering, session, world } from '../../../testing/covering.ts'
import { coachId } from '../../../testing/world.ts'
import { makeAvailability } from '../availability/live.ts'
import { openAway } from './queries.ts'
import { reassign } from './reassign.ts'
import { recover } from './recover.ts'
import { rehoming } from './rehome.ts'

it('a round that read before another asked the client gives the session to nobody: they hear one story', async () => {
  await session({}, 1, at('14:00'))
  await admin.query('update coach set active = id = $1::uuid', [coachId(1)])
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: ports.clock(), rehoming }
  const away = { startsAt: at('08:00'), endsAt: at('18:00') }
  await db.withActor(await as(1), (tx) => recordAbsence(tx, coachId(1), away, 'ill', acting))
  const [read] = await db.withActor(worker, (tx) => openAway(tx))
  for (const seconds of [0, 21]) {
    await world.setNow(at('08:10').add({ seconds }))
    await recover(recovering)
  }
  // Others are there again, and the first round comes to its step.
  await admin.query('update coach set active = true')
  const availability = makeAvailability({ db, clock: ports.clock, as: worker, days: 1 })
  await availability.load()
  await reassign(recovering, availability, read!)
  const { rows } = await admin.query<{ kind: string }>(
    `select kind from message where recipient = 'client' and kind not like 'reminder%' and kind <> 'booking-confirmation' order by due_at`,
  )
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['booking-alternatives'],
  )
  assert.deepEqual((await admin.query('select distinct state from offer')).rows, [{ state: 'open' }])
})
