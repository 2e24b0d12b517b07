import assert from 'node:assert/strict'
import { codeOf } from '#identity'
import { privacyRoutes } from '#privacy'
import type { Route } from '#web'
import { bookingPages, type Someone } from './pages.ts'
import { bookingWorld, coachId } from './world.ts'

type World = Awaited<ReturnType<typeof bookingWorld>>

/** A passphrase that will do. */
export const passphrase = 'four small green boats'

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
        publicKey: '',
        baseUrl: 'http://localhost:3000',
      }),
      ...more(world),
    ],
  })

  /** The newest code of a purpose that goes to somebody. */
  const lastCode = async (purpose: 'client' | 'contact' | 'stop'): Promise<string> => {
    const { rows } = await world.admin.query<{ id: string }>(
      `select id from one_time_code where purpose = $1 and subject is not null order by ctid desc limit 1`,
      [purpose],
    )
    assert.ok(rows[0], `no code went out to ${purpose}`)
    return codeOf(codeKey, rows[0].id)
  }

  /** Somebody who signs in by a code, in a browser of their own unless it is given. */
  const signedIn = async (contact: string, someone: Someone = pages.browser()): Promise<Someone> => {
    assert.equal((await someone.post('/you/sign-in', { contact })).location, '/you/sign-in/code')
    const entered = await someone.post('/you/sign-in/code', { code: await lastCode('client') })
    assert.equal(entered.location, '/you')
    return someone
  }

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

  return { ...pages, world, lastCode, signedIn, noticesSince, passphrase }
}
