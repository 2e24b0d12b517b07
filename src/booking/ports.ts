import type { SlowDown } from '#identity'
import type { Mailbox } from '#notifications'
import type { KeyHolder } from '#vault'
import type { BookingPorts } from './hold.ts'

/** What the verbs that change a booking are built from. */
export type VerbPorts = BookingPorts & {
  /** Keys the tokens of messages' links. */
  linkKey: Buffer
  /** Keys the codes that are sent. */
  codeKey: Buffer
  textSender: boolean
  /** Makes and opens the keys under which people's names and contacts are sealed. */
  vault: KeyHolder
}

/** What the room's pages and API are built from. */
export type RoomPorts = VerbPorts & {
  baseUrl: string
  /** Where messages come from: the organizer of calendar entries. */
  mailbox: Mailbox
  /** Seals the answers that people carry in their own browser. */
  answersKey: Buffer
  /** Seals the answers to calls that are kept for a day. */
  repliesKey: Buffer
  /** Keys what stands for a workplace. */
  workplaceKey: Buffer
  /** Keys the hashes by which contacts are found. */
  contactKey: Buffer
  /** The programme's own telephone number as it is now; null where there is none. */
  phone: () => string | null
  /** Whom coaches call about somebody's safety; null where that is not said. */
  dutyPhone: () => string | null
  /** Whether there is anything in easy read or another language. */
  plain: () => boolean
  /** Slows an address that makes very many holds; never refuses. */
  slowDown: SlowDown
}
