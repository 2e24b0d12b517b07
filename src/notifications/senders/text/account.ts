/**
 * Whom texts go through, and in whose name. `origin`: scheme, host and port. `receipts`: the token that Notify shows when it calls
 * back; Twilio signs its calls with the account's own.
 */
export type TextAccount =
  | {
      kind: 'notify'
      origin: string
      service: string
      secret: string
      template: string
      sender: string | null
      receipts: string | null
    }
  | { kind: 'twilio'; origin: string; account: string; token: string; from: ['From' | 'MessagingServiceSid', string] }
