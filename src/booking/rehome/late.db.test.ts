import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { recordAbsence } from '#coaches'
import { worker } from '#lib/door'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { elsewhere, illMorning, told } from '../../../testing/ill-morning.ts'
import { coachActor } from '../../../testing/staff.ts'
import { coachId } from '../../../testing/world.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { makeAvailability } from '../availability/live.ts'
import { bookingRenderers } from '../messages/render.ts'
import { giveUp } from './give-up.ts'
import { keepTimes } from './keep-times.ts'
import { openAway } from './queries.ts'
import { rehoming } from './rehome.ts'

type Morning = Awaited<ReturnType<typeof illMorning>>
/** What a round knows once it has read, and before it goes on. */
async function found({ recovery }: Morning) {
  const [task] = await recovery.db.withActor(worker, (tx) => openAway(tx))
  const all = makeAvailability({ ...recovery, as: worker })
  await all.load()
  return { task: task!, all }
}
const inTenMinutes = told.add({ minutes: 10 })

describe('a coach who is back while a round goes on', () => {
  it('holds the session: it is not cancelled as there are no other times', async () => {
    const ill = await illMorning([{ opens: '09:00', closes: '09:15' }])
    await ill.go()
    await ill.world.setNow(inTenMinutes)
    const { task, all } = await found(ill)
    await ill.back()
    await keepTimes(ill.recovery, all, task)
    await giveUp(ill.recovery, task)
    assert.deepEqual([(await ill.now()).status, await ill.tasks()], ['booked', []])
  })
})

describe('where nothing ran for a while', () => {
  it('somebody calls whoever waited from before the start until after the end', async () => {
    const ill = await illMorning([])
    await ill.world.setNow(told.add({ hours: 4 }))
    await ill.go()
    const { status, open, outcome } = await ill.now()
    assert.deepEqual([await ill.tasks(), status, open, outcome], [['call'], 'booked', false, 'under-way'])
  })

  it('whoever waited is called once, however often an absence is recorded over it', async () => {
    const ill = await illMorning([])
    await ill.world.setNow(told.add({ minutes: 90 }))
    await ill.go()
    const now = ill.world.ports.clock()
    const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now, rehoming }
    const during = { startsAt: told, endsAt: told.add({ hours: 48 }) }
    await ill.world.db.withActor(await coachActor(ill.world.admin, coachId(1)), (tx) =>
      recordAbsence(tx, coachId(1), during, 'leave', acting),
    )
    await ill.go()
    assert.deepEqual(await ill.tasks(), ['call'])
    const { rows } = await ill.world.admin.query('select outcome from rehome_task')
    assert.deepEqual(rows, [{ outcome: 'under-way' }])
  })

  it('times are kept anew for whoever was not told of those that were kept before', async () => {
    const ill = await illMorning([elsewhere], {}, '2026-11-24T16:00:00Z')
    await ill.world.admin.query('update rehome_task set offers_until = $1, tried_at = made_at', [
      told.add({ minutes: 1 }).toString(),
    ])
    await ill.world.setNow(inTenMinutes)
    await ill.go()
    assert.deepEqual(
      [(await ill.now()).status, await ill.heard(), (await ill.kept()).length],
      ['booked', ['booking-alternatives'], 3],
    )
  })
})

it('reminds nobody of a session that they were asked to replace', async () => {
  const ill = await illMorning([elsewhere], {}, '2026-11-24T10:00:00Z')
  const baseUrl = 'https://talk.example.org'
  const mailbox = mailboxOf({ baseUrl, smtpUrl: null })
  const renderers = bookingRenderers({ ...ill.ports, baseUrl, mailbox })
  const said: string[] = []
  const email = async (mail: Mail | Text) => {
    if (mail.channel === 'email' && mail.to.startsWith('amina')) said.push(mail.subject)
    return 'sent' as const
  }
  const send = () =>
    sendDue(
      { db: ill.world.db, renderers, senders: { email, text: null }, log: (...all) => assert.fail(all.join()) },
      99,
    )
  await ill.go()
  await ill.world.setNow(inTenMinutes)
  await ill.go()
  await send()
  const before = said.length
  assert.match(said.at(-1)!, /another time/i)
  // Two hours before its start.
  await ill.world.setNow(told.add({ minutes: 20 }))
  await send()
  assert.equal(said.length, before, said.join())
})

it('times that are kept with a coach who goes away, too, are let go at once, and others kept until the same moment', async () => {
  const ill = await illMorning([elsewhere, elsewhere])
  await ill.go()
  await ill.world.setNow(inTenMinutes)
  await ill.go()
  const [first] = await ill.kept()
  const goes = async (id: string) => {
    const acting = { by: { actorKind: 'coach' as const, actorId: id }, now: inTenMinutes, rehoming }
    const away = { startsAt: inTenMinutes, endsAt: inTenMinutes.add({ hours: 24 * 30 }) }
    await ill.world.db.withActor(await coachActor(ill.world.admin, id), (tx) =>
      recordAbsence(tx, id, away, 'ill', acting),
    )
  }
  const { coachId: gone, until } = first!
  const left = gone === coachId(2) ? coachId(3) : coachId(2)
  await goes(gone)
  assert.ok((await ill.kept()).every((one) => one.coachId === left))
  await ill.go()
  const now = await ill.kept()
  assert.ok(
    now.length > 0 && now.every((one) => one.coachId === left && one.until.equals(until)),
    'one is there to choose',
  )
  assert.deepEqual(await ill.heard(), ['booking-alternatives'], 'and they are told once')
  await goes(left)
  assert.deepEqual(await ill.kept(), [])
  await ill.go()
  assert.ok(
    (await ill.kept()).every((one) => one.coachId === coachId(1)),
    'whoever is ill today is back tomorrow',
  )
  await goes(coachId(1))
  await ill.go()
  assert.deepEqual([(await ill.now()).status, await ill.tasks(), await ill.kept()], ['cancelled', ['call'], []])
  assert.deepEqual(await ill.heard(), ['booking-alternatives', 'booking-cancelled'])
  assert.deepEqual(await wrongInDiary(ill.world.admin), nothingWrong)
})
