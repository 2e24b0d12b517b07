export type { MailboxAccount } from './account.ts'
export { answersRead, isUnread, tellUnread } from './queries.ts'
export { readMailbox, type MailboxPorts, type Written } from './turn.ts'
