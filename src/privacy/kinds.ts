/** The messages of accounts: what each is called in the outbox. */
export const accountKinds = {
  signIn: 'client-code',
  stop: 'stop-code',
  contact: 'contact-code',
  notice: 'account-notice',
} as const
