import { createHash, randomBytes } from 'node:crypto'
import autocannon from 'autocannon'
import { percentile, type Say } from '../figure.ts'
import { callTo } from '../storm/call.ts'
import { layPool } from '../availability/lay-pool.ts'
import { layFolder, withDataFolder } from './data-folder.ts'
import { behind } from './behind.ts'
import { launchProduct } from './launch.ts'

const coaches = 60
const sessions = 6
const seconds = 10

/** Today of sixty coaches who have six sessions each, by sixteen connections: each page opens names that are sealed. */
export async function today(say: (bench: string) => Say): Promise<void> {
  const tell = say('today')
  await withDataFolder(async (folder) => {
    const key = await layFolder(folder, (owner) =>
      layPool(owner, { coaches, service: 'lay-too', claimsADay: 0, always: true }),
    )
    const product = await launchProduct(folder)
    const admin = await behind(folder)
    try {
      const { rows } = await admin.query<{ id: string }>(
        `select id from coach where email like 'lay-too%@bench.example'`,
      )
      const call = callTo(product.baseUrl, key)
      await Promise.all(rows.map(({ id }, i) => bookDay(call, id, i)))
      await toToday(admin)
      const cookies = await Promise.all(rows.map(({ id }, i) => signIn(admin, id, i)))
      const url = `${product.baseUrl}/team/today`
      const whole = await (await fetch(url, { headers: { cookie: cookies[0]! } })).text()
      tell('sessions on a page', [...whole.matchAll(/href="\/team\/sessions\//g)].length, 'sessions', {
        must: sessions,
        kind: 'least',
      })
      await open(url, cookies, 2)
      const { rate, millis } = await open(url, cookies, seconds)
      tell('pages', rate, 'per second')
      tell('p50', percentile(millis, 0.5), 'ms')
      tell('p99', percentile(millis, 0.99), 'ms', { must: 100 })
    } finally {
      await admin.end()
      await product.stop()
    }
  })
}

type Admin = Awaited<ReturnType<typeof behind>>

async function bookDay(call: ReturnType<typeof callTo>, coach: string, i: number) {
  const tomorrow = Temporal.Now.zonedDateTimeISO('Europe/London').add({ days: 1 }).with({ hour: 9 }).round('hour')
  for (let n = 0; n < sessions; n++) {
    const start = tomorrow
      .with({ minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
      .add({ minutes: n * 90 })
    const held = await call('holds', { service: 'lay-too', start: start.toInstant().toString(), mode: 'phone', coach })
    const client = { name: `Person ${i} ${n}`, email: `p.${i}.${n}@example.org`, phone: '07700900123' }
    await call('bookings', { hold: held['id'], client })
  }
}

/** What was booked for tomorrow is today. */
const toToday = (admin: Admin) =>
  admin.query(
    `with moved as (
       update booking set starts_at = starts_at - interval '1 day', ends_at = ends_at - interval '1 day' returning claim_id)
     update claim set during = tstzrange(lower(during) - interval '1 day', upper(during) - interval '1 day')
      where id in (select claim_id from moved)`,
  )

async function signIn(admin: Admin, coach: string, i: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await admin.query(`insert into staff (id, email, name) values ($1, $2, $3) on conflict do nothing`, [
    coach,
    `coach.${i}@bench.example`,
    `Coach ${i}`,
  ])
  await admin.query(
    `insert into staff_role (staff_id, role, provider_id) select $1, 'coach', provider_id from coach where id = $1
       on conflict do nothing`,
    [coach],
  )
  await admin.query('insert into staff_session (hash, staff_id, level, strong_at) values ($1, $2, 2, now())', [
    createHash('sha256').update(token).digest(),
    coach,
  ])
  return `lay-team=${token}`
}

/** Opens the page in turn as each of them for some seconds; every answer must be the page. */
async function open(url: string, cookies: readonly string[], duration: number) {
  const millis: number[] = []
  const running = autocannon({
    url,
    duration,
    connections: 16,
    requests: cookies.map((cookie) => ({ headers: { cookie } })),
  })
  running.on('response', (_: unknown, status: number, __: number, time: number) => {
    if (status !== 200) throw new Error(`The page answered ${status}`)
    millis.push(time)
  })
  await running
  return { rate: millis.length / duration, millis }
}
