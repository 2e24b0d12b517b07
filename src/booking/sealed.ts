import { takesTexts } from '#identity'
import { open, openMaybe, reseal, seal, sealMaybe, type Cell, type Key } from '#vault'

type Given = { name: string; email: string | null; phone: string | null }

/** The cells of a booking. The number to ring shares the phone's, so that SQL can put the one in place of the other. */
const cellsOf = (bookingId: string) => {
  const person = (column: string): Cell => ({ table: 'booking_person', column, row: bookingId })
  return {
    name: person('name'),
    email: person('email'),
    phone: person('phone'),
    adjustments: { table: 'booking', column: 'adjustments', row: bookingId },
  }
}

/** Somebody's name and contacts as the tables keep them, and all that is known of the contacts without a key. */
export function sealPerson(key: Key, bookingId: string, { name, email, phone }: Given) {
  const cells = cellsOf(bookingId)
  return {
    name: seal(key, cells.name, name),
    email: sealMaybe(key, cells.email, email),
    phone: sealMaybe(key, cells.phone, phone),
    takesTexts: phone !== null && takesTexts(phone),
  }
}

export const sealAdjustments = (key: Key, bookingId: string, adjustments: readonly string[]): Buffer =>
  seal(key, cellsOf(bookingId).adjustments, JSON.stringify(adjustments))

/** What a row keeps sealed; what it lacks is null. */
export type Sealed = {
  sealedName?: Buffer | null
  sealedEmail?: Buffer | null
  sealedPhone?: Buffer | null
  sealedSessionPhone?: Buffer | null
  sealedAdjustments?: Buffer | null
}
export type Opened = {
  name: string | null
  email: string | null
  phone: string | null
  sessionPhone: string | null
  adjustments: string[]
}

/** What is sealed of a booking, in words; nothing of it without the key. */
export function openSealed(key: Key | undefined, bookingId: string, row: Sealed): Opened {
  if (!key) return { name: null, email: null, phone: null, sessionPhone: null, adjustments: [] }
  const cells = cellsOf(bookingId)
  return {
    name: openMaybe(key, cells.name, row.sealedName ?? null),
    email: openMaybe(key, cells.email, row.sealedEmail ?? null),
    phone: openMaybe(key, cells.phone, row.sealedPhone ?? null),
    sessionPhone: openMaybe(key, cells.phone, row.sealedSessionPhone ?? null),
    adjustments: row.sealedAdjustments
      ? (JSON.parse(open(key, cells.adjustments, row.sealedAdjustments)) as string[])
      : [],
  }
}

/** The same cells under another's key, for a booking that turns out to be theirs. */
export function resealed(from: Key, to: Key, bookingId: string, row: Sealed): Required<Sealed> {
  const cells = cellsOf(bookingId)
  const anew = (cell: Cell, sealed: Buffer | null | undefined) => (sealed ? reseal(from, to, cell, sealed) : null)
  return {
    sealedName: anew(cells.name, row.sealedName),
    sealedEmail: anew(cells.email, row.sealedEmail),
    sealedPhone: anew(cells.phone, row.sealedPhone),
    sealedSessionPhone: anew(cells.phone, row.sealedSessionPhone),
    sealedAdjustments: anew(cells.adjustments, row.sealedAdjustments),
  }
}
