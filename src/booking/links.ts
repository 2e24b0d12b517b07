import { createHash, createHmac } from 'node:crypto'

/** The token in a booking's messages: worked out from its id, so that no table holds it. */
export const visitToken = (key: Buffer, bookingId: string) =>
  createHmac('sha256', key).update(`visit ${bookingId}`).digest().subarray(0, 16).toString('base64url')

export const hashToken = (token: string) => createHash('sha256').update(token).digest()
