import type { Db } from '#lib/door'
import type { Tx } from '#lib/sql'
import type { CastMember } from './pages/cast.ts'
import type { Oidc } from './oidc/provider.ts'
import type { Party } from './passkeys/party.ts'

/** A message to somebody of staff, planned in the transaction of what it tells; its words are made when it is sent. */
export type StaffMessage = {
  kind: 'staff-passkey' | 'staff-link' | 'staff-invitation' | 'staff-recovery'
  subjectId: string
  sequence: number
}

export type SignInPorts = {
  db: Db
  /** The server's secret for codes, 32 bytes. */
  codeKey: Buffer
  /** Plans the message that carries a code. Asked for every code, also where there is nobody to send it to. */
  sendCode: (tx: Tx, code: { codeId: string }) => Promise<void>
  /** Plans any other message to staff. */
  tell: (tx: Tx, message: StaffMessage) => Promise<void>
  /** Scheme, host and port of the team's pages. */
  origin: string
  /** Null where the address is one for which no browser makes passkeys. */
  party: Party | null
  /** The organisation's own sign-in; null where there is none. */
  oidc: Oidc | null
  /** The people of the demonstration. */
  cast: (tx: Tx) => Promise<readonly CastMember[]>
}
