import { createHmac } from 'node:crypto'

/**
 * Keyed hash of a contact, to find or count it without keeping it readable: 32 bytes.
 * Takes the normalised address or number; for limits its `limitForm`.
 */
export const contactHash = (key: Buffer, contact: string): Buffer =>
  createHmac('sha256', key).update(`contact\0${contact}`).digest()
