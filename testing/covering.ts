import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach } from 'node:test'
import { browser, client } from './booking.ts'
import { actorOf, coachActor, newStaff } from './staff.ts'
import { bookingWorld, coachId, mondayMorning, type TestCoach } from './world.ts'
import { book } from '../src/booking/book.ts'
import { hold } from '../src/booking/hold.ts'
import { preferencesOf, type Wish } from '../src/booking/wish.ts'
import {
  askForCover,
  coversForMe,
  giveCover,
  letGoSession,
  stopCover,
  whoCouldCover,
} from '../src/booking/cover/queries.ts'
import { answerSwap, offerSwap } from '../src/booking/swap/queries.ts'
import { lookAfterCover } from '../src/booking/cover/round.ts'
import { bookingRenderers } from '../src/booking/messages/render.ts'
import { mailboxOf, sendDue, type Mail } from '../src/notifications/index.ts'

/** What is needed to ask for cover, to take it and to give it: five coaches of one provider, a lead and its rota. */
export const coaches: Omit<TestCoach, 'id'>[] = [
  { gender: 'woman', languages: ['en', 'tw'], ethnicallyDiverse: true, services: ['lay-too', 'lay-too-ed'] },
  { gender: 'woman', ethnicallyDiverse: true, services: ['lay-too', 'lay-too-ed'], dailyCap: 1 },
  { gender: 'man', languages: ['en', 'tw'] },
  { gender: 'woman', modes: ['phone'] },
  { gender: 'woman', gapMinutes: 60 },
]
/** What clients of these coaches may ask for, and who of them meets it. */
export const wishes: Partial<Wish>[] = [
  {},
  { gender: 'woman' },
  { gender: 'man' },
  { language: 'tw' },
  { ethnicallyDiverse: true },
  { mode: 'phone' },
  { longer: true },
  { coachId: coachId(1) },
  { gender: 'woman', language: 'tw' },
]
export const meets = (
  who: number,
  { gender, language, ethnicallyDiverse, mode = 'video', coachId: named }: Partial<Wish>,
) => {
  const coach = coaches[who - 1]!
  return (
    (gender ?? coach.gender) === coach.gender &&
    (language === undefined || (coach.languages ?? ['en']).includes(language)) &&
    (!ethnicallyDiverse || coach.ethnicallyDiverse === true) &&
    (coach.modes ?? ['video', 'phone']).includes(mode) &&
    (named ?? coachId(who)) === coachId(who)
  )
}

export const world = await bookingWorld(coaches.map((one, i) => ({ id: coachId(i + 1), ...one })))
export const { db, admin, ports } = world
await admin.query(`insert into provider (key, name) values ('osprey', 'Osprey')`)
export const sam = await newStaff(admin, 'lead_ops')
export const rota = await newStaff(admin, 'partner_rota')
export const lead = () => actorOf(admin, sam, 'lead_ops')
export const priya = () => actorOf(admin, rota, 'partner_rota')
export const recovering = {
  db,
  clock: ports.clock,
  random: ports.random,
  textSender: true,
  log: (...said: unknown[]) => assert.fail(said.map((one) => JSON.stringify(one)).join()),
}
export const round = () => lookAfterCover(recovering)
export const at = (clock: string) => Temporal.Instant.from(`2026-11-23T${clock}:00Z`)
let people = 0

beforeEach(async () => {
  await world.setNow(mondayMorning)
  await admin.query(
    `delete from message; truncate hold, booking, booking_person, booking_change, claim, cover cascade; delete from absence`,
  )
  await admin.query(`update coach set provider_id = (select id from provider where key = 'kestrel')`)
  await ports.availability.load()
})

/** Somebody's session with a coach, and what they asked for. */
export async function session(asked: Partial<Wish> = {}, who = 1, start = at('11:00')) {
  const owner = browser(`person ${++people}`)
  const wish: Wish = { service: world.service('lay-too'), mode: 'video', longer: false, interpreter: false, ...asked }
  const held = await hold(ports, owner, { ...wish, coachId: coachId(who) }, start.epochMilliseconds)
  assert.ok(held.kind === 'held', held.kind)
  const booked = await book(ports, owner, held.id, client(`person${people}`))
  assert.ok(booked.kind === 'booked')
  await admin.query('update booking set matched_on = $2 where id = $1', [booked.id, preferencesOf(wish)])
  return { id: booked.id, owner, start, who }
}
export type Session = Awaited<ReturnType<typeof session>>
export const as = (who: number) => coachActor(admin, coachId(who))
export const ask = async ({ start, who }: Session, actor = () => as(who)) =>
  (await db.withActor(await actor(), (tx) => askForCover.one(tx, coachId(who), start, randomUUID())))!.id!
export const take = async (cover: string, who: number) =>
  (await db.withActor(await as(who), (tx) => giveCover.one(tx, cover, coachId(who), randomUUID())))!.yes
export const give = async (cover: string, who: number, actor = lead) =>
  (await db.withActor(await actor(), (tx) => giveCover.one(tx, cover, coachId(who), randomUUID())))!.yes
/** The coach who asked for cover holds it after all, or takes back the swap that they offered. */
export const stop = async ({ id }: Session, who = 1) =>
  (await db.withActor(await as(who), (tx) => stopCover.one(tx, id, randomUUID())))!.yes
export const letGo = async ({ id }: Session, how: string) =>
  (await db.withActor(await lead(), (tx) => letGoSession.one(tx, id, how, randomUUID())))!.yes
export const offer = async (mine: Session, theirs: Session, who = mine.who) =>
  (await db.withActor(await as(who), (tx) =>
    offerSwap.one(tx, mine.id, coachId(theirs.who), theirs.start, randomUUID()),
  ))!.id
export const answer = async (id: string, who: number, agreed = true) =>
  (await db.withActor(await as(who), (tx) => answerSwap.one(tx, id, agreed, randomUUID())))!.yes
/** What recovery told its client. */
export const askedOf = async ({ id }: Session) =>
  (
    await admin.query<{ kind: string }>(
      `select m.kind from message m join rehome_task t on t.id = m.subject_id where t.booking_id = $1 and m.recipient = 'client' order by m.kind`,
      [id],
    )
  ).rows.map(({ kind }) => kind)
export const unacknowledged = ({ id, start }: Session) =>
  admin.query(
    `insert into acknowledgement (booking_id, sequence, coach_id, starts_at, asked_at)
       select id, 90, coach_id, $2, clock_now() from booking where id = $1`,
    [id, start],
  )
export const sees = async (who: number) =>
  (await db.withActor(await as(who), (tx) => coversForMe(tx))).map(({ state }) => state)
export const could = async (cover: string, actor = lead) =>
  (await db.withActor(await actor(), (tx) => whoCouldCover(tx, cover)))
    .map((one) => Number(one.coachId.slice(-2)))
    .sort()
export const has = async ({ id }: Session) =>
  (await admin.query<{ who: number }>('select right(coach_id::text, 2)::int as who from booking where id = $1', [id]))
    .rows[0]!.who
export const heard = async ({ id }: Session, recipient: string) =>
  (
    await admin.query<{ kind: string }>(
      `select kind from message where subject_id = $1 and recipient = $2 and subject_sequence > 0 and kind not like 'reminder%' order by kind`,
      [id, recipient],
    )
  ).rows.map(({ kind }) => kind)
export const trail = async ({ id }: Session) =>
  (await admin.query<{ verb: string }>(`select verb from audit_event where subject_id = $1 order by id`, [id])).rows
    .map(({ verb }) => verb)
    .filter((verb) => /^(cover|swap)\.|^booking.reassigned$/.test(verb))

const baseUrl = 'https://talk.example.org'
const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
/** What coaches are handed now of sessions that stay theirs or do not come to them: "1 Session still yours, …". */
export async function mailsToCoaches() {
  const said: string[] = []
  const email = async (mail: Mail) => {
    if (/^Session (still|not) yours/.test(mail.subject)) said.push(`${Number(mail.to.slice(24, 36))} ${mail.subject}`)
    return 'sent' as const
  }
  await sendDue({ db, renderers, senders: { email, text: null }, log: () => {} }, 1_000)
  return said.sort()
}
