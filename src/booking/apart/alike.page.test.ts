import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openedOf, sentenceOf } from '#audit'
import { recordAbsence } from '#coaches'
import { json, query } from '#lib/sql'
import { mailboxOf, sendDue, type Mail, type Text } from '#notifications'
import { alike } from '../../../testing/alike.ts'
import { clientActor } from '../../../testing/clients.ts'
import { bookingPages, idOf, work } from '../../../testing/pages.ts'
import { coachActor } from '../../../testing/staff.ts'
import { bookingWorld, coachId, mondayMorning, type TestCoach } from '../../../testing/world.ts'
import { bookingRenderers } from '../messages/render.ts'
import { recover } from '../rehome/recover.ts'
import { rehoming } from '../rehome/rehome.ts'
import { knownRoute } from './known.ts'

type World = Awaited<ReturnType<typeof bookingWorld>>
type Way = (world: World, bookingId: string) => Promise<void>

/** For so long that none of their other times could be chosen instead: as of somebody whom they know. */
const ill: Way = async ({ db, admin, ports }) => {
  const now = ports.clock()
  const acting = { by: { actorKind: 'coach' as const, actorId: coachId(1) }, now, rehoming }
  const during = { startsAt: now, endsAt: now.add({ hours: 30 * 24 }) }
  await db.withActor(await coachActor(admin, coachId(1)), (tx) => recordAbsence(tx, coachId(1), during, 'ill', acting))
}
const known: Way = async ({ db, admin, ports }, bookingId) => {
  await knownRoute({ db, availability: ports.availability }).handle({
    params: { id: bookingId },
    viewer: { actor: await coachActor(admin, coachId(1)), id: coachId(1) },
    requestId: 'a request',
  } as never)
}

const ownChains = query(
  { entry: json<object>() },
  `select to_jsonb(e) - array['id', 'xid'] as entry from audit_event e order by e.subject_id, e.n`,
)
const myRecord = query({ held: json<Record<string, unknown>>() }, 'select my_record() as held')

/** All that a client, and whoever else reads of their session, can see of it: while it waits, and once it was looked after. */
async function seen(others: readonly Omit<TestCoach, 'id'>[], named: boolean, way: Way) {
  const world = await bookingWorld([{}, ...others].map((one, i) => ({ id: coachId(i + 1), ...one })))
  const { db, admin, ports } = world
  const { atTimes, sayContact, confirm, linkTo } = await bookingPages(world)
  const baseUrl = 'https://talk.example.org'
  const renderers = bookingRenderers({ ...ports, baseUrl, mailbox: mailboxOf({ baseUrl, smtpUrl: null }) })
  const got: (Mail | Text)[] = []
  const take = async (message: Mail | Text) => {
    if (message.to === 'amina@example.org') got.push(message)
    return 'sent' as const
  }
  const fails = (...said: unknown[]) => assert.fail(JSON.stringify(said))
  const someone = await atTimes()
  await someone.post('/book/time', { start: '2026-11-24T10:00:00Z' })
  await sayContact(someone, { email: 'amina@example.org', phone: '07700 900123' })
  await someone.post('/book/about-work', work)
  const path = (await confirm(someone)).location
  const id = idOf(path)
  // Whoever else is there was no choice before; the one who has it is the first.
  await admin.query(`update booking set coach_id = $2, matched_on = $3 where id = $1`, [
    id,
    coachId(1),
    named ? [`named=${coachId(1)}`] : [],
  ])
  await admin.query(`update claim set coach_id = $2 where id = (select claim_id from booking where id = $1)`, [
    id,
    coachId(1),
  ])
  const { rows } = await admin.query<{ client: string; reference: string }>(
    'select client_id as client, reference from booking where id = $1',
    [id],
  )
  const { client, reference } = rows[0]!
  const look = async () => {
    await sendDue({ db, renderers, senders: { email: take, text: take }, log: fails }, 1_000)
    await ports.availability.load()
    const actor = await clientActor(admin, client)
    const trail = await db.withActor(actor, async (tx) => ({
      told: (await openedOf(tx, { who: 'everybody', since: null, page: 1 })).entries.map(sentenceOf),
      chains: await ownChains(tx),
      held: (await myRecord.one(tx))!.held,
    }))
    const chain = await admin.query(
      'select verb, subject_kind, actor_kind, reason from audit_event where subject_id = $1',
      [id],
    )
    assert.ok(trail.told.length > 0 && chain.rows.length > 0)
    return {
      ...trail,
      chain: chain.rows as unknown[],
      pages: [
        (await someone.get(path)).html,
        (await someone.get(linkTo(path))).html,
        (await someone.get('/booking')).html,
      ],
      messages: [...got],
    }
  }
  await way(world, id)
  const waiting = await look()
  const settled: unknown[] = []
  for (const minutes of [0, 11]) {
    await world.setNow(mondayMorning.add({ minutes }))
    await recover({ ...ports, textSender: true, log: fails })
    settled.push(await look())
  }
  const outcome = await admin.query<{ outcome: string | null }>('select outcome from rehome_task')
  return { all: alike({ waiting, settled }, reference), outcome: outcome.rows.map((row) => row.outcome) }
}

const stories: [string, Omit<TestCoach, 'id'>[], boolean, (string | null)[]][] = [
  ['another coach takes it at the same time', [{}], false, ['reassigned']],
  ['other times are kept, as nobody else is free then', [{ opens: '14:00', closes: '18:00' }], true, [null]],
  ['nobody else can, and it is cancelled', [], false, ['cancelled']],
]

for (const [how, others, named, outcome] of stories)
  it(`whether a coach is ill or knows the client, all that can be seen of the session is alike: ${how}`, async () => {
    const [first, second] = [await seen(others, named, ill), await seen(others, named, known)]
    assert.deepEqual(first.outcome, outcome)
    assert.deepEqual(second, first)
  })
