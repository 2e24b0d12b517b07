import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { endAbsence, recordAbsence } from '#coaches'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { toldByText } from '../../../testing/coach-texts.ts'
import { browser, client } from '../../../testing/booking.ts'
import { actorOf, coachActor, newStaff } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { askForCover, giveCover } from '../cover/queries.ts'
import { lookAfterCover } from '../cover/round.ts'
import { hold } from '../hold.ts'
import { recover } from '../rehome/recover.ts'
import { rehoming } from '../rehome/rehome.ts'
import { bookingRenderers } from './render.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { admin, db, ports } = world
const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
const numberOfOne = '+447700900121'
await toldByText(world, coachId(1), numberOfOne, true)
const recovering = { ...ports, db, log: (...said: unknown[]) => assert.fail(said.map(String).join()) }
const acting = () => ({ by: { actorKind: 'coach' as const, actorId: coachId(1) }, now: ports.clock(), rehoming })
const asCoach = async () => coachActor(admin, coachId(1))
const hours = (many: number) => mondayMorning.add({ hours: many })

/** What reaches the first coach now, by mail and text. */
async function heard(): Promise<string[]> {
  const said: string[] = []
  const take = async (message: Mail | Text) => {
    if ([numberOfOne, `${coachId(1)}@example.org`].includes(message.to))
      said.push(message.channel === 'email' ? `${message.subject}. ${message.text.split('\n')[0]}` : message.text)
    return 'sent' as const
  }
  await sendDue({ db, renderers, senders: { email: take, text: take }, log: () => {} }, 1_000)
  return said
}
const goAway = async (days: number) => {
  const during = { startsAt: ports.clock(), endsAt: ports.clock().add({ hours: days * 24 }) }
  const said = await db.withActor(await asCoach(), (tx) => recordAbsence(tx, coachId(1), during, 'ill', acting()))
  assert.ok(said.kind === 'recorded')
  return said.absence.id
}
const holders = async () =>
  (
    await admin.query<{ who: string }>('select right(coach_id::text, 1) as who from booking order by starts_at')
  ).rows.map(({ who }) => who)

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(`delete from message; delete from absence;
    truncate hold, booking, booking_person, booking_change, rehome_task, cover, claim cascade`)
  await ports.availability.load()
})
let people = 0
async function booked(startsAt: Temporal.Instant) {
  const owner = browser(`someone ${++people}`)
  const wish = { service: world.service('lay-too'), mode: 'video' as const, longer: false, interpreter: false }
  const held = await hold(ports, owner, { ...wish, coachId: coachId(1) }, startsAt.epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  assert.equal((await book(ports, owner, held.id, client(`someone${people}`))).kind, 'booked')
  // Nobody asked for the coach by name: that is only how this test got them.
  await admin.query(`update booking set matched_on = array_remove(matched_on, 'named=${coachId(1)}')`)
}

describe('a coach who goes away for eight days with seven sessions', () => {
  it('hears once how many are looked after, and nothing of each; back again, of what is theirs then', async () => {
    for (let day = 0; day < 7; day++) await booked(hours(3 + day * 24))
    assert.equal((await heard()).length, 14)
    const absence = await goAway(8)
    await recover(recovering)
    assert.ok((await holders()).every((who) => who !== '1'))
    const once =
      /^Your sessions are looked after\. 7 of your sessions go to others or to other times, as you are not there\./
    const said = await heard()
    assert.equal(said.length, 1, said.join('\n'))
    assert.match(said[0]!, once)
    await world.setNow(hours(1))
    await recover(recovering)
    assert.deepEqual(await heard(), [])
    await db.withActor(await asCoach(), (tx) => endAbsence(tx, coachId(1), absence, acting()))
    assert.deepEqual(await heard(), [])
  })

  it('hears nothing where they are back before anything became of it', async () => {
    await booked(hours(3))
    await heard()
    const absence = await goAway(1)
    await db.withActor(await asCoach(), (tx) => endAbsence(tx, coachId(1), absence, acting()))
    await recover(recovering)
    assert.deepEqual([await heard(), await holders()], [[], ['1']])
  })
})

describe('a coach whose session the lead gives to another', () => {
  it('hears by each way that somebody else has it, and not that it is cancelled', async () => {
    await booked(hours(4))
    await heard()
    const lead = await actorOf(admin, await newStaff(admin, 'lead_ops'), 'lead_ops')
    const request = '00000000-0000-4000-8000-000000000001'
    const cover = (await db.withActor(lead, (tx) => askForCover.one(tx, coachId(1), hours(4), request)))!.id!
    await lookAfterCover(recovering)
    assert.equal((await db.withActor(lead, (tx) => giveCover.one(tx, cover, coachId(2), request)))!.yes, true)
    await lookAfterCover(recovering)
    assert.deepEqual(await holders(), ['2'])
    const said = await heard()
    assert.equal(said.length, 2, said.join('\n'))
    for (const words of said) {
      assert.match(words, /^Session passed on[^]*Somebody else has/)
      assert.doesNotMatch(words, /cancelled|free/)
    }
  })
})
