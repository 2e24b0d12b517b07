import type { Clock } from '#lib/clock'
import type { Db } from '#lib/door'
import type { Login } from '#lib/pool'
import type { Leaves, Mailbox, MailReceipts } from '#notifications'
import type { RecordPorts } from '#records'
import type { KeyHolder } from '#vault'
import type { Log } from '#web'
import type { Settings } from './launch/settings.ts'

/** What the web process has, of which its rooms are put together. */
export type AppPorts = {
  db: Db
  clock: Clock
  mailbox: Mailbox
  mailReceipts: MailReceipts | null
  leaves: Leaves
  care: Login
  vault: KeyHolder
  erase: RecordPorts['erase']
  log: Log
} & Pick<Settings, 'baseUrl' | 'teamBaseUrl' | 'texts' | 'oidc' | 'demo' | 'keys' | 'leaveTo' | 'checkpoint'>
