import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import { backPath, openOidc, partyOf, type OidcSettings, type SignInPorts } from '#identity'
import { plan } from '#notifications'

export type PeopleSettings = {
  db: Db
  clock: Clock
  codeKey: Buffer
  baseUrl: string
  teamBaseUrl: string | null
  oidc: OidcSettings | null
  cast: SignInPorts['cast']
}

/** What signing in and looking after people need, made of what the deployment has set. */
export function portsOf({ db, clock, codeKey, baseUrl, teamBaseUrl, oidc, cast }: PeopleSettings): SignInPorts {
  const origin = teamBaseUrl ?? baseUrl
  return {
    db,
    codeKey,
    origin,
    party: partyOf(origin),
    oidc: oidc && openOidc(oidc, origin + backPath),
    cast,
    async sendCode(tx, { codeId }) {
      const about = { subjectId: codeId, subjectSequence: 0, dueAt: clock() }
      await plan(tx, [{ kind: 'sign-in-code', recipient: 'address', channel: 'email', ...about }])
    },
    async tell(tx, { kind, subjectId, sequence }) {
      const about = { subjectId, subjectSequence: sequence, dueAt: clock() }
      await plan(tx, [{ kind, recipient: 'address', channel: 'email', ...about }])
    },
  }
}
