/** Whom texts go through, and in whose name. `origin`: scheme, host and port. */
export type TextAccount =
  | { kind: 'notify'; origin: string; service: string; secret: string; template: string; sender: string | null }
  | { kind: 'twilio'; origin: string; account: string; token: string; from: ['From' | 'MessagingServiceSid', string] }
