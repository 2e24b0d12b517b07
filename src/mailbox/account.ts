/** The mailbox that people answer to, and that mail comes back to. Without TLS only where it is on this very machine. */
export type MailboxAccount = {
  host: string
  port: number
  tls: boolean
  /** Whether it is on this machine, so that a connection without TLS may stay so. */
  near: boolean
  user: string
  pass: string
  folder: string
}
