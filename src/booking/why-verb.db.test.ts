import assert from 'node:assert/strict'
import { it } from 'node:test'
import { layReference } from '../../seed/reference.ts'
import { demoCoaches } from '../../seed/demo-coaches.ts'
import { layCoaches } from '../../seed/lay-coaches.ts'
import { dev } from '../../seed/cast.ts'
import { freshDatabase } from '../../testing/database.ts'
import { running } from '../../testing/verbs.ts'
import { whyVerb } from './why-verb.ts'

const { db, admin } = await freshDatabase()
await layReference(admin)
await layCoaches(admin, demoCoaches().slice(0, 3))
const run = running(whyVerb, db)
const monday = Temporal.Now.zonedDateTimeISO('Europe/London').add({ weeks: 1 })
const at = (clock: string) =>
  monday
    .subtract({ days: monday.dayOfWeek - 1 })
    .withPlainTime(clock)
    .toInstant()
    .toString()

it('says that a coach is offered, or the one reason why not', async () => {
  const why = async (...more: string[]) => (await run('--service', 'lay-too', ...more)).out
  assert.deepEqual(await why('--coach', 'dev solanki', '--start', at('09:00')), ['offered'])
  assert.deepEqual(await why('--coach', dev.coachId!, '--start', at('09:05')), ['not-a-start'])
  assert.deepEqual(await why('--coach', dev.coachId!, '--start', at('22:00')), ['outside-opening-hours'])
  assert.deepEqual(await why('--coach', dev.name, '--start', at('09:00'), '--language', 'cy'), ['language'])
  assert.deepEqual(await why('--coach', 'Nobody', '--start', at('09:00')), ['no-such-coach'])
})

it('says in one line what is wrong with the asking', async () => {
  for (const args of [
    [],
    ['--service', 'lay-too', '--coach', dev.name],
    ['--service', 'lay-too', '--coach', dev.name, '--start', 'soon'],
    ['--service', 'lay-too', '--coach', dev.name, '--start', at('09:00'), '--mode', 'pigeon'],
    ['--service', 'lay-nothing', '--coach', dev.name, '--start', at('09:00')],
  ]) {
    const { status, out, err } = await run(...args)
    assert.deepEqual([status, out.length, err.length], [1, 0, 1], args.join(' '))
  }
})
