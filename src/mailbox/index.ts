export type { MailboxAccount } from './account.ts'
export { readMailbox, type MailboxPorts, type Written } from './turn.ts'
