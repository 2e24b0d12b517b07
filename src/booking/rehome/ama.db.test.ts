import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { recordAbsence } from '#coaches'
import { another, somebodyWaits } from '../../../testing/another.ts'
import { browser, client } from '../../../testing/booking.ts'
import { nothingWrong, wrongInDiary } from '../../../testing/diary.ts'
import { command, eventually, type Command } from '../../../testing/running.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId } from '../../../testing/world.ts'
import { book } from '../book.ts'
import { hold } from '../hold.ts'
import type { Wish } from '../wish.ts'
import { rehoming } from './rehome.ts'

/*
 * Ama has seven sessions and is ill at 7:40. Four coaches can replace her, each for some of what was asked for, and the public
 * takes their times meanwhile; the worker is killed half-way, twice.
 */
const ama = coachId(1)
const told = Temporal.Instant.from('2026-11-24T07:40:00Z')
const world = await bookingWorld(
  [
    {
      id: ama,
      gender: 'woman',
      languages: ['en', 'tw'],
      ethnicallyDiverse: true,
      services: ['lay-too', 'lay-too-ed'],
      dailyCap: 7,
    },
    { id: coachId(2), gender: 'woman', ethnicallyDiverse: true, services: ['lay-too', 'lay-too-ed'] },
    { id: coachId(3), gender: 'man' },
    { id: coachId(4), gender: 'woman', languages: ['en', 'tw'], opens: '12:00' },
    { id: coachId(5), gender: 'man', closes: '12:30' },
  ],
  told.subtract({ hours: 20 }),
)
const { ports, admin, db } = world
const folder = mkdtempSync(join(tmpdir(), 'lay-ama-'))
const outbox = join(folder, 'outbox')
writeFileSync(outbox, '')
const started: Command[] = []
after(async () => {
  for (const each of started) each.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
})
const startWorker = async () => {
  const { work, keys } = world.logins
  const begun = command('testing/recovery-worker.ts', [JSON.stringify([{ work, keys }, world.kekFile, outbox])], {})
  started.push(begun)
  await eventually('the worker is there', () => begun.out().includes('ready'))
  return begun
}

type Person = { id: string; start: string; asked: Partial<Wish>; email: string | null; phone: string | null }
const seven: Omit<Person, 'id'>[] = [
  { start: '09:00', asked: {}, email: 'p1@example.org', phone: null },
  { start: '10:15', asked: { ethnicallyDiverse: true }, email: 'p2@example.org', phone: null },
  { start: '11:30', asked: { gender: 'woman' }, email: null, phone: '+447700900103' },
  { start: '12:45', asked: { language: 'tw' }, email: null, phone: '+447700900104' },
  { start: '14:00', asked: { coachId: ama }, email: 'p5@example.org', phone: null },
  { start: '15:15', asked: { gender: 'man' }, email: 'p6@example.org', phone: null },
  { start: '16:30', asked: {}, email: null, phone: '+447700900107' },
]
const wishFor = (asked: Partial<Wish>): Wish => ({
  service: world.service('lay-too'),
  mode: 'video',
  longer: false,
  interpreter: false,
  ...asked,
})
const at = (clock: string) => Temporal.Instant.from(`2026-11-24T${clock}:00Z`)

async function bookWithAma({ start, asked, email, phone }: Omit<Person, 'id'>, i: number): Promise<string> {
  const owner = browser(`person ${i}`)
  const held = await hold(
    ports,
    owner,
    wishFor({ ...asked, gender: 'woman', coachId: ama }),
    at(start).epochMilliseconds,
  )
  assert.ok(held.kind === 'held', held.kind)
  const reach = phone ? ({ email, phone, takesTexts: true } as const) : ({ email, phone } as const)
  const booked = await book(
    ports,
    owner,
    held.id,
    client(`person ${i}`, { ...reach, channel: phone ? 'text' : 'email' }),
  )
  assert.ok(booked.kind === 'booked')
  return booked.id
}

/** What each asked for in truth: they came to Ama by chance, but for the one who named her. */
async function askedFor(id: string, { asked }: Omit<Person, 'id'>) {
  const words = [
    asked.ethnicallyDiverse && 'ethnically-diverse',
    asked.coachId && `named=${asked.coachId}`,
    asked.language && `language=${asked.language}`,
    asked.gender && `gender=${asked.gender}`,
  ].filter(Boolean)
  await admin.query('update booking set matched_on = $2 where id = $1', [id, words])
}

let stop = false
/** Others who want the same day: each takes one of the times that are free then, and some book it; the rest let it go again. */
async function rush() {
  for (let n = 0; !stop; n++) {
    const free = ports.availability.first(wishFor({}), at('08:30').epochMilliseconds, at('21:00').epochMilliseconds, 60)
    await Promise.all(
      Array.from({ length: 4 }, async (_, i) => {
        const start = free[(n * 7 + i * 13) % Math.max(free.length, 1)]
        const owner = browser(`rush ${i}`)
        const held = start && (await hold(ports, owner, wishFor({}), start.startsAt))
        if (held?.kind === 'held' && n % 8 === 7 && n < 40) await book(ports, owner, held.id, client(`rush-${n}-${i}`))
      }),
    )
    // A turn for everybody else, also where nothing was free.
    await setImmediate()
  }
}

type Now = {
  id: string
  status: string
  coach: number
  moved: boolean
  outcome: string | null
  told: boolean
  open: boolean
}
const standing = async (ids: readonly string[]) =>
  (
    await admin.query<Now & { offers: number; calls: number; kinds: string[]; channels: string[] }>(
      `select b.id, b.status, right(b.coach_id::text, 2)::int as coach, b.sequence > 0 as moved, t.outcome, t.told_at is not null as told,
              t.settled_at is null as open,
              (select count(*)::int from offer o join claim c on c.id = o.claim_id
                where o.booking_id = b.id and o.state = 'open' and c.active and o.until > clock_now()) as offers,
              (select count(*)::int from task k where k.booking_id = b.id and k.kind = 'call' and k.done_at is null) as calls,
              array(select m.kind from message m where m.recipient = 'client' and m.subject_id in (b.id, t.id) and m.due_at >= $2
                     and m.kind not like 'reminder%' order by m.kind) as kinds,
              array(select distinct m.channel from message m where m.recipient = 'client' and m.subject_id in (b.id, t.id) and m.due_at >= $2
                     and m.kind not like 'reminder%') as channels
         from booking b join rehome_task t on t.booking_id = b.id where b.id = any($1) order by b.starts_at`,
      [ids, told.toString()],
    )
  ).rows
const decided = ({ outcome, told: asked }: Now) => outcome !== null || asked

/** Gives a worker something to do, and kills it once it has done some, or waits for one that it cannot get on with. */
const killedHalfWay = (ids: readonly string[], locked: string, act: () => Promise<void>) =>
  another(world, async (other) => {
    const done = async () => (await standing(ids)).filter(decided).map(({ id }) => id)
    const before = (await done()).length
    await other.query('begin')
    await other.query('select from booking where id = $1 for no key update', [locked])
    const begun = await startWorker()
    await act()
    await eventually('it has done some', async () => (await done()).length > before || somebodyWaits(world))
    begun.kill('SIGKILL')
    assert.equal(await begun.ended, 'SIGKILL')
    assert.ok(!(await done()).includes(locked), 'half-way')
    await other.query('rollback')
  })

it('each of seven goes to whoever matches, or has times that nobody else can take, or an apology and a call, and one story', async (t) => {
  const ids: string[] = []
  for (const [i, person] of seven.entries()) ids.push(await bookWithAma(person, i))
  for (const [i, person] of seven.entries()) await askedFor(ids[i]!, person)
  await admin.query(`update message set state = 'skipped' where state = 'waiting'`)
  await world.setNow(told)
  await ports.availability.load()
  const rushing = rush()
  t.after(() => ((stop = true), rushing))
  const acting = { by: { actorKind: 'coach' as const, actorId: ama }, now: told, rehoming }
  const during = { startsAt: told, endsAt: Temporal.Instant.from('2026-11-25T00:00:00Z') }
  const actor = await coachActor(admin, ama)
  await killedHalfWay(ids, ids[3]!, async () => {
    await db.withActor(actor, (tx) => recordAbsence(tx, ama, during, 'ill', acting))
  })
  const open = (await standing(ids)).find((one) => !decided(one))!
  await killedHalfWay(ids, open.id, () => world.setNow(told.add({ minutes: 10 })))
  const third = await startWorker()
  await world.setNow(Temporal.Instant.from('2026-11-24T08:15:00Z'))
  const all = await eventually('all are', async () => {
    const now = await standing(ids)
    return now.every(decided) && now
  })
  const waiting = async () =>
    (await admin.query(`select from message where state = 'waiting' and due_at <= clock_now()`)).rowCount
  await eventually('all is said', async () => (await waiting()) === 0)
  stop = true
  await rushing
  third.kill('SIGTERM')

  for (const [i, one] of all.entries()) {
    const person = seven[i]!
    const who = `person ${i + 1}: ${JSON.stringify(one)}`
    if (one.outcome === 'reassigned') {
      assert.deepEqual([one.kinds, one.offers, one.calls], [['booking-reassigned'], 0, 0], who)
      const asked = person.asked
      assert.ok(
        !asked.coachId && (!asked.ethnicallyDiverse || one.coach === 2) && (!asked.language || one.coach === 4),
        who,
      )
      assert.ok(!asked.gender || [2, 4].includes(one.coach) === (asked.gender === 'woman'), who)
    } else if (one.outcome === 'cancelled') {
      assert.deepEqual([one.kinds, one.offers, one.calls, one.status], [['booking-cancelled'], 0, 1, 'cancelled'], who)
    } else {
      assert.deepEqual([one.kinds, one.offers, one.calls, one.open], [['booking-alternatives'], 3, 0, true], who)
    }
    assert.deepEqual(one.channels, [person.phone ? 'text' : 'email'], who)
    const letters = readFileSync(outbox, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; to: string; text: string })
      .filter(({ to, text }) => to === (person.phone ?? person.email) && !/reminder/i.test(text))
    assert.equal(new Set(letters.map(({ id }) => id)).size, 1, `one letter however often it was sent: ${who}`)
  }
  assert.equal(all[4]!.outcome, null, 'whoever named her is asked')
  assert.deepEqual(await wrongInDiary(admin), nothingWrong)

  await ports.availability.load()
  const { rows } = await admin.query<{ coach: string; start: number }>(
    `select coach_id as coach, (extract(epoch from starts_at) * 1000)::float8 as start from offer where state = 'open' and until > clock_now()`,
  )
  assert.ok(rows.length >= 3)
  for (const { coach, start } of rows) {
    const other = await hold(ports, browser('somebody else'), wishFor({ coachId: coach }), start)
    assert.notEqual(other.kind, 'held', JSON.stringify(other))
  }
})
