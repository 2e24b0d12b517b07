/** What a message is sent by. */
export type Channel = 'email' | 'text'
/** Whom it is for; the renderer of its kind knows who that is. `address`: the contact that asked for a code. */
export type Recipient = 'client' | 'coach' | 'address'

/** A message to be sent later, or at once: ids and a kind, never words. */
export type Planned = {
  /** Lower-case words joined by dots and hyphens. A kind that ends in `code` is sent once at most, and never late. */
  kind: string
  subjectId: string
  /** Which state of the subject it is about: planning the same again does nothing. */
  subjectSequence: number
  recipient: Recipient
  channel: Channel
  dueAt: Temporal.Instant
  /** For a text: waits for the end of the quiet hours, whenever it would go. */
  keepsQuiet?: boolean
  /** For a text: its person takes texts at night, too; it waits for no morning. */
  anyTime?: boolean
}

/** A planned message that is about to be sent. */
export type Message = Planned & { id: string }
