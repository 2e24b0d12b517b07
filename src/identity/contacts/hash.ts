import { blindIndex } from '#vault'

/** Blind index of a contact. Takes the normalised address or number; for limits its `limitForm`. */
export const contactHash = (key: Buffer, contact: string): Buffer => blindIndex(key, 'contact', contact)
