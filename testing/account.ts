import assert from 'node:assert/strict'
import { privateKeyOf, publicKeyOf } from '#audit'
import { codeOf } from '#identity'
import { accountHandlers, privacyRoutes } from '#privacy'
import type { Route } from '#web'
import { bookingPages, idOf, type Someone } from './pages.ts'
import { bookingWorld, coachId } from './world.ts'

type World = Awaited<ReturnType<typeof bookingWorld>>

/** A passphrase that will do. */
export const passphrase = 'four small green boats'

/** What signs checkpoints there. */
export const checkpointKey = privateKeyOf(Buffer.alloc(32, 3).toString('base64url'))

/** The pages of booking and of accounts over a world of their own. */
export async function accountPages({ more = () => [] }: { more?: (world: World) => Route[] } = {}) {
  const world = await bookingWorld(Array.from({ length: 8 }, (_, i) => ({ id: coachId(i + 1) })))
  const { clock, codeKey, vault } = world.ports
  const pages = await bookingPages(world, {
    more: [
      ...privacyRoutes({
        db: world.db,
        clock,
        codeKey,
        vault,
        contactKey: Buffer.alloc(32, 4),
        publicKey: publicKeyOf(checkpointKey),
        baseUrl: 'http://localhost:3000',
      }),
      ...more(world),
    ],
  })

  /** The newest code that was sent to somebody because this browser asked. */
  const codeOfBrowser = async (purpose: 'client' | 'contact' | 'stop', someone: Someone): Promise<string> => {
    const { rows } = await world.admin.query<{ id: string }>(
      `select id from one_time_code
        where purpose = $1 and subject is not null and browser = sha256(convert_to($2, 'UTF8'))
        order by used_at is null desc, issued_at desc, ctid desc limit 1`,
      [purpose, someone.jar.get('lay-browser')],
    )
    assert.ok(rows[0], `no code went out to ${purpose}`)
    return codeOf(codeKey, rows[0].id)
  }

  /** Somebody who signs in by a code, in a browser of their own unless it is given. */
  const signedIn = async (contact: string, someone: Someone = pages.browser()): Promise<Someone> => {
    assert.equal((await someone.post('/you/sign-in', { contact })).location, '/you/sign-in/code')
    const entered = await someone.post('/you/sign-in/code', { code: await codeOfBrowser('client', someone) })
    assert.equal(entered.location, '/you')
    return someone
  }

  /** Somebody who signs in elsewhere than they booked, and says there that the appointment is theirs: it waits. */
  const claimed = async (contact: string, path: string): Promise<Someone> => {
    const someone = await signedIn(contact)
    assert.equal((await someone.post(`/you/appointments/${idOf(path)}/mine`)).location, '/you?said=passes')
    return someone
  }

  /** Lets a booking be an hour later than it was made, so that it does not meet another. */
  const anHourLater = (path: string) =>
    world.admin.query(
      `update booking set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour' where id = $1`,
      [idOf(path)],
    )

  /** What contacts are told meanwhile: what and by which way, in order of words. */
  const noticesSince = async (work: () => Promise<void>): Promise<string[]> => {
    const told = async () =>
      (
        await world.admin.query<{ id: string; said: string }>(
          `select n.id, n.kind || ' ' || m.channel as said from client_notice n
             join message m on m.subject_id = n.id and m.kind = 'account-notice' order by 2`,
        )
      ).rows
    const before = new Set((await told()).map(({ id }) => id))
    await work()
    return (await told()).filter(({ id }) => !before.has(id)).map(({ said }) => said)
  }

  /** What the worker does for accounts. */
  const jobs = accountHandlers({ ...world.ports, contactKey: Buffer.alloc(32, 4) })

  /** Does what the proof of every contact asked for. */
  const runJoins = async () => {
    const { rows } = await world.admin.query<{ id: string }>(
      'select id from client_contact where verified_at is not null',
    )
    await jobs['client-join'](rows.map(({ id }) => id))
  }

  /** Lets the three days go by that changes wait. */
  const waited = async () => {
    const { rows } = await world.admin.query<{ at: string }>(
      `select to_char(clock_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
    )
    await world.setNow(Temporal.Instant.from(rows[0]!.at).add({ hours: 72 }))
    await jobs['client-settle']()
  }

  /** Whose a booking is. */
  const clientOf = async (path: string) =>
    (await world.admin.query<{ id: string }>('select client_id as id from booking where id = $1', [idOf(path)]))
      .rows[0]!.id

  /** Whose the pages are that somebody is signed in to. */
  const accountOf = async (someone: Someone) =>
    (
      await world.admin.query<{ id: string }>(
        `select client_id as id from client_session where hash = sha256(convert_to($1, 'UTF8'))`,
        [someone.jar.get('lay-you')],
      )
    ).rows[0]!.id

  return {
    ...pages,
    runJoins,
    waited,
    accountOf,
    clientOf,
    world,
    jobs,
    codeOfBrowser,
    signedIn,
    claimed,
    noticesSince,
    anHourLater,
    passphrase,
  }
}
