import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Form } from '../../../testing/browsing.ts'
import { bookedInto } from '../../../testing/fixtures.ts'
import { withBrokenTrail } from '../../../testing/trail.ts'
import { actorOf, newStaff } from '../../../testing/staff.ts'
import { staffPages } from '../../../testing/staff-pages.ts'
import { writeLate } from '#audit'
import { worker } from '#lib/door'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { openConcern } from '../duty/open.ts'
import { worriedRoutes } from './routes.ts'

const world = await bookingWorld([1, 2].map((number) => ({ id: coachId(number) })))
const { db, admin } = world
const { vault } = world.ports
const secret = Buffer.alloc(32, 7)
const faults: unknown[] = []
const log = { fault: (_: string, error: unknown) => void faults.push(error) }
const pages = await staffPages(world, worriedRoutes({ db, vault, secret, dutyPhone: () => '01632 960 999', log }))

const dev = coachId(1)
const session = await bookedInto(world, { coachId: dev, startsAt: mondayMorning.add({ hours: 2 }) })
const path = '/team/worried'
const urgent = { level: '3', theme: 'harm-to-self', location: 'At home', words: 'They have a plan' }

/** A browser of a coach who signed in by a code, or of nobody. */
const browser = async (staffId: string | null = dev) => {
  const { get, post } = await pages(staffId, 1)
  const carriedBy = (html: string) => /name="carried" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return {
    get: async (url: string) => {
      const { html: body, ...reply } = await get(url)
      return { ...reply, body, carried: carriedBy(body) }
    },
    post: async (form: Form) => {
      const { html: body, status } = await post(path, form)
      return { body, status }
    },
  }
}
const concerns = async () =>
  (
    await admin.query<{ id: string; level: number; coach_id: string | null; booking_id: string | null }>(
      'select id, level, coach_id, booking_id from concern',
    )
  ).rows

beforeEach(async () => {
  faults.length = 0
  await world.setNow(mondayMorning.add({ hours: 1 }))
  await admin.query('delete from concern')
})

describe('a coach who is worried', () => {
  it('raises it about a session, signed in by a code; whoever has the duty reads whom it is about', async () => {
    const coach = await browser()
    const { body, carried } = await coach.get(`${path}?session=${session}`)
    assert.match(body, /call your duty\s+lead: <a [^>]*href="tel:[^"]+"[^>]*>01632 960 999<\/a>/)
    const raised = await coach.post({ carried, ...urgent })
    assert.match(raised.body, /It is raised/)
    const [{ id, ...concern } = { id: '' }] = await concerns()
    assert.deepEqual(concern, { level: 3, coach_id: dev, booking_id: session })
    const ines = await newStaff(admin, 'duty_lead')
    await admin.query(
      `insert into duty_turn (staff_id, starts_at, ends_at) values ($1, clock_now(), clock_now() + interval '1 hour')`,
      [ines],
    )
    const viewer = { kind: 'duty_lead' as const, id: ines, actor: await actorOf(admin, ines, 'duty_lead') }
    const read = await openConcern({ db, vault, secret }, viewer, id, 'r-1')
    assert.deepEqual([read?.words, read?.location, read?.name], [urgent.words, urgent.location, 'Amina'])
  })

  it('raises the same once, however often it is sent, and what was changed once more', async () => {
    const coach = await browser()
    const { carried } = await coach.get(path)
    for (let n = 0; n < 2; n++) assert.equal((await coach.post({ carried, ...urgent, level: '1' })).status, 200)
    assert.equal((await coach.post({ carried, ...urgent, level: '4', words: 'On the bridge' })).status, 200)
    assert.deepEqual((await concerns()).map(({ level }) => level).sort(), [1, 4])
    await db.withActor(worker, (tx) => writeLate(tx))
    const { rows } = await admin.query(
      `select count(*)::int as n from audit_event where verb = 'concern.raised' and subject_id in (select id from concern)`,
    )
    assert.deepEqual(rows, [{ n: 2 }])
  })

  it('has raised it for themselves and about the session, whoever is signed in there by then, or nobody', async () => {
    const { carried } = await (await browser()).get(`${path}?session=${session}`)
    for (const who of [null, coachId(2)]) {
      const { body } = await (await browser(who)).post({ carried, ...urgent, words: `${who}` })
      assert.match(body, /It is raised/)
    }
    assert.deepEqual(
      (await concerns()).map(({ coach_id, booking_id }) => [coach_id, booking_id]),
      [1, 2].map(() => [dev, session]),
    )
  })

  it('is not told again whom it is about by sending, since nobody knows who sends', async () => {
    const { carried } = await (await browser()).get(`${path}?session=${session}`)
    const { body } = await (await browser(null)).post({ carried, ...urgent, level: '' })
    assert.match(body, /This is about a client, your session/)
    assert.doesNotMatch(body, /Amina/)
  })

  it('loses nothing where the sign-in ended, the trail is broken and no key can be had meanwhile', async () => {
    const coach = await browser()
    const { carried } = await coach.get(`${path}?session=${session}`)
    await admin.query('update staff_session set ended_at = clock_now() where staff_id = $1', [dev])
    await admin.query('alter function audit_append_late(jsonb) rename to audit_append_late_kept')
    await admin.query('alter table wrapped_key rename to wrapped_key_kept')
    try {
      assert.match((await coach.post({ carried, ...urgent })).body, /It is raised/)
    } finally {
      await admin.query('alter function audit_append_late_kept(jsonb) rename to audit_append_late')
      await admin.query('alter table wrapped_key_kept rename to wrapped_key')
    }
    assert.deepEqual((await concerns())[0]?.coach_id, dev)
  })

  it('gets the page without a name where no key can be had, or its opening cannot be recorded', async () => {
    const coach = await browser()
    const isNameless = async () => {
      const { status, body } = await coach.get(`${path}?session=${session}`)
      assert.equal(status, 200)
      assert.match(body, /This is about a client, your session/)
    }
    await admin.query('alter table wrapped_key rename to wrapped_key_kept')
    try {
      await isNameless()
    } finally {
      await admin.query('alter table wrapped_key_kept rename to wrapped_key')
    }
    await withBrokenTrail(admin, isNameless)
    assert.match((await coach.get(`${path}?session=${session}`)).body, /This is about <bdi>Amina<\/bdi>, your session/)
  })

  it('is told what is missing, beside it, with everything typed', async () => {
    const coach = await browser()
    const { carried } = await coach.get(path)
    const { status, body } = await coach.post({ carried, ...urgent, level: '', theme: 'x' })
    assert.equal(status, 422)
    for (const part of ['Select how worried you are', 'Select what it is about', urgent.words, urgent.location])
      assert.ok(body.includes(part), part)
    assert.deepEqual(await concerns(), [])
  })

  it('is told to call where it cannot be kept at all, with everything typed, and the fault is logged', async () => {
    const coach = await browser()
    const { carried } = await coach.get(path)
    await admin.query('alter table concern rename to concern_kept')
    try {
      const { status, body } = await coach.post({ carried, ...urgent })
      assert.equal(status, 503)
      assert.match(body, /We could not keep this\. Call the duty lead, and try again/)
      assert.ok(body.includes(urgent.words))
      assert.equal(faults.length, 1)
    } finally {
      await admin.query('alter table concern_kept rename to concern')
    }
    assert.equal((await coach.post({ carried, ...urgent })).status, 200)
  })

  it('raises nothing about the session of another coach', async () => {
    const { body, carried } = await (await browser(coachId(2))).get(`${path}?session=${session}`)
    assert.doesNotMatch(body, /This is about/)
    await (await browser(coachId(2))).post({ carried, ...urgent })
    assert.equal((await concerns())[0]?.booking_id, null)
  })
})

describe('anybody else', () => {
  it('is shown no page, and raises nothing without one', async () => {
    const stranger = await browser(null)
    assert.equal((await stranger.get(path)).to, '/team/sign-in')
    for (const carried of ['', 'x', Buffer.alloc(300, 1).toString('base64url')])
      assert.equal((await stranger.post({ carried, ...urgent })).status, 404)
    assert.deepEqual(await concerns(), [])
  })
})
