/** Work that comes round by itself: five cron fields, London time. */
export type Timed = { kind: string; cron: string }

/** Every timed job of the product. Each kind has its queue from a migration and its handler from the worker. */
export const schedule: readonly Timed[] = [
  { kind: 'messages-due', cron: '* * * * *' },
  { kind: 'mailbox-read', cron: '* * * * *' },
  { kind: 'booking-release', cron: '* * * * *' },
  { kind: 'coach-instead', cron: '* * * * *' },
  { kind: 'client-settle', cron: '* * * * *' },
  { kind: 'audit-late', cron: '* * * * *' },
  { kind: 'task-overdue', cron: '* * * * *' },
  { kind: 'concern-settle', cron: '* * * * *' },
  { kind: 'replies-waiting', cron: '*/30 * * * *' },
  { kind: 'audit-checkpoint', cron: '*/15 * * * *' },
  { kind: 'checkpoint-mail', cron: '13 6 * * *' },
  { kind: 'booking-tidy', cron: '7 * * * *' },
  { kind: 'outcome-tasks', cron: '27 * * * *' },
  { kind: 'identity-purge', cron: '17 * * * *' },
  { kind: 'enquiry-purge', cron: '27 3 * * *' },
  { kind: 'message-purge', cron: '37 3 * * *' },
  { kind: 'key-dump', cron: '57 2 * * *' },
  { kind: 'record-retention', cron: '7 4 * * *' },
  { kind: 'diary-proof', cron: '47 3 * * *' },
  { kind: 'edition-make', cron: '57 3 * * *' },
]
