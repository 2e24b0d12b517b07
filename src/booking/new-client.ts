import type { Channel } from './channel.ts'

/** What a person gave when they booked. Contacts are normalised; hashes are keyed. */
export type NewClient = {
  name: string
  email: string | null
  /** Also the number to ring: for a telephone session, and when video fails. */
  phone: string | null
  /** Where the person wants their messages; without an answer, by mail where there is an address. */
  channel?: Channel
  /** Texts may come at night, too. */
  anyTime?: boolean
  /** They ticked texts beside mail. */
  textsToo?: boolean
  /** The person is not sure which coaching they want. */
  unsure?: boolean
  /** First that of the contact to which messages and codes go: the address, or the number where there is none. */
  contactHashes: readonly Buffer[]
  adjustments: readonly string[]
  area: string | null
  settingKey: string | null
  roleGroupKey: string | null
  /** What stands for their workplace: so that nobody who works there too is offered. It is not kept. */
  place?: Buffer | null
}
