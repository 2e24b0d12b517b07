import { keepPostgres } from '#embedded'
import { openDb, signedIn, holding, type Actor, type Db } from '#lib/door'
import { openPool } from '#lib/pool'
import { query, sender, uuid } from '#lib/sql'
import { zoneLogins } from '../../src/launch/database.ts'
import { keepSecrets } from '../../src/launch/secrets.ts'
import { serverSettings } from '../../src/launch/server-settings.ts'
import { tokenHash } from '../../src/identity/browser.ts'
import { percentile, type Say } from '../figure.ts'
import { layFolder, withDataFolder } from '../product/data-folder.ts'

const [warming, times] = [200, 3_000]

const ownBooking = query({ id: uuid }, 'select id from booking where id = $1')
const ownDay = query(
  { id: uuid },
  `select id from booking where coach_id = $1 and starts_at > clock_now() - interval '30 days' order by starts_at limit 20`,
)
const touched = query({ id: uuid }, 'update booking set sequence = sequence where id = $1 returning id')

type Question = { name: string; actor: Actor; ask: typeof ownBooking; about: string }

/**
 * What row security costs: the same statement in a transaction of the role that a page has, and in one of the owner, for
 * whom a policy says yes to every row, turn by turn.
 */
export async function rows(say: (bench: string) => Say): Promise<void> {
  const tell = say('row-security')
  await withDataFolder(async (folder) => {
    let found = { booking: '', coach: '' }
    const token = 'b'.repeat(43)
    await layFolder(
      folder,
      async () => {},
      async (owner) => {
        const { rows: some } = await owner.query<{ id: string; coach: string }>(
          `select id, coach_id as coach from booking where status = 'booked' order by starts_at desc limit 1`,
        )
        found = { booking: some[0]!.id, coach: some[0]!.coach }
        await owner.query('update booking set browser = $2 where id = $1', [
          found.booking,
          tokenHash('browser-token-A'),
        ])
        await owner.query('insert into staff_session (hash, staff_id, level) values ($1, $2, 2)', [
          tokenHash(token),
          found.coach,
        ])
      },
    )
    const server = await keepPostgres(folder, serverSettings, () => {})
    const { host, port, user, password } = server
    const place = { host, port, database: 'lay' }
    const faults = { onFault: () => {} }
    const db = openDb({ care: zoneLogins(place, keepSecrets(folder).passwords).care }, { max: 1, ...faults })
    const owner = openPool({ ...place, user, password }, { max: 1, ...faults })
    const browser = holding('browser:browser-token-A')
    const coach = signedIn({ role: 'lay_coach', token, account: found.coach })
    const questions: Question[] = [
      { name: 'own booking', actor: browser, ask: ownBooking, about: found.booking },
      { name: 'own booking changed', actor: browser, ask: touched, about: found.booking },
      { name: 'a coach’s day', actor: coach, ask: ownDay, about: found.coach },
    ]
    try {
      for (const question of questions) await measure(question, db, owner, tell)
    } finally {
      await db.close()
      await owner.end()
      await server.stop()
    }
  })
}

async function measure({ name, actor, ask, about }: Question, db: Db, pool: ReturnType<typeof openPool>, tell: Say) {
  const took = { role: [] as number[], owner: [] as number[] }
  for (let i = 0; i < warming + times; i++) {
    const began = performance.now()
    const mine = await db.withActor(actor, (tx) => ask(tx, about))
    const between = performance.now()
    const theirs = await asOwner(pool, (tx) => ask(tx, about))
    if (mine.length === 0 || theirs.length === 0) throw new Error(`${name}: nothing was found`)
    if (i < warming) continue
    took.role.push(between - began)
    took.owner.push(performance.now() - between)
  }
  const [role, owner] = [percentile(took.role, 0.5), percentile(took.owner, 0.5)]
  tell(`${name}, in its role`, role, 'ms')
  tell(`${name}, role / owner`, role / owner, 'times')
}

/** The same shape of transaction: opening, statement and commit, sent as the door sends them. */
async function asOwner<T>(pool: ReturnType<typeof openPool>, work: (tx: ReturnType<typeof sender>) => Promise<T>) {
  const client = await pool.connect()
  try {
    const opened = [
      client.query('begin'),
      client.query({ name: 'owning', text: `select set_config('role', 'lay_owner', true)` }),
    ]
    const answer = await work(sender(client))
    await Promise.all([...opened, client.query('commit')])
    return answer
  } finally {
    client.release()
  }
}
