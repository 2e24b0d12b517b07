import { createHash, createHmac } from 'node:crypto'

/** The token in a booking's messages: worked out from its id and the number of its link, so that no table holds it. */
export const visitToken = (key: Buffer, bookingId: string, linkNumber = 0) =>
  createHmac('sha256', key)
    .update(linkNumber === 0 ? `visit ${bookingId}` : `visit ${bookingId} ${linkNumber}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')

/** The token by which a coach acknowledges a session that a change gave them: its own for each coach's each session. */
export const acknowledgeToken = (key: Buffer, bookingId: string, sequence: number) =>
  createHmac('sha256', key)
    .update(`acknowledge ${bookingId} ${sequence}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')

export const hashToken = (token: string) => createHash('sha256').update(token).digest()
