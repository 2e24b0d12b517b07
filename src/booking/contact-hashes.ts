import { contactHash, limitForm } from '#identity'

/** Keyed hashes of the contacts given; aliases of one address count as one. */
export const hashesOf = (key: Buffer, contacts: readonly (string | null)[]): Buffer[] =>
  contacts.filter((contact) => contact !== null).map((contact) => contactHash(key, limitForm(contact)))
