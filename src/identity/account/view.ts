import type { Tx } from '#lib/sql'
import type { Visit } from '#web'
import { myOidcLinks } from '../oidc/queries.ts'
import { myPasskeys } from '../passkeys/queries.ts'
import type { SignInPorts } from '../ports.ts'
import { pagesOf } from '../team-pages.ts'
import type { AccountPage } from './page.ts'
import { mySession, mySessions } from './queries.ts'

const freshMinutes = 15

/** What the account page shows of whoever's session this transaction claims. */
export async function accountOf(tx: Tx, { party, oidc }: SignInPorts, { viewer, now }: Visit): Promise<AccountPage> {
  const { name, email, strongAt } = (await mySession.one(tx))!
  const [passkeys, links] = [await myPasskeys(tx), await myOidcLinks(tx)]
  const fresh = strongAt && Temporal.Instant.compare(strongAt.add({ minutes: freshMinutes }), now) > 0
  const waysIn = [
    ...passkeys.map(({ device, ...rest }) => ({ ...rest, what: `A passkey made with ${device}` })),
    ...links.map(({ issuer, ...rest }) => ({ ...rest, what: `Your sign-in at ${new URL(issuer).hostname}` })),
  ]
  return {
    team: { name: name ?? '', pages: pagesOf(viewer.roles ?? []) },
    email: email ?? '',
    sessions: await mySessions(tx),
    waysIn,
    standing: viewer.level !== 'strong' ? 'code' : fresh || waysIn.length === 0 ? 'fresh' : 'stale',
    passkeys: party !== null,
    oidcName: oidc?.name ?? null,
  }
}
