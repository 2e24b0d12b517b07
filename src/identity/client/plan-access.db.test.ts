import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, it } from 'node:test'
import { anyone, holding, signedIn, type Actor } from '#lib/door'
import { query, boolean } from '#lib/sql'
import { bookingPages, idOf } from '../../../testing/pages.ts'
import { bookingWorld, coachId, mondayMorning } from '../../../testing/world.ts'
import { tokenHash } from '../browser.ts'
import { choosePlanAccess, mayOpenPlanNow } from './queries.ts'
import { mayOpenPlan, type PlanAccess } from './rules.ts'

const world = await bookingWorld([1, 2, 3].map((number) => ({ id: coachId(number) })))
const { admin, db } = world
const { booked } = await bookingPages(world)
beforeEach(() => world.setNow(mondayMorning))

const token = () => randomBytes(16).toString('base64url')

async function newClient(): Promise<string> {
  const id = randomUUID()
  await admin.query('insert into client (id) values ($1)', [id])
  return id
}

/** Somebody signed in as a client, at a level, in a browser. */
async function session(client: string, level: 1 | 2, browser: string): Promise<Actor> {
  const secret = randomBytes(32).toString('base64url')
  await admin.query(
    `insert into client_session (hash, client_id, level, browser, made_at, last_seen_at, strong_at)
     values ($1, $2, $3, $4, clock_now(), clock_now(), clock_now())`,
    [tokenHash(secret), client, level, tokenHash(browser)],
  )
  return signedIn({ role: 'lay_client', token: secret, account: client })
}

const opens = async (actor: Actor, client: string) =>
  (await db.withActor(actor, (tx) => mayOpenPlanNow.one(tx, client)))!.may
const chooses = async (actor: Actor, client: string, mode: string) =>
  (await db.withActor(actor, (tx) => choosePlanAccess.one(tx, client, mode)))!.done

it('A plan opens in the database exactly to whom the rule says, whatever was chosen and however somebody asks', async () => {
  const [here, there] = [token(), token()]
  const until = mondayMorning.add({ hours: 24 * 7 })
  const chosen: (PlanAccess | null)[] = [
    null,
    { mode: 'locked' },
    { mode: 'code' },
    { mode: 'browser', browser: tokenHash(here), until },
  ]
  for (const access of chosen) {
    const client = await newClient()
    if (access)
      await admin.query('insert into plan_access (client_id, mode, browser, until) values ($1, $2, $3, $4)', [
        client,
        access.mode,
        access.mode === 'browser' ? access.browser : null,
        access.mode === 'browser' ? until.toString() : null,
      ])
    for (const at of [mondayMorning, until.subtract({ seconds: 1 }), until]) {
      await world.setNow(at)
      for (const browser of [here, there])
        for (const level of [0, 1, 2] as const) {
          const actor = level === 0 ? holding(`browser:${browser}`) : await session(client, level, browser)
          const expected = mayOpenPlan(access, { level, browser: tokenHash(browser) }, at)
          assert.equal(
            await opens(actor, client),
            expected,
            JSON.stringify([access?.mode, level, browser === here, String(at)]),
          )
        }
      assert.equal(await opens(anyone, client), false, 'nobody without a claim')
      const stranger = await newClient()
      assert.equal(await opens(await session(stranger, 2, here), client), false, 'nobody else, however surely')
    }
  }
})

it('Who gave a passphrase chooses anything; a code alone chooses nothing', async () => {
  const client = await newClient()
  const [here, there] = [token(), token()]
  assert.equal(await chooses(await session(client, 1, here), client, 'code'), false)
  const strong = await session(client, 2, here)
  assert.equal(await chooses(strong, client, 'browser'), true)
  assert.equal(await opens(holding(`browser:${here}`), client), true)
  assert.equal(await opens(holding(`browser:${there}`), client), false)
  assert.equal(await chooses(strong, client, 'locked'), true)
  assert.equal(await opens(holding(`browser:${here}`), client), false)
  assert.equal(await chooses(await session(await newClient(), 2, here), client, 'code'), false)
})

it('The browser that booked chooses without, unless another has booked for the same person', async () => {
  const { someone, path } = await booked({ email: 'plan@example.org' })
  const { rows } = await admin.query<{ client_id: string }>('select client_id from booking where id = $1', [idOf(path)])
  const client = rows[0]!.client_id
  const mine = holding(`browser:${someone.jar.get('lay-browser')}`)
  assert.equal(await chooses(holding(`browser:${token()}`), client, 'browser'), false)
  assert.equal(await chooses(mine, client, 'browser'), true)
  assert.equal(await opens(mine, client), true)
  const { path: further } = await booked({ email: 'further@example.org' })
  await admin.query('update booking set client_id = $1 where id = $2', [client, idOf(further)])
  assert.equal(await chooses(mine, client, 'code'), false)
})

it('A function of the owner that decides is nobody’s without a name', async () => {
  const { rows } = await admin.query<{ open: boolean }>(
    `select has_function_privilege('public', 'may_open_plan(uuid)', 'execute') as open`,
  )
  assert.equal(rows[0]!.open, false)
  await assert.rejects(
    db.withActor({ ...anyone, zone: 'work', role: 'lay_worker' }, (tx) =>
      query({ may: boolean }, 'select may_open_plan(null) as may').one(tx),
    ),
    /permission denied/,
  )
})
