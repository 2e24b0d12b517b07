import { createHmac } from 'node:crypto'

/**
 * Keyed hash by which something is found or counted without being readable: 32 bytes. However it is typed, in full-width
 * letters, in capitals or composed otherwise, the same text gives the same hash.
 */
export const blindIndex = (key: Buffer, kind: string, text: string): Buffer =>
  createHmac('sha256', key)
    .update(`${kind}\0${text.normalize('NFKC').toLowerCase()}`)
    .digest()
