import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { serve, type Guard, type StaffRole } from '#web'
import { layDemoEdition } from '../../seed/demo/edition.ts'
import { chanceFrom } from '../../seed/random.ts'
import { assertValidHtml } from '../../testing/html.ts'
import { actorOf, guardsWith, newStaff } from '../../testing/staff.ts'
import { bookingWorld } from '../../testing/world.ts'
import { makeDueEdition } from './jobs.ts'
import { commissioningRoutes } from './index.ts'

const now = Temporal.Instant.from('2026-11-25T10:00:00Z')
const world = await bookingWorld([], now)
const { db, admin, ports } = world

/** A guard that lets in somebody of a role, each in a session of their own. */
async function someone(role: StaffRole): Promise<Guard> {
  const id = await newStaff(admin, role)
  return async () => ({ kind: role, id, actor: await actorOf(admin, id, role), level: 'strong' })
}

const app = await serve({
  routes: commissioningRoutes({ db }),
  ports: { clock: ports.clock, baseUrl: 'http://localhost:3000' },
  guards: guardsWith({ commissioner: await someone('commissioner'), evaluator: await someone('evaluator') }),
})
after(() => app.close())

const get = async (url: string) => {
  const { statusCode, headers, body } = await app.inject({ url, headers: { host: 'localhost:3000' } })
  if (body.startsWith('<!doctype')) await assertValidHtml(body)
  return { status: statusCode, headers, body }
}
const open = '/what-your-employer-can-see'

/** The figures of a page's table. */
const figuresIn = (html: string) => /<table[^]*<\/table>/.exec(html)![0].replace(/\s+/g, ' ')

describe('before the first quarter is over', () => {
  it('says so, and has no file', async () => {
    for (const path of [open, '/team/commissioner']) {
      const { status, body } = await get(path)
      assert.equal(status, 200)
      assert.match(body, /There is no table yet/)
    }
    for (const path of [
      `${open}/sessions.csv`,
      '/team/commissioner/2026-Q3',
      '/team/commissioner/2026-Q3/sessions.csv',
    ])
      assert.equal((await get(path)).status, 404, path)
  })
})

describe('once there are editions', () => {
  it('shows everybody the very table that those who pay get, and no count as it was', async () => {
    await world.setNow(Temporal.Instant.from('2026-08-25T10:00:00Z'))
    await makeDueEdition(ports)
    await world.setNow(now)
    await layDemoEdition(admin, now, chanceFrom(7))
    const [everybody, commissioner] = [await get(open), await get('/team/commissioner')]
    assert.equal(figuresIn(everybody.body), figuresIn(commissioner.body))
    assert.match(everybody.body, /July to September 2026/)
    const shown = [...everybody.body.matchAll(/<span>([\d,]*)</g)].map(([, figure]) => figure!)
    const numbers = shown.filter((text) => text !== '').map((text) => Number(text.replace(',', '')))
    assert.ok(numbers.length > 100 && numbers.length < shown.length)
    for (const number of numbers) assert.ok(number === 0 || (number >= 10 && number % 5 === 0), String(number))
  })

  it('gives the same file at both, safe to open', async () => {
    const [everybody, commissioner] = [
      await get(`${open}/sessions.csv`),
      await get('/team/commissioner/2026-Q3/sessions.csv'),
    ]
    assert.equal(everybody.body, commissioner.body)
    assert.ok(everybody.body.startsWith('\uFEFF"Quarter"'))
    assert.match(String(everybody.headers['content-disposition']), /attachment; filename="sessions-2026-Q3-v1.csv"/)
    assert.doesNotMatch(everybody.body, /(^|,)"?[=+@-]/m)
  })

  it('leads to earlier quarters, and to none that there is not', async () => {
    assert.match((await get('/team/commissioner')).body, /href="\/team\/commissioner\/2026-Q2">April to June 2026/)
    assert.match((await get('/team/commissioner/2026-Q2')).body, /No sessions: .*Essex/)
    for (const odd of ['2026-Q1', '2026-Q4', '2026-07', 'all', '%27', '2026-Q3%20'])
      for (const path of [`/team/commissioner/${odd}`, `/team/commissioner/${odd}/sessions.csv`])
        assert.equal((await get(path)).status, 404, path)
  })

  it('says the limits of its promise beside it, and promises nothing that cannot be kept', async () => {
    const { body } = await get(open)
    for (const limit of ['seriously harmed', 'A court', 'look after the computers', 'Work inboxes'])
      assert.ok(body.includes(limit), limit)
    assert.doesNotMatch(body, /end-to-end|anonymous|nobody can ever|unhackable|military|100%|guarantee/i)
  })
})

describe('the evaluator', () => {
  it('sees whole quarters that are over, by week, and each look is recorded', async () => {
    const looks = async () =>
      Number(
        (await admin.query<{ n: string }>(`select count(*) as n from audit_event where verb = 'evaluation.read'`))
          .rows[0]!.n,
      )
    const before = await looks()
    assert.match((await get('/team/evaluator')).body, /Sessions by week, July to September 2026/)
    assert.match((await get('/team/evaluator/2026-Q1')).body, /No session stands in this quarter\./)
    assert.match((await get('/team/evaluator/2026-Q2/weeks.csv')).body, /"Week from","Service","Area code"/)
    assert.equal(await looks(), before + 3)
    for (const odd of ['2026-Q4', '2027-Q1', '2026-11', 'x'])
      assert.equal((await get(`/team/evaluator/${odd}`)).status, 404)
  })
})
