import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, it } from 'node:test'
import { NotFound, serve } from '#web'
import { freshDatabase } from '../../testing/database.ts'
import { coachActor, guardsWith, newStaff } from '../../testing/staff.ts'
import { recordDenied } from './denied.ts'

const { db, admin } = await freshDatabase()
const dev = await newStaff(admin, 'coach')
const foreign = randomUUID()
const app = await serve({
  routes: [
    {
      method: 'GET',
      path: '/team/things/:id',
      may: 'coach',
      handle: async () => {
        throw new NotFound()
      },
    },
  ],
  ports: { clock: () => Temporal.Now.instant(), baseUrl: 'http://localhost:3000' },
  guards: guardsWith({
    coach: async () => ({ kind: 'coach', id: dev, actor: await coachActor(admin, dev), level: 'strong' }),
  }),
  denied: recordDenied(db),
})
after(() => app.close())
const ask = async (id: string) => (await app.inject({ url: `/team/things/${id}` })).statusCode
const denials = async () =>
  (
    await admin.query(
      `select subject_id as id, actor_id as who from audit_event where verb = 'access.denied' order by id`,
    )
  ).rows

it('writes down who asked for what is not theirs, in the trail of what they named or else in their own', async () => {
  assert.deepEqual([await ask(foreign), await ask('nothing')], [404, 404])
  assert.deepEqual(
    (await denials()).toSorted((a, b) => Number(a.id === dev) - Number(b.id === dev)),
    [
      { id: foreign, who: dev },
      { id: dev, who: dev },
    ],
  )
})

it('does not even say that there is nothing when that cannot be written', async () => {
  await admin.query('alter table audit_event rename to audit_event_gone')
  assert.notEqual(await ask(foreign), 404)
  await admin.query('alter table audit_event_gone rename to audit_event')
})
